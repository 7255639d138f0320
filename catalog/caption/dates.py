"""Dates in every order, language and calendar: what they say (EDTF) and what they are the date of."""

import re
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 (a date of the caption is a `date`)

from catalog.caption.date_governors import CLAUSE, SAID, Role
from catalog.caption.date_roles import DATELINE, LATER, PLAIN, SHOWN, STATED, RoleReader
from catalog.caption.date_shapes import Found, scan_dates
from catalog.caption.date_signs import write_lines
from catalog.caption.words import HOLE, Words
from catalog.vocabulary.codes import DateRole

_FULL_DAY = len("2020-09-30")
_YEAR = len("2020")
_PART = Role(DateRole.TAKEN, "date/part")
_UNDATED = Role(DateRole.MENTIONED, "date/undated")
_DRAWN = Role(DateRole.MENTIONED, "date/not-a-photograph")
# By which rule a date of taking is preferred to another.
_RANKS = tuple(role.rule for role in (SAID, STATED, DATELINE, CLAUSE, LATER, SHOWN))
_SAME_DAY = 2  # days between a day of the Islamic calendar, which the moon decides, and its Gregorian one
_OTHER_CALENDARS = frozenset({"solar", "lunar", "hijra-numbers"})
# What stands between the two: an era's sign, a bracket, "corresponding to".
_SAME_DAY_WORDS = re.compile(
    r"[\s,،]*(?:هـ|[همقش]\b)?[\s.]*[(/،,=]?\s*"
    r"(?:(?:الموافقة?|موافق|برابر(?: با)?|مطابق(?: با)?)(?: ليوم| لیوم| لـ?)?|corresponding to)?\s*"
)
_IN_BRACKETS = re.compile(r"\s?[(（]\D{0,8}")
_HEADING = 80  # code points in which a telegram's dateline lies
_TELEGRAM = re.compile(r"\s*(?:--|[-–—:)]|\(AP\)|\(UPI\))")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in the cleaned caption.

    Attributes:
        start: First code point.
        end: First code point after it.
        edtf: What it says; a day without a year is `XXXX-09-30`.
        role: What it is the date of.
        rule: Which rule gave the role.
        other: The second reading of an ambiguous order (EDTF), None where there is one.
    """

    start: int
    end: int
    edtf: str
    role: DateRole
    rule: str
    other: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words settle the year."""
        return not self.edtf.startswith("X")


def read_dates(text: str, words: Words) -> list[Found]:
    """Every date of a text, left to right, whatever it is the date of."""
    lines = write_lines(text, words.dates)
    found = scan_dates(words.dates, lines) if lines else []
    if any(date.other for date in found) and words.dates.cues.patterns["american"].search(text):
        found = [d._replace(edtf=d.other, other=d.edtf) if d.other else d for d in found]
    return _in_one_calendar(text, found) if len(found) > 1 else found


def find_dates(masked: str, bounds: list[int], words: Words) -> list[DateMatch]:
    """Every date, each with its role; at most one spot is the date of taking (see `taken`).

    The parts of a combination keep the role of taking each, and then no date is that of the whole.

    Args:
        masked: The cleaned caption, with holes where notices stand.
        bounds: Where its sentences begin.
        words: The room's tables.
    """
    found = read_dates(masked, words)
    if not found:
        return []
    found = _of_telegram(masked, found)
    reader = RoleReader(masked, bounds, found, words.dates.cues)
    roles = _weighed([reader.role(number) for number in range(len(found))], found, reader)
    dates = [DateMatch(d.start, d.end, d.edtf, *role, d.other) for d, role in zip(found, roles, strict=True)]
    chosen = taken(dates)
    if chosen is None or len(dates) == 1:
        return dates
    return [_demoted(date) if date is not chosen else date for date in dates]


def taken(dates: list[DateMatch]) -> DateMatch | None:
    """The date of taking: one that says so, else the first that nothing speaks against; full dates first.

    None where each part of a combination has its own.
    """
    candidates = [d for d in dates if d.role is DateRole.TAKEN and d.has_year]
    if not candidates or any(d.rule == _PART.rule for d in candidates):
        return None
    return min(candidates, key=lambda d: (_RANKS.index(d.rule), -_precision(d.edtf), d.start))


def _demoted(date: DateMatch) -> DateMatch:
    return replace(date, role=DateRole.MENTIONED) if date.role is DateRole.TAKEN else date


def _precision(edtf: str) -> int:
    """How much a date tells: a day more than a month, a month more than a year."""
    return min(len(edtf.partition("/")[0].rstrip("~?")), _FULL_DAY)


def _weighed(roles: list[Role], found: list[Found], reader: RoleReader) -> list[Role]:
    """The roles in the light of the whole caption: undated pictures, drawings, combinations."""
    plain = [n for n, role in enumerate(roles) if role in PLAIN and found[n].edtf[0] != "X"]
    if not plain:
        return roles
    hinted = reader.cues.hinted(reader.text)
    undated = "undated" in hinted and reader.has("undated")
    several = undated or len({found[n].edtf for n in plain}) > 1
    if several and (reader.is_combination() or reader.has_sides()):
        instead = _PART
    elif undated:
        instead = _UNDATED
    elif "drawn" in hinted and reader.has("drawn"):
        instead = _DRAWN
    else:
        return roles
    return [instead if n in plain else role for n, role in enumerate(roles)]


def _in_one_calendar(text: str, found: list[Found]) -> list[Found]:
    """A day in two calendars side by side is one date, ours: "14 رجب 1443 هـ الموافق 15 فبراير 2022"."""
    kept = found[:1]
    for date in found[1:]:
        before = kept[-1]
        if _is_year_again(text, before, date):
            continue
        if _is_same_day(before, date) and _SAME_DAY_WORDS.fullmatch(text, before.end, date.start):
            ours = date if before.read in _OTHER_CALENDARS else before
            kept[-1] = ours._replace(start=before.start, end=date.end)
        else:
            kept.append(date)
    return kept


def _is_year_again(text: str, before: Found, date: Found) -> bool:
    """Whether brackets behind a day hold its year in another count: "3 พฤษภาคม 1962 (พ.ศ. 2505)"."""
    again = len(date.edtf) == _YEAR and len(before.edtf) == _FULL_DAY and before.edtf.startswith(date.edtf)
    return again and _IN_BRACKETS.fullmatch(text, before.end, date.start) is not None


def _is_same_day(one: Found, other: Found) -> bool:
    """Whether two dates of different calendars are of the same day."""
    if (one.read in _OTHER_CALENDARS) == (other.read in _OTHER_CALENDARS):
        return False
    first, second = (d.edtf.rstrip("~") for d in (one, other))
    if len(first) != _FULL_DAY or len(second) != _FULL_DAY or "X" in first + second:
        return False
    return abs((Date.fromisoformat(first) - Date.fromisoformat(second)).days) <= _SAME_DAY


def _of_telegram(text: str, found: list[Found]) -> list[Found]:
    """A telegram has the day in its dateline and the year at its end: "ALBANY, MARCH 4--…1980"."""
    day, year = found[0], found[-1]
    if not day.edtf.startswith("XXXX-") or len(day.edtf) != _FULL_DAY or len(year.edtf) != _YEAR:
        return found
    is_last = not text[year.end :].strip(f" .){HOLE}")
    if (
        day.start > _HEADING
        or not (is_last or year.read == "year-shown")
        or not _TELEGRAM.match(text, day.end)
    ):
        return found
    whole = f"{year.edtf}{day.edtf[4:]}"
    try:
        Date.fromisoformat(whole)
    except ValueError:
        return found
    return [day._replace(edtf=whole), *found[1:-1]]
