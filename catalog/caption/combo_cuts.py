"""Cut the words of a combo into those about each picture: by marks, else as a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog.caption.combo_marks import Mark
from catalog.caption.combo_words import ComboLanguage
from catalog.caption.words import HOLE

_EDGES = " ,;:.*–—-\n、，；：。،؛" + HOLE
_CLOSES = ")）]"
_SEMICOLON = re.compile(r"\s*[;；؛]\s*")
_OPENS_WORDS = re.compile(rf"(?:^|[:：.;；。!?*\n{HOLE}]|\s[–—-])\s*(?:the\s)?[(（]?$", re.IGNORECASE)
_GLUED_AND = re.compile(r"\s*(?:以及|和|与|與|及|と|과|와|و(?=\w))\s*")
_WORD = re.compile(r"[^\W_]{2,}|[\u2e80-\uffff]")
_MOST_NAME_WORDS = 12
Cut = tuple[int, int]
"""What parts two pictures: its first code point and the first one after it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The words about one picture, and the mark that points at it."""

    start: int
    end: int
    mark: Mark | None = None


def has_words(text: str, segment: Segment) -> bool:
    """Whether a segment says anything besides its mark."""
    mark = segment.mark
    if mark is None:
        return _WORD.search(text, segment.start, segment.end) is not None
    before = _WORD.search(text, segment.start, max(segment.start, mark.start))
    return before is not None or _WORD.search(text, min(mark.end, segment.end), segment.end) is not None


@dataclass(frozen=True, slots=True)
class Body:
    """What a combo says of its pictures.

    Attributes:
        text: The cleaned caption with holes for notices.
        start: Where the pictures begin.
        end: Where they end.
        ends: Where dates and credits end: behind them another picture may begin.
        bounds: Where sentences begin.
        language: The words that part pictures.
    """

    text: str
    start: int
    end: int
    ends: Sequence[int]
    bounds: Sequence[int]
    language: ComboLanguage

    def segment(self, start: int, end: int, mark: Mark | None = None) -> Segment:
        """A segment without the signs and the words for "and" around it."""
        while start < end and self.text[start] in _EDGES:
            start += 1
        while start < end and self.text[end - 1] in _EDGES:
            end -= 1
        before = self.language.opening.match(self.text, start, end)
        start = before.end() if before else start
        behind = self.language.closing.search(self.text, start, end)
        return Segment(start, behind.start() if behind else end, mark)

    def segments(self, start: int, cuts: Sequence[Cut]) -> list[Segment]:
        """The segments between cuts, from a place to the end."""
        edges = [start, *(edge for cut in cuts for edge in cut), self.end]
        found = [self.segment(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return [segment for segment in found if segment.end > segment.start]


def by_marks(body: Body, marks: Sequence[Mark]) -> list[Segment]:
    """The pictures of marks that stand before, within or behind their words.

    The last picture may do without mark: "a dam in May (left) and in June".
    """
    first, last = marks[0], marks[-1]
    if _opens_words(body, first):
        edges = [*(m.opens for m in marks), body.end]
        segments = [body.segment(a, b, m) for (a, b), m in zip(pairwise(edges), marks, strict=True)]
        cut = _best_cut(body, first.closes, body.end) if first is last else None
        if cut is None:
            return segments
        return [body.segment(first.opens, cut[0], first), body.segment(cut[1], body.end)]
    rest = _cut_at(body, last.closes)
    closing = _cut_at(body, first.closes) is not None or (
        first is not last and (rest is not None or not body.text[last.closes : body.end].strip(_EDGES))
    )
    segments, start = [], body.start
    for mark, following in pairwise(marks):
        cut = _cut_at(body, mark.closes) or (
            (mark.closes, mark.closes) if closing else _best_cut(body, mark.closes, following.opens)
        )
        left, right = cut or (mark.closes, mark.closes)
        segments.append(body.segment(start, left, mark))
        start = right
    if first is last and rest is None:
        rest = _best_cut(body, last.closes, body.end)
    if rest is not None and (other := body.segment(rest[1], body.end)).end > other.start:
        dated = any(other.start < end <= other.end + 1 for end in body.ends)
        if first is last or dated:
            return [*segments, body.segment(start, rest[0], last), other]
    return [*segments, body.segment(start, last.closes if closing else body.end, last)]


def by_list(body: Body, *, named: bool) -> list[Segment]:
    """The pictures of a list: parted by semicolons, else behind dates or credits, else, if `named`, names."""
    segments = body.segments(
        body.start, [m.span() for m in _SEMICOLON.finditer(body.text, body.start, body.end)]
    )
    if len(segments) > 1:
        return segments
    cuts = [
        cut for end in body.ends if body.start < end < body.end if (cut := _cut_at(body, end, comma=True))
    ]
    segments = _with_dates(body, body.segments(body.start, cuts))
    return segments if len(segments) > 1 or not named else _names(body)


def _with_dates(body: Body, segments: Sequence[Segment]) -> list[Segment]:
    """The segments that hold a date or a credit; another one belongs to that before it."""
    found: list[Segment] = []
    for segment in segments:
        if found and not any(segment.start < end <= segment.end + 1 for end in body.ends):
            found[-1] = Segment(found[-1].start, segment.end)
        else:
            found.append(segment)
    return found


def _names(body: Body) -> list[Segment]:
    """A list of names; what begins with a small letter belongs to the name before it."""
    cuts = [m.span() for m in body.language.separator.finditer(body.text, body.start, body.end)]
    found: list[Segment] = []
    for piece in body.segments(body.start, cuts):
        words = body.text[piece.start : piece.end].split()
        if len(words) > _MOST_NAME_WORDS:
            return []
        if not all(word[:1].islower() or not word[:1].isalpha() for word in words):
            found.append(piece)
        elif found:
            found[-1] = Segment(found[-1].start, piece.end)
        else:
            return []
    return found


def _opens_words(body: Body, mark: Mark) -> bool:
    """Whether a mark stands before the words about its picture."""
    before = body.text[body.start : mark.opens].rstrip("(（ ")
    if len(before.strip(_EDGES)) <= 1:  # a particle: "写真は、（左）"
        return True
    return _OPENS_WORDS.search(before) is not None and _cut_at(body, mark.closes) is None


def _cut_at(body: Body, place: int, *, comma: bool = False) -> Cut | None:
    """What parts two pictures right at a place, brackets aside; None where a picture goes on."""
    while place < body.end and body.text[place] in _CLOSES:
        place += 1
    joint = body.language.joint.match(body.text, place, body.end)
    joint = joint or _GLUED_AND.match(body.text, place, body.end)
    if comma and joint is None:
        joint = body.language.separator.match(body.text, place, body.end)
    if joint is not None:
        return joint.span()
    sentence = next((b for b in body.bounds if place < b < body.end), body.end)
    return (place, sentence) if sentence < body.end and not body.text[place:sentence].strip(_EDGES) else None


def _best_cut(body: Body, start: int, end: int) -> Cut | None:
    """What parts two pictures best: a semicolon or full stop, what follows a date, "and", a comma."""
    cuts = [m.span() for m in _SEMICOLON.finditer(body.text, start, end)]
    cuts += [(bound, bound) for bound in body.bounds if start < bound < end]
    if cuts:
        return max(cuts)
    matches = list(body.language.separator.finditer(body.text, start, end))
    behind = [m for m in matches if any(e <= m.start() <= e + 1 for e in body.ends)]
    joined = [m for m in matches if m.group().strip(" ,،，、")]
    found = behind or joined or matches
    return found[-1].span() if found else None
