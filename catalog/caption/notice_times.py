"""Until when a notice holds: the run of times, weekdays and dates behind its words, and their EDTF."""

import re
import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from catalog.caption.date_shapes import read_shape
from catalog.caption.notice_rules import DATA
from catalog.caption.words import Words
from catalog.text import fold

_WEEKDAYS = DATA.parent / "weekdays.toml"
# Arabic-Indic, Persian and Devanagari digits.
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0, 0x0966) for value in range(10)}
_TOKEN = re.compile(
    r"[\s,،(（]*(?:"
    r"(?P<number>\d+(?:[.:/h-]\d+)*(?:st|nd|rd|th|er|º|ª)?(?![^\W\d_])\.?)"
    r"|(?P<glued>\d{1,2}(?:[h.]\d{2})?(?:am|pm|hrs?|h|uhr|z))(?![^\W_])"
    r"|(?P<ideographs>\d{1,4}\s?[年月日時时點点分년월일시분]|午前|午後|正午|上午|下午|오전|오후|정오|[月火水木金土日一二三四五六]曜日?|周[一二三四五六日]|星期[一二三四五六日]|[월화수목금토일]요일)"
    r"|(?P<word>[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?))[)）]?",
    re.IGNORECASE,
)
_SHORT_MONTH = 4  # letters up to which a month counts beside a number alone: "may", "mar", "set"
_CLOCK = re.compile(
    r"(?<!\d)(?:(?P<h>[01]?\d|2[0-3])(?:[:.h])(?P<m>[0-5]\d)|(?P<hh>[01]\d|2[0-3])(?P<mm>[0-5]\d)"
    r"|(?P<hour>[01]?\d|2[0-3])(?=\s?(?:am|pm|a\.m|p\.m|h\b|uhr|hrs)))(?!\d)(?P<half>\s?[ap]\.?m)?"
)
_NOON = 12
_FULL_DATE = len("2020-09-30")
_MOST_TOKENS = 16


class When(NamedTuple):
    """A run of time words.

    Attributes:
        end: First code point after it.
        until: EDTF where the words settle day and year, else the words.
    """

    end: int
    until: str


@lru_cache(maxsize=1)
def _times() -> dict[str, Any]:
    """Time words: connectors, words of the clock, zones, weekdays; folded."""
    table = tomllib.loads((DATA / "times.toml").read_text(encoding="utf-8"))
    days = tomllib.loads(_WEEKDAYS.read_text(encoding="utf-8"))
    weekdays = {word for names in days.values() for name in names.split("|") for word in name.split()}
    return {
        "connectors": frozenset(map(fold, table["connectors"])),
        "clock": frozenset(map(fold, table["clock"])),
        "open": frozenset(map(fold, table["open"])),
        "zones": {fold(name): offset for name, offset in table["zones"].items()},
        "weekdays": frozenset(weekdays | set(map(fold, table["weekdays"]))),
    }


def read_when(text: str, start: int, words: Words) -> When | None:
    """The run of time words that begins at `start`; None where none does.

    Args:
        text: The cleaned caption.
        start: Where the run must begin, blanks aside.
        words: The room's knowledge.
    """
    end = position = start
    tells = 0
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, position)
        said = _kind(text, token, words) if token else None
        if token is None or said is None:
            break
        position = token.end()
        if said != "connector":
            end = position if text[position - 1] != "," else position - 1
            tells += 1
    if not tells:
        return None
    said_words = text[start:end].strip(" ,(").rstrip(".")
    return When(end, settle(said_words, words) or said_words)


def _kind(text: str, token: re.Match[str], words: Words) -> str | None:
    """What a token is: a time word, a connector, or None for any other."""
    times = _times()
    if token["number"] or token["glued"] or token["ideographs"]:
        return "number"
    word = fold(token["word"]).rstrip(".")
    if word in times["connectors"]:
        return "connector"
    if word in words.months:
        beside = re.search(r"\d\w{0,2}\.?[\s,]*$", text[: token.start("word")]) or re.match(
            r"[\s.]*\d", text[token.end("word") :]
        )
        return "month" if len(word) > _SHORT_MONTH or beside else None
    known = word in times["clock"] or word in times["open"] or word in times["weekdays"]
    return "time" if known or word in times["zones"] else None


def settle(said: str, words: Words) -> str | None:
    """The EDTF (ISO 8601-2:2019, level 0) of time words; None where they leave day, year or zone open."""
    times = _times()
    folded = fold(said.translate(_DIGITS))
    found = None
    for name, pattern in words.date_shapes:
        match = pattern.search(folded)
        reading = read_shape(name, match, words.months) if match else None
        if match and reading:
            found = (reading, *(reading.span or match.span()))
            break
    if found is None or len(found[0].edtf) != _FULL_DATE or found[0].other:
        return None
    if not found[0].edtf[:4].isdigit():
        return None
    rest = f"{folded[: found[1]]} {folded[found[2] :]}"
    clock = _CLOCK.search(rest)
    left = re.findall(r"[^\W_]+(?:\.m)?", rest[: clock.start()] + " " + rest[clock.end() :] if clock else rest)
    zones = [word for word in left if word in times["zones"]]
    plain = times["connectors"] | times["weekdays"] | times["clock"] | set(zones)
    if any(word not in plain for word in left) or any(not times["zones"][zone] for zone in zones):
        return None
    if clock is None:
        return None if zones else found[0].edtf
    return f"{found[0].edtf}T{_time_of_day(clock)}{times['zones'][zones[0]] if zones else ''}"


def _time_of_day(clock: re.Match[str]) -> str:
    """Hours, minutes and seconds of a clock time."""
    hour = int(clock["h"] or clock["hh"] or clock["hour"])
    half = (clock["half"] or "").strip()[:1]
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"{hour:02}:{clock['m'] or clock['mm'] or '00'}:00"
