"""When two programs say the same of a place: every difference that is folded away stands here.

Folded are blanks and controls, letter case, the order of list items and repeated ones, how dates,
coordinates, ratios and numbers are written (a part in 1,000), ExifTool's turning of APEX values into seconds
and f-numbers, the prefix of PLUS codes, and IIM text without a declared charset that is the same bytes.
"""

import re
from collections.abc import Callable, Sequence

from benchmarks.reading.claims import Place

_TOLERANCE = 1e-3
_LONGEST_NUMBER = 200
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufffd]+")
_DATE = re.compile(r"(?<!\d)(\d{4})[:-](\d{2})[:-](\d{2})[T ](\d{2}):?(\d{2}):?(\d{2})")
_DAY = re.compile(r"(\d{4})[:-](\d{2})(?:[:-](\d{2}))?")
_COORDINATE = re.compile(r"(\d{1,3}),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])")
_NUMBER = re.compile(r"-?(\d+(\.\d*)?(e[+-]?\d+)?|\d+/\d+)|undef")
_RATIO = re.compile(r"(-?\d+)/(\d+)")
_APEX_TIME = {("exif", "exif 0x9201"), ("xmp", "exif:shutterspeedvalue")}
_APEX_APERTURE = {
    ("exif", "exif 0x9202"), ("exif", "exif 0x9205"),
    ("xmp", "exif:aperturevalue"), ("xmp", "exif:maxaperturevalue"),
}  # fmt: skip
_PLUS = re.compile(r"^https?://ns\.useplus\.org/ldf/vocab/", re.IGNORECASE)
_IIM_CLOCKS = {"2:30", "2:35", "2:37", "2:38", "2:47", "2:55", "2:60", "2:62", "2:63", "1:70", "1:80"}
_IIM_NUMBERS = {"1:00", "1:20", "1:22", "2:00", "2:200", "2:201"}
_GPS_AXES = {"0x0002", "0x0004", "0x0014", "0x0016"}
_GPS_CLOCK = "0x0007"
_CHARSETS = ("utf-8", "mac_roman")


def agree(place: Place, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two programs state the same texts at a place."""
    first = {_folded(_as_theirs(place, text)) for text in ours} - {""}
    second = {_folded(text if place[0] != "iim" else _iim_theirs(place[1], text)) for text in theirs} - {""}
    if first == second or "".join(sorted(first)) == "".join(sorted(second)):
        return True
    if any("?" in text for text in second):
        # ExifTool's JSON has a question mark for each byte that is no UTF-8.
        first, second = (
            {re.sub(r"[^\x20-\x7e]|\?", "", text) for text in texts} for texts in (first, second)
        )
        if first == second:
            return True
    if place[0] == "iim":
        return all(any(_same_bytes(one, other) for other in theirs) for one in ours)
    return len(first) == len(second) and all(any(_near(one, other) for other in second) for one in first)


def _as_theirs(place: Place, text: str) -> str:
    """Our text in ExifTool's notation, where the two are known to differ."""
    block, at = place
    if place in _APEX_TIME or place in _APEX_APERTURE:
        return _mapped(
            text, (lambda value: 2.0**-value) if place in _APEX_TIME else lambda value: 2.0 ** (value / 2)
        )
    if block == "gps" and at in _GPS_AXES:
        parts = [float(part) if part != "undef" else 0.0 for part in text.split()] if _numbers(text) else []
        return f"{sum(part / 60**n for n, part in enumerate(parts)):.9g}" if parts else text
    if block == "gps" and at == _GPS_CLOCK and _numbers(text):
        parts = [float(part) for part in text.replace("undef", "0").split()]
        return ":".join(f"{part:02g}" if part == int(part) else f"{part:05.2f}" for part in parts)
    if block == "iim" and at in _IIM_NUMBERS and re.fullmatch("[0-9a-f]+", text):
        return str(int(text, 16))
    if block == "iim" and at == "1:90" and re.fullmatch("([0-9a-f]{2})+", text):
        return bytes.fromhex(text).decode("latin-1")
    return text


def _iim_theirs(dataset: str, text: str) -> str:
    """ExifTool puts colons into dates and times of IIM."""
    return text.replace(":", "") if dataset in _IIM_CLOCKS else text


def _numbers(text: str) -> bool:
    return re.fullmatch(r"(-?[\d.e+-]+|undef)( (-?[\d.e+-]+|undef))*", text) is not None


def _folded(text: str) -> str:
    """One text in the form that both programs are compared in."""
    text = _PLUS.sub("", text.strip())
    tokens = text.split()
    if len(tokens) > 1 and all(_NUMBER.fullmatch(token) for token in tokens):
        return "_".join(_RATIO.sub(_decimal, token).replace("undef", "0") for token in tokens)
    if len(text) > _LONGEST_NUMBER:
        return _BLANK.sub("", text).casefold()
    text = _BLANK.sub("", text).casefold()
    text = re.sub(r"(\d{4})[:-](\d{2})[:-](\d{2})t?(\d{2}):(\d{2})", r"\1:\2:\3\4:\5", text)
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return text.replace("-", ":")
    match = _COORDINATE.fullmatch(text.upper())
    if match:
        degrees = float(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
        return f"{-degrees if match[4] in 'SW' else degrees:.9g}"
    return _RATIO.sub(_decimal, text)


def _decimal(ratio: "re.Match[str]") -> str:
    """A ratio as ExifTool prints it."""
    return f"{int(ratio[1]) / int(ratio[2]):.9g}" if int(ratio[2]) else "undef"


def _mapped(text: str, turn: Callable[[float], float]) -> str:
    """A number, or a ratio, turned into another."""
    ratio = _RATIO.fullmatch(text)
    try:
        value = int(ratio[1]) / int(ratio[2]) if ratio else float(text)
        return f"{turn(value):.9g}"
    except (ValueError, ZeroDivisionError, OverflowError):
        return text


def _near(one: str, other: str) -> bool:
    """Whether two texts are the same, or the same numbers but for rounding."""
    if one == other:
        return True
    try:
        pairs = [(float(a), float(b)) for a, b in zip(one.split("_"), other.split("_"), strict=True)]
    except ValueError:
        return False
    return all(abs(a - b) <= _TOLERANCE * max(abs(a), abs(b), 1e-9) for a, b in pairs)


def _same_bytes(ours: str, theirs: str) -> bool:
    """Whether ExifTool's cp1252 is our charset misread."""
    if _folded(ours) == _folded(theirs):
        return True
    octets = theirs.encode("cp1252", "replace")
    return any(ours.encode(charset, "replace") == octets for charset in _CHARSETS)
