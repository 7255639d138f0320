"""Does the day that the caption gives agree with the file's."""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.provenance.edtf import Days, days_of, has_offset
from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.marks import load_marks
from catalog.provenance.rules import load_rules
from catalog.records import Finding, FindingValue, ParsedCaption
from catalog.vocabulary.codes import Certainty, DateRole, Severity

# A date line reaches around the globe: a day may differ by one, by two where the file states no offset.
_TOLERANCE_WITH_OFFSET = 1
_TOLERANCE = 2
# Alternatives that are no reading at all: a value of theirs must not agree with the file by its digits.
_REFUSED = frozenset({"date/impossible"})
# Agencies use IIM Date Created for the day of transmission, so alone it says nothing about the camera.
_MAYBE_SENT = "iim"


class _Stated(NamedTuple):
    """A date of the file as days, and how far it is from the caption's beyond what is tolerated."""

    said: Said
    days: Days
    apart: bool


def date_findings(case: Case) -> Iterator[Finding]:
    """Compare the caption's date with the file's dates of taking."""
    caption = case.caption
    taken = days_of(caption.date) if caption is not None and caption.date is not None else None
    if caption is None or taken is None:
        return
    stated = [s for s in _stated(case, taken) if not _is_sent(case, s, taken)]
    apart = [s for s in stated if s.apart and s.said.block != _MAYBE_SENT]
    if not apart or any(s.days.gap(other) == 0 for s in stated for other in _other_readings(caption)):
        return
    notes, severity = _weigh(case, caption, stated, apart)
    yield load_rules()["date-differs"].finding(
        [_caption_value(caption), *(s.said.value for s in apart)], notes=notes, severity=severity
    )


def _other_readings(caption: ParsedCaption) -> list[Days]:
    """What else the words of the date may mean, as in 4/5/2021."""
    readings = (
        days_of(other.value)
        for other in caption.alternatives
        if other.field == "date" and other.rule not in _REFUSED
    )
    return [days for days in readings if days is not None]


def _stated(case: Case, taken: Days) -> Iterator[_Stated]:
    for said in case.said("date_created"):
        days = days_of(said.text)
        if days is not None:
            tolerance = _TOLERANCE_WITH_OFFSET if has_offset(said.text) else _TOLERANCE
            yield _Stated(said, days, days.gap(taken) > tolerance)


def _is_sent(case: Case, stated: _Stated, taken: Days) -> bool:
    """Whether a file picture's later date may be that of sending it again; a camera's own date is not."""
    return case.is_file_picture and stated.said.block != "exif" and stated.days.first > taken.last


def _weigh(
    case: Case, caption: ParsedCaption, stated: list[_Stated], apart: list[_Stated]
) -> tuple[list[str], Severity]:
    """Which explanations apply, and how much the difference asks of a person."""
    rule = load_rules()["date-differs"]
    reset = load_marks().clock_reset
    notes: list[str] = []
    if any(reset.search(s.said.text) for s in apart):
        notes.append("reset")
    if case.is_file_picture:
        notes.append("file_picture")
    if any(not s.apart and s.said.block != _MAYBE_SENT for s in stated):
        notes.append("one_agrees")
    if notes:
        return notes, Severity.NOTICE
    sure = caption.certainty.get("date", Certainty.SURE) is Certainty.SURE
    if sure and rule.stronger is not None and _independent(apart, stated):
        return notes, rule.stronger
    return notes, rule.severity


def _independent(apart: list[_Stated], stated: list[_Stated]) -> bool:
    """Whether a second block states the same other day in words of its own.

    Programs copy the camera's time into XMP and IIM: the same time of day is the same statement, and only a
    date that was written down without it, or with another, is a second one.
    """
    others = [s for s in stated if s.apart]
    return any(
        one.said.block != other.said.block
        and one.days == other.days
        and one.said.text[:19] != other.said.text[:19]
        for one in apart
        for other in others
    )


def _caption_value(caption: ParsedCaption) -> FindingValue:
    span = next((d.span for d in caption.dates if d.role is DateRole.TAKEN and d.edtf == caption.date), None)
    if span is not None:
        return in_caption(caption, span)
    return FindingValue(origin="caption", raw=caption.date_text or caption.date or "")
