"""Which characters IIM bytes stand for: most files do not say, and some say it wrongly."""

import re
from collections.abc import Iterable
from typing import Literal

Charset = Literal["ascii", "utf-8", "cp1252", "mac_roman"]

# Dataset 1:90 holds ISO 2022 escape sequences (IIM 4.2, section 5, Coded Character Set).
_DECLARES_UTF8 = b"\x1b%G"

# What MacRoman's accented letters look like when read as cp1252: a capital or a symbol inside a word.
_MAC_READ_AS_CP1252 = re.compile(
    r"(?<=[a-z])[ŠŽŒŸ]|(?<=[A-Za-z])[ŠŽŒŸ](?=[a-z])|(?<=[A-Za-z])[\ufffd€‚ƒ„†‡ˆ‰‹•˜™›§¶¢£¥](?=[A-Za-z])|\ufffd"
)


def declares_utf8(marker: bytes) -> bool:
    """Whether a coded character set dataset names UTF-8; writers repeat the sequence at will."""
    return _DECLARES_UTF8 in marker


def looks_like_mac_roman(values: Iterable[bytes]) -> bool:
    """Whether values that are no UTF-8 read better as MacRoman than as cp1252.

    Args:
        values: The undeclared values of one block; one Mac writer wrote them all.
    """
    return any(
        _MAC_READ_AS_CP1252.search(value.decode("cp1252", "replace"))
        for value in values
        if not _is_utf8(value)
    )


def decode_text(value: bytes, *, utf8_declared: bool, mac: bool) -> tuple[str, Charset]:
    """Decode by the ladder: UTF-8 where it fits, else MacRoman or cp1252.

    Each value is decided by itself, because programs append UTF-8 to records begun in Latin-1.

    Args:
        value: A dataset's bytes.
        utf8_declared: Whether the block's 1:90 names UTF-8.
        mac: Whether the block reads like MacRoman.

    Returns:
        The text and the charset that gave it.
    """
    if value.isascii():
        return value.decode("ascii"), "ascii"
    try:
        return value.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A byte limit may cut a character in two; what stands before it is still UTF-8.
        cut = error.reason == "unexpected end of data"
        if cut and (utf8_declared or not value[: error.start].isascii()):
            return value[: error.start].decode("utf-8"), "utf-8"
    charset: Charset = "mac_roman" if mac else "cp1252"
    return value.decode(charset, "replace"), charset


def _is_utf8(value: bytes) -> bool:
    """Whether the bytes are valid UTF-8, a last character cut in two allowed after another one."""
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not value[: error.start].isascii()
    return True
