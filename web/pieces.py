"""A caption cut into pieces of text, each under the parsed value that it gave rise to."""

from dataclasses import dataclass
from itertools import pairwise

from catalog.records import ParsedCaption
from web.marks import Mark, marks_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the caption; `label` is empty where the mark already began in an earlier piece."""

    text: str
    kind: str = ""
    label: str = ""
    number: int = 0


def pieces_of(text: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """Cut the text where a mark begins or ends; where marks overlap, the shortest names the piece.

    The pieces' texts put together are the text.
    """
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces: list[Piece] = []
    named: set[int] = set()
    for start, end in pairwise(edges):
        over = [(m.end - m.start, n) for n, m in enumerate(marks) if m.start <= start and end <= m.end]
        if not over:
            pieces.append(Piece(text[start:end]))
            continue
        number = min(over)[1]
        label = "" if number in named else marks[number].label
        named.add(number)
        pieces.append(Piece(text[start:end], marks[number].kind, label, number + 1))
    return tuple(pieces)


def annotate(caption: ParsedCaption | None) -> tuple[tuple[Mark, ...], tuple[Piece, ...]]:
    """A caption's marks, and its text cut along them; nothing for a picture without words."""
    if caption is None:
        return (), ()
    marks = marks_of(caption)
    return marks, pieces_of(caption.caption, marks)
