"""How text is compared: one folding for the parser, the index, the query and the highlight."""

from catalog.text.fold import Folded, LetterTable, fold, fold_with_offsets
from catalog.text.scripts import FIRST_IDEOGRAPH

__all__ = ["FIRST_IDEOGRAPH", "Folded", "LetterTable", "fold", "fold_with_offsets"]
