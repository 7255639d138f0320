"""Until when a notice holds: the run of times, weekdays and dates behind its words, and their EDTF."""

import re
import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from catalog.caption.dates import find_dates
from catalog.caption.notice_rules import DATA
from catalog.caption.words import Words
from catalog.text import fold

_WEEKDAYS = DATA.parent / "weekdays.toml"
# Arabic-Indic, Persian and Devanagari digits.
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0, 0x0966) for value in range(10)}
_TOKEN = re.compile(
    r"[\s,،]*(?P<open>[(（])?(?:"
    r"(?P<number>\d+(?:[.:/h-]\d+)*(?:st|nd|rd|th|er|º|ª)?(?![^\W\d_])\.?)"
    r"|(?P<glued>\d{1,2}(?:[h.:]\d{2})?(?:am|pm|hrs?|h|uhr|z))(?![^\W_])"
    r"|(?P<ideographs>\d{1,4}\s?[年月日时時点點分년월일시분]|午前|午後|正午|上午|下午|오전|오후|정오"
    r"|[月火水木金土日]曜日?|周[一二三四五六日]|星期[一二三四五六日]|[월화수목금토일]요일)"
    r"|(?P<word>[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?))(?(open)[)）]?)",
    re.IGNORECASE,
)
_SHORT_MONTH = 4  # letters up to which a month counts beside a number alone: "may", "mar", "set"
_NUMBER_NEXT = re.compile(r"[\s.]*\d")
_CLOCK = re.compile(
    r"(?<!\d)(?:(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)|(?P<hh>[01]\d|2[0-3])(?P<mm>[0-5]\d)"
    r"|(?P<hour>[01]?\d|2[0-3])(?=\s?(?:am|pm|a\.m|p\.m|h\b|uhr|hrs)))(?!\d)\s?(?P<half>[ap]\.?m\b)?"
)
_CJK_CLOCK = re.compile(
    r"(?P<half>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})[时時点點시](?:\s?(?P<m>\d{1,2})[分분])?"
)
_AFTERNOON = frozenset({"p", "午後", "下午", "오후"})
_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59
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
    closing = "|".join(sorted(map(re.escape, table["closing"]), key=len, reverse=True))
    return {
        "connectors": frozenset(map(fold, table["connectors"])),
        "clock": frozenset(map(fold, table["clock"])),
        "open": frozenset(map(fold, table["open"])),
        "zones": {fold(name): offset for name, offset in table["zones"].items()},
        "weekdays": frozenset(weekdays | set(map(fold, table["weekdays"]))),
        "closing": re.compile(rf"\s+(?:{closing})(?!\w)", re.IGNORECASE),
    }


def read_when(text: str, start: int, words: Words) -> When | None:
    """The run of time words that begins at `start`; None where none does.

    Args:
        text: The cleaned caption.
        start: Where the run must begin, blanks aside.
        words: The room's knowledge.
    """
    end = position = start
    before = None
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, position)
        said = _kind(text, token, words, before) if token else None
        if token is None or said is None:
            break
        position = token.end()
        if said != "connector":
            end, before = position, said
    if before is None:
        return None
    end -= text[end - 1] == "."
    opened = text.count("(", start, end) > text.count(")", start, end)
    end += opened and text[end : end + 1] == ")"
    said_words = text[start:end].strip(" ,")
    closing = _times()["closing"].match(text, end)
    return When(closing.end() if closing else end, settle(said_words, words) or said_words)


def _kind(text: str, token: re.Match[str], words: Words, before: str | None) -> str | None:
    """What a token is behind another: a time word, a connector, or None for any other."""
    times = _times()
    if token["number"] or token["glued"] or token["ideographs"]:
        return "number"
    word = fold(token["word"]).rstrip(".")
    if word in words.months:
        beside = before == "number" or _NUMBER_NEXT.match(text, token.end("word"))
        if len(word) > _SHORT_MONTH or beside:
            return "month"
    if word in times["connectors"]:
        return "connector"
    known = word in times["clock"] or word in times["open"] or word in times["weekdays"]
    return "time" if known or word in times["zones"] else None


def settle(said: str, words: Words) -> str | None:
    """The EDTF (ISO 8601-2:2019, level 0) of time words; None where they leave day, year or zone open."""
    plain = said.translate(_DIGITS)
    dates = [date for date in find_dates(plain, [0], words) if len(date.edtf) == _FULL_DATE]
    if len(dates) != 1 or dates[0].other or not dates[0].has_year:
        return None
    edtf = dates[0].edtf
    rest = f"{plain[: dates[0].start]} {plain[dates[0].end :]}"
    clock = _CJK_CLOCK.search(rest)
    if clock is None:
        rest = fold(rest)
        clock = _CLOCK.search(rest)
    if clock:
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    times = _times()
    left = re.findall(r"[^\W_]+(?:\.m)?", fold(rest))
    zones = [word for word in left if word in times["zones"]]
    known = times["connectors"] | times["weekdays"] | times["clock"] | set(zones)
    if any(word not in known for word in left) or not all(times["zones"][zone] for zone in zones):
        return None
    if clock is None:
        return None if zones else edtf
    hour = _time_of_day(clock)
    return f"{edtf}T{hour}{times['zones'][zones[0]] if zones else ''}" if hour else None


def _time_of_day(clock: re.Match[str]) -> str:
    """Hours, minutes and seconds of a clock time, empty where no day has it."""
    groups = clock.groupdict()
    hour = int(groups.get("h") or groups.get("hh") or groups["hour"])
    minute = int(groups.get("m") or groups.get("mm") or 0)
    half = groups["half"] or ""
    if half:
        afternoon = half in _AFTERNOON or half[0] in _AFTERNOON
        hour = hour % _NOON + (_NOON if afternoon else 0)
    return f"{hour:02}:{minute:02}:00" if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else ""
