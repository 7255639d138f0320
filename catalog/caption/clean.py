"""Make a caption even before it is read, and remember where every character came from."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Invisible controls that wires and web pages leave in text: zero-width space and joiner marks, direction
# marks, byte-order mark, soft hyphen. U+200C stays: it separates letters in Persian words.
# The carriage-return sign U+21B5 stands for a line break in some exports.
_BREAK_SIGN = "\u21b5"
# Code points read of a text longer than any caption: its head, and its tail, where the credit stands.
_HEAD, _TAIL = 8000, 4000
_INVISIBLE = r"\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_BLANKS = rf"[\s\u0000-\u001f\u21b5{_INVISIBLE}]"
_PIECE = re.compile(
    rf"&(?:[a-zA-Z]{{2,8}}|\#\d{{1,6}}|\#x[0-9a-fA-F]{{1,5}});"  # an HTML entity
    rf"|(?! (?!{_BLANKS})){_BLANKS}+"  # a run of blanks and invisible controls, one blank aside
    r"|[\ud800-\udfff]"  # half of a surrogate pair, which no encoding carries
    r"|\w[\u0300-\u036f]+"  # a Latin, Greek or Cyrillic letter with its marks apart
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The even text and its map back to the raw caption.

    Attributes:
        raw: The caption as received.
        text: The text that the rules read: one blank for each run, no invisible characters, NFC.
        offsets: For each code point of `text` its index in `raw`, then `len(raw)`; None where they are equal.
        unread: `[start, end)` of what is left out between head and tail of a text longer than any caption.
    """

    raw: str
    text: str
    offsets: tuple[int, ...] | None = None
    unread: tuple[int, int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw `[start, end)` of a stretch of `text`."""
        if self.offsets is None:
            return start, end
        last = self.offsets[end - 1]
        # A blank run stands for one blank: what follows the last letter is not part of it.
        if self.raw[last : last + 1] == self.text[end - 1]:
            return self.offsets[start], last + 1
        # One entity or decomposed letter may give several code points of one origin.
        return self.offsets[start], next((stop for stop in self.offsets[end:] if stop > last), len(self.raw))


def _even(piece: str) -> str:
    """What a piece that is not plain text becomes."""
    if piece.startswith("&"):
        return html.unescape(piece)
    if "\ud800" <= piece <= "\udfff":
        return "\ufffd"
    if piece[0].isspace() or not piece[0].isalnum():
        blanks = _UNSEEN.sub("", piece)
        return ("\n" if "\n" in blanks or _BREAK_SIGN in blanks else " ") if blanks else ""
    return unicodedata.normalize("NFC", piece)


def clean(raw: str) -> Cleaned:
    """Decode entities, compose letters, drop invisible characters and collapse blanks, with a map back."""
    if len(raw) <= _HEAD + _TAIL:
        return _clean(raw)
    cut = len(raw) - _TAIL
    head, tail = _clean(raw[:_HEAD]), _clean(raw[cut:])
    offsets = (*_places(head)[:-1], _HEAD, *(cut + place for place in _places(tail)))
    return Cleaned(raw, f"{head.text}\n{tail.text}", offsets, (_HEAD, cut))


def _places(cleaned: Cleaned) -> Sequence[int]:
    return range(len(cleaned.raw) + 1) if cleaned.offsets is None else cleaned.offsets


def _clean(raw: str) -> Cleaned:
    out: list[str] = []
    offsets: list[int] = []
    position = 0
    changed = False
    for match in _PIECE.finditer(raw):
        start, end = match.span()
        piece = match.group()
        even = _even(piece)
        if even == piece:
            continue
        changed = True
        out.append(raw[position:start])
        offsets.extend(range(position, start))
        out.append(even)
        offsets.extend([start] * len(even))
        position = end
    if not changed:
        return Cleaned(raw, raw)
    out.append(raw[position:])
    offsets.extend(range(position, len(raw) + 1))
    return Cleaned(raw, "".join(out), tuple(offsets))
