"""The parsed values of a caption, each with the words that it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.records import AgencyCredit, CreatorCredit, Evidence, HandoutSource, ParsedCaption, Span
from catalog.vocabulary.codes import AgencyRole, Term
from web.dates import say_date
from web.words import mark_fields, say


@dataclass(frozen=True, slots=True)
class Mark:
    """A parsed value and the words it came from.

    Attributes:
        start: First code point in the raw caption.
        end: One past the last.
        kind: `agency`, `creator`, `source`, `handout`, `date`, `place`, `place-mentioned`, `notice`, ...
        label: The kind in words.
        value: The value read.
        rule: The rule that read it, empty where the parser names none.
        certainty: How firmly it rests on the words, empty where the parser does not say.
    """

    start: int
    end: int
    kind: str
    label: str
    value: str
    rule: str = ""
    certainty: str = ""


_Raw = tuple[Span, str, str, str]


def _credits(
    agencies: Iterable[AgencyCredit], creators: Iterable[CreatorCredit], sources: Iterable[HandoutSource]
) -> Iterator[_Raw]:
    for agency in agencies:
        word = "agency" if agency.role is AgencyRole.MAKER else agency.role.value
        yield agency.span, "agency", say("mark", word), agency.name
    for creator in creators:
        yield creator.span, "creator", say("mark", "creator"), creator.name
    for source in sources:
        yield source.span, "source", say("mark", "source"), source.name
        for form in source.forms:
            yield form.span, "source", say("mark", "source"), form.text


def _content(caption: ParsedCaption) -> Iterator[_Raw]:
    for date in caption.dates:
        yield date.span, "date", say("mark", date.role), say_date(date.edtf)
    for kind, places in (("place", caption.places), ("place-mentioned", caption.places_mentioned)):
        for place in places:
            yield place.span, kind, say("mark", kind), place.name
    for notice in caption.notices:
        told = (term.term for term in notice.terms if term.term is not Term.OTHER)
        terms = ", ".join(term.replace("-", " ") for term in told)
        yield notice.span, "notice", say("mark", "notice"), terms or notice.text
    for said in caption.conditions:
        yield said.span, "condition", say("mark", "condition"), say("condition", said.condition)
    for span in caption.unparsed:
        yield span, "unparsed", say("mark", "unparsed"), caption.caption[slice(*span)]


def _handout_words(caption: ParsedCaption) -> Iterator[_Raw]:
    named = {source.span for source in caption.handout_sources}
    spans = {evidence.span for evidence in caption.evidence if evidence.field == "handout"} - named
    for span in spans if caption.handout else ():
        # Two rules may read the same words: "handout photo" and the "handout" in it.
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans):
            yield span, "handout", say("mark", "handout"), caption.caption[slice(*span)]


def _evidence_for(span: Span, kind: str, evidence: Iterable[Evidence]) -> str:
    """The rule whose characters are the mark's own, else one that overlaps them."""
    fields = mark_fields(kind)
    mine = [entry for entry in evidence if entry.field in fields]
    same = [entry.rule for entry in mine if entry.span == span]
    near = [entry.rule for entry in mine if entry.span[0] < span[1] and span[0] < entry.span[1]]
    return next(iter(same + near), "")


def marks_of(caption: ParsedCaption) -> tuple[Mark, ...]:
    """Every parsed value with its span, in reading order, wider ones first; impossible spans are left out."""
    raw = [
        *_handout_words(caption),
        *_credits(caption.agencies, caption.creators, caption.handout_sources),
        *_content(caption),
    ]
    for part in caption.parts:
        raw.extend(_credits(part.agencies, part.creators, part.handout_sources))
    found: dict[tuple[int, int, str], Mark] = {}
    for span, kind, label, value in raw:
        start, end = span
        if not 0 <= start < end <= len(caption.caption):
            continue
        certainty = next((caption.certainty[f] for f in mark_fields(kind) if f in caption.certainty), "")
        rule = _evidence_for(span, kind, caption.evidence)
        spoken = say("certainty", certainty) if certainty else ""
        found.setdefault((start, end, kind), Mark(start, end, kind, label, value, rule, spoken))
    return tuple(sorted(found.values(), key=lambda mark: (mark.start, -mark.end, mark.kind)))
