"""In which encoding a source's text stands: a byte order mark, strict UTF-8, or a guess that is said."""

import codecs
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from charset_normalizer import from_bytes

from catalog.errors import CatalogError
from catalog.exchange.feed import Feed

# Longest marks first: the UTF-32 mark begins with the UTF-16 one. Unicode 16.0, section 23.8.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# What is guessed when nothing speaks for another encoding: what Windows programs of western newsrooms write.
_LAST_RESORT = "cp1252"


class Encoding(NamedTuple):
    """How to turn a line's bytes into text.

    Attributes:
        codec: Python's name of it.
        name: Its name for a person.
        guessed: Whether neither a mark nor strict UTF-8 settled it.
        newline: The line end in this encoding.
    """

    codec: str
    name: str
    guessed: bool
    newline: bytes

    @property
    def said(self) -> str:
        """A clause for the source's sentence, empty for UTF-8."""
        if self.guessed:
            return f"; its encoding is not stated, read as {self.name}"
        return "" if self.codec == "utf-8" else f"; {self.name}"

    def decode(self, raw: bytes) -> tuple[str, str | None]:
        """The text of one line, and what is wrong with its bytes.

        Bytes that are none of this encoding come out as U+FFFD together with the reason.
        """
        try:
            return raw.decode(self.codec), None
        except UnicodeDecodeError as error:
            place = f"byte {error.start + 1} (0x{raw[error.start]:02X})"
            return raw.decode(self.codec, "replace"), f"not {self.name} at {place}"


def find_encoding(feed: Feed) -> Encoding:
    """Find the encoding from the source's head.

    Raises:
        CatalogError: The bytes are no text in any encoding we know.
    """
    for mark, codec, name in _MARKS:
        if feed.head.startswith(mark):
            return Encoding(codec, name, guessed=False, newline=_newline(feed, codec))
    if b"\0" in feed.head[:4096] and not feed.head[:4096].strip(b"\0").isascii():
        raise CatalogError(feed.name, "is binary, not text")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(feed.head, final=feed.whole)
    except UnicodeDecodeError:
        codec = _guess(feed.head)
        return Encoding(codec, codec, guessed=True, newline=_newline(feed, codec))
    return Encoding("utf-8", "UTF-8", guessed=False, newline=_newline(feed, "utf-8"))


def _newline(feed: Feed, codec: str) -> bytes:
    r"""`\n`, or `\r` where the head holds no other line end (spreadsheets of old Macintosh systems)."""
    line_feed, carriage_return = "\n".encode(codec), "\r".encode(codec)
    return carriage_return if carriage_return in feed.head and line_feed not in feed.head else line_feed


@cache
def _legacy_encodings() -> list[str]:
    text = files("catalog.exchange").joinpath("data/encodings.toml").read_text("utf-8")
    commonest_first: list[str] = tomllib.loads(text)["guess"]
    return commonest_first


def _guess(head: bytes) -> str:
    """The likeliest legacy encoding of bytes that are not UTF-8, the commonest among equally likely ones."""
    matches = from_bytes(head[: 1 << 16], cp_isolation=_legacy_encodings())
    best = matches.best()
    if best is None:
        return _LAST_RESORT
    equal = {
        codec
        for match in matches
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for codec in match.could_be_from_charset
    }
    return next(codec for codec in _legacy_encodings() if codec in equal)
