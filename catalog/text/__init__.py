"""How text is compared: one folding for the parser, the index, the query and the highlight."""

from catalog.text.fold import Folded, LetterTable, fold, fold_with_offsets

__all__ = ["Folded", "LetterTable", "fold", "fold_with_offsets"]
