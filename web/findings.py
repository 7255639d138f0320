"""A finding as its panel shows it: the rule's words, and each value once with every place that states it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from catalog.provenance import load_rules
from catalog.records import Finding, FindingValue, Photo
from catalog.vocabulary.codes import Severity
from catalog.vocabulary.fields import load_field_table
from web.words import order, say

_SPAN = re.compile(r"caption\[(\d+):(\d+)\]")


class Where(NamedTuple):
    """Where values stand: what the place is called, and the blocks and paths that programs use for it."""

    words: str
    codes: tuple[str, ...] = ()


class Statement(NamedTuple):
    """Values as they stand in the caption or the file, and every place that states all of them."""

    places: tuple[Where, ...]
    raws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A finding in words.

    Attributes:
        severity: How much it asks of a person; also the name of its icon.
        title: What the rule is called.
        meaning: What the program saw, in one sentence.
        statements: The values that it rests on.
        explains: Other explanations.
        dismissed: Who dismissed it, when and why, as one line; empty while it stands.
    """

    severity: Severity
    title: str
    meaning: str
    statements: tuple[Statement, ...]
    explains: tuple[str, ...]
    dismissed: str


@cache
def _labels() -> dict[tuple[str, str], str]:
    """Block and path of a metadata field to the words that the table of fields uses."""
    labels: dict[tuple[str, str], str] = {}
    for field in load_field_table().fields:
        places = [("xmp", path) for path in (field.xmp.paths if field.xmp else ())]
        places += [("exif", tag.upper()) for tag in (field.exif.tags if field.exif else ())]
        places += [("iim", field.iim.dataset)] if field.iim else []
        for place in places:
            labels.setdefault(place, say("field", field.name).capitalize())
    return labels


def _named(origin: str) -> tuple[str, str]:
    """`caption[4:9]` is the caption, `iim 2:110` the credit line, with its code beside it."""
    block, _, path = origin.partition(" ")
    if block.startswith("caption"):
        return say("origin", "caption"), ""
    if block == "photo":
        number, _, own = path.partition(" ")
        said, code = _named(own)
        return f"{say('origin', 'copy')} {number}: {said}", code
    words = _labels().get((block, path.upper() if block == "exif" else path))
    return (words, f"{block.upper()} {path}") if words else (say("origin", origin), "")


def _places(origins: Iterable[str]) -> tuple[Where, ...]:
    codes: dict[str, dict[str, None]] = {}
    for words, code in map(_named, origins):
        codes.setdefault(words, {})[code] = None
    return tuple(Where(words, tuple(filter(None, found))) for words, found in codes.items())


def _span(value: FindingValue) -> tuple[int, int] | None:
    found = _SPAN.fullmatch(value.origin)
    return (int(found[1]), int(found[2])) if found else None


def _widest(values: Iterable[FindingValue]) -> tuple[FindingValue, ...]:
    """The values less those whose words stand within another one's words of the caption."""
    kept = tuple(values)
    spans = [span for span in map(_span, kept) if span]
    whole = [value.raw for value in kept if value.origin == "caption"]

    def is_within(value: FindingValue) -> bool:
        span = _span(value)
        if span is None:
            return False
        nested = any(a <= span[0] and span[1] <= b for a, b in spans if (a, b) != span)
        return nested or any(value.raw in words for words in whole)

    return tuple(value for value in kept if not is_within(value))


def _statements(values: Iterable[FindingValue]) -> tuple[Statement, ...]:
    origins: dict[str, list[str]] = {}
    for value in _widest(values):
        raw = say("class", value.raw) if value.origin == "class" else value.raw
        origins.setdefault(raw, []).append(value.origin)
    raws: dict[tuple[Where, ...], list[str]] = {}
    for raw, found in origins.items():
        raws.setdefault(_places(found), []).append(raw)
    return tuple(Statement(places, tuple(found)) for places, found in raws.items())


def _panel(finding: Finding) -> Panel:
    rule = load_rules().get(finding.rule)
    return Panel(
        finding.severity,
        rule.title if rule else finding.rule.replace("-", " ").capitalize(),
        rule.meaning if rule else "",
        _statements(finding.values),
        finding.explains,
        ", ".join(f"{key} {value}" for key, value in (finding.dismissed or {}).items()),
    )


def panels_of(photo: Photo) -> tuple[Panel, ...]:
    """The findings of a photo, what asks most of a person first and what was dismissed last."""
    grave = order("severity")
    findings = sorted(photo.findings, key=lambda one: (one.dismissed is not None, grave[one.severity]))
    return tuple(_panel(finding) for finding in findings)
