"""Where a name ends and the next word begins, in scripts with and without spaces."""

import re
import unicodedata

from catalog.text import Folded, fold, fold_with_offsets

# Scripts that set no space between words, and Hangul, whose particles and neighbours are glued to a name
# (Unicode 16.0, blocks: Thai to Lao, Myanmar, Hangul Jamo, Khmer, CJK, Hangul, compatibility and wide forms).
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3005-\u312f\u3130-\u318f\u3400-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
_SOFT_SPACE = re.compile(r"[^\S ]|_|(?<=\w)-(?=\w)")
_COUNTRY_SITE = re.compile(r"\.[a-z]{2}\b(?!\.)")
_SPACES = re.compile(" {2,}")


def loosen(text: str) -> str:
    """Fold a spelling, so that spaces, line ends and inner hyphens are one and the same."""
    return _SPACES.sub(" ", _SOFT_SPACE.sub(" ", fold(text)))


def loosen_with_offsets(text: str) -> Folded:
    """`loosen`, with a map back to the original's code points."""
    folded = fold_with_offsets(text)
    even = _SOFT_SPACE.sub(" ", folded.text)
    kept: list[int] = []
    pieces: list[str] = []
    last = 0
    if "  " not in even:
        return Folded(even, folded.offsets)
    for run in _SPACES.finditer(even):
        pieces.append(even[last : run.start() + 1])
        kept.extend(folded.offsets[last : run.start() + 1])
        last = run.end()
    kept.extend(folded.offsets[last:])
    return Folded("".join([*pieces, even[last:]]), kept)


def whole_span(text: str, loose: Folded, start: int, end: int) -> tuple[int, int] | None:
    """The original's span of a match, None where it would cut a letter in two, as a Hangul syllable."""
    offsets = loose.offsets
    if start and offsets[start] == offsets[start - 1]:
        return None
    if end < len(loose.text) and offsets[end] == offsets[end - 1]:
        return None
    first, last = loose.span(start, end)
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return first, last


def stands_alone(text: str, start: int, end: int, *, glued: bool) -> bool:
    """Whether `text[start:end]` is no part of a longer word.

    Args:
        text: The original text.
        start: First code point of the name.
        end: First code point after it.
        glued: Also accept a change of case as a border, as where a page lost the space after the prose.
    """
    left = start == 0 or _parted(text[start - 1], text[start])
    right = end == len(text) or (_parted(text[end], text[end - 1]) and not _runs_on(text, start, end))
    if glued:
        left = left or (text[start].isupper() and not text[start - 1].isupper())
        right = right or _new_word(text, end)
    return left and right


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a hyphen makes a written-out name part of a longer one: "The Times-Tribune"."""
    if _COUNTRY_SITE.match(text, end):
        return True  # "DNEVNIK.hr" is another house than Dnevnik
    longer = text[end] == "-" and text[end + 1 : end + 2].isupper()
    return longer and not text[start:end].isupper() and text[start:end].isascii()


def _parted(neighbour: str, edge: str) -> bool:
    """Whether a name's edge and the code point beside it belong to different words."""
    if not (neighbour.isalnum() or unicodedata.category(neighbour).startswith("M")):
        return True
    return bool(_SPACELESS.match(neighbour) or _SPACELESS.match(edge))


def _new_word(text: str, end: int) -> bool:
    """Whether a capitalised word or a figure begins at `end`, right after a name."""
    if text[end].isdigit():
        return True
    after = text[end + 1 : end + 2]
    return text[end].isupper() and (not text[end - 1].isupper() or after.islower())
