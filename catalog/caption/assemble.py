"""Turn what the steps found into the record, with every place counted in the raw caption."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 (`date` is IPTC's and our field)

from catalog.caption.certainty import certainty_of
from catalog.caption.combo_pictures import Picture
from catalog.caption.combos import Combo, take_apart
from catalog.caption.credit import agency_id, agency_role
from catalog.caption.date_refusals import RULE as IMPOSSIBLE
from catalog.caption.date_refusals import Impossible, impossible_dates
from catalog.caption.dates import DateMatch
from catalog.caption.evidence import evidence_of, unparsed_of
from catalog.caption.knowledge import Knowledge
from catalog.caption.names import natural_case, natural_name
from catalog.caption.origin import how_of, kinds_of, origin_of, says_handout
from catalog.caption.party import Party, Role
from catalog.caption.place_readings import PlaceMatch
from catalog.caption.places import other_names
from catalog.caption.reading import Reading
from catalog.caption.sources import handout_sources
from catalog.caption.words import HOLE, load_words
from catalog.places import PlaceKind
from catalog.records import (
    AgencyCredit,
    Alternative,
    ConditionMention,
    CreatorCredit,
    DateMention,
    Notice,
    NoticeTerm,
    ParsedCaption,
    Part,
    PlaceMention,
)
from catalog.vocabulary.codes import Kind, Origin

# "This picture is" before "embargoed until …": without its notice it says nothing.
_NOTICE_LEAD = re.compile(rf"(?:This|These|The) [a-z]+ (?:is|are|was|were|has been|have been)(?=\s*{HOLE})")
_LONGEST_CODE = 3  # letters of a country's or region's code
_LAST_MONTH = "12"  # EDTF counts seasons on from 21


def assemble(reading: Reading, knowledge: Knowledge, today: Date | None) -> ParsedCaption:
    """The record of one reading; a date of taking after `today` cannot be and becomes an alternative."""
    cleaned, credit, text = reading.cleaned, reading.credit, reading.cleaned.text
    said = says_handout(credit, reading.statements, reading.notices, text)
    sources = handout_sources(cleaned, credit, reading.statements, knowledge)
    origin = origin_of(credit, text, reading.zones, said=said)
    handout = origin in {Origin.HANDOUT, Origin.HANDOUT_LIKELY} or said
    kinds = kinds_of(credit, text, reading.zones, knowledge.words, origin)
    combo = take_apart(reading, said=any(k is Kind.COMBO for k, _, _ in kinds))
    if combo is not None:
        reading = combo.reading
        kinds = _with_combo(kinds, combo)
    names = [k for k, _, _ in kinds]
    late = reading.date if reading.date and today and _is_after(reading.date.edtf, today) else None
    if late is not None:
        reading = replace(reading, date=None)
    date = reading.date
    refused = impossible_dates(reading.masked, reading.dates, knowledge.words)
    return ParsedCaption(
        caption=cleaned.raw,
        language=reading.language,
        description=_description(reading),
        credit_line=_credit_line(reading),
        agencies=_agencies(reading),
        creators=_creators(reading, knowledge),
        handout=handout,
        origin=origin,
        how=how_of(credit, reading.statements, text, said=said, classes=[s.class_ for s in sources]),
        handout_sources=sources,
        kinds=tuple([Kind.HANDOUT] if handout else []) + tuple(k for k in names if k is not Kind.HANDOUT),
        places=tuple(_place(reading, m) for m in reading.whereabouts.taken),
        places_mentioned=tuple(_place(reading, m) for m in reading.whereabouts.mentioned),
        country=reading.whereabouts.country,
        date=date.edtf if date else None,
        date_text=text[date.start : date.end] if date else None,
        dates=tuple(_date(reading, d) for d in reading.dates if d.has_year),
        conditions=_conditions(reading, knowledge),
        notices=tuple(_notice(reading, n.start, n.end, n.terms) for n in reading.notices),
        parts=tuple(_part(reading, p, knowledge) for p in combo.pictures) if combo else (),
        certainty=certainty_of(reading, sources, kinds, origin, refused),
        alternatives=_alternatives(reading, late, refused),
        evidence=evidence_of(reading, kinds, sources),
        unparsed=unparsed_of(reading),
    )


def _with_combo(
    kinds: list[tuple[Kind, str, tuple[int, int]]], combo: Combo
) -> list[tuple[Kind, str, tuple[int, int]]]:
    """The kinds with that of the combo, where no word said it, in the vocabulary's order."""
    if any(kind is Kind.COMBO for kind, _, _ in kinds):
        return kinds
    return sorted([*kinds, (Kind.COMBO, combo.rule, combo.span)], key=lambda k: list(Kind).index(k[0]))


def _part(reading: Reading, picture: Picture, knowledge: Knowledge) -> Part:
    """One picture of a combo."""
    mine = replace(reading, credit=picture.credit)
    date = picture.date
    return Part(
        label=picture.label,
        span=reading.cleaned.span(picture.start, picture.end),
        agencies=_agencies(mine),
        creators=_creators(mine, knowledge),
        handout_sources=handout_sources(reading.cleaned, picture.credit, picture.statements, knowledge),
        date=date.edtf if date and date.has_year else None,
        place=", ".join(_place_name(reading, m) for m in picture.places) or None,
    )


def _agencies(reading: Reading) -> tuple[AgencyCredit, ...]:
    parties = reading.credit.agencies
    return tuple(
        AgencyCredit(
            id=agency_id(p, _text(reading, p)),
            name=p.agencies[0].name if p.agencies else _text(reading, p).upper(),
            role=agency_role(p, number, len(parties)),
            span=reading.cleaned.span(p.start, p.end),
        )
        for number, p in enumerate(parties)
    )


def _text(reading: Reading, party: Party) -> str:
    return reading.cleaned.text[party.start : party.end]


def _creators(reading: Reading, knowledge: Knowledge) -> tuple[CreatorCredit, ...]:
    return tuple(
        CreatorCredit(
            name=natural_name(_text(reading, p), reading.cleaned.text, knowledge.words),
            span=reading.cleaned.span(p.start, p.end),
        )
        for p in reading.credit.creators
    )


def _place(reading: Reading, match: PlaceMatch) -> PlaceMention:
    place = match.place
    name = _place_name(reading, match)
    span = reading.cleaned.span(match.start, match.end)
    if place is None:
        return PlaceMention(name=name, span=span)
    return PlaceMention(
        name=name,
        span=span,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        names=other_names(place, name),
        claims=place.claims,
    )


def _place_name(reading: Reading, match: PlaceMatch) -> str:
    """The name as written, in natural case where the caption shouts; codes stay ("NS", "N.Y.")."""
    name = reading.cleaned.text[match.start : match.end]
    code = "." in name or (
        len(name) <= _LONGEST_CODE and not (match.place and match.place.kind == PlaceKind.CITY)
    )
    return name if code or not name.isupper() else natural_case(name, reading.cleaned.text, load_words())


def _is_after(edtf: str, today: Date) -> bool:
    """Whether a date begins after today; of "202X", "2024~" and a season the year alone tells."""
    begin = re.sub(r"[~?%]", "", edtf.partition("/")[0]).replace("X", "0")
    return (begin[:4] if begin[5:7] > _LAST_MONTH else begin) > today.isoformat()


def _alternatives(
    reading: Reading, late: DateMatch | None, refused: Sequence[Impossible]
) -> tuple[Alternative, ...]:
    """Second readings of dates, a date that is still to come, and days that no calendar has."""
    found = [(d.start, d.end, d.other, "date/day-or-month-first") for d in reading.dates if d.other]
    if late is not None:
        found.append((late.start, late.end, late.edtf, "date/after-today"))
    found += [(*one, IMPOSSIBLE) for one in refused]
    return tuple(
        Alternative(field="date", value=value, span=reading.cleaned.span(start, end), rule=rule)
        for start, end, value, rule in found
        if value
    )


def _date(reading: Reading, match: DateMatch) -> DateMention:
    return DateMention(role=match.role, edtf=match.edtf, span=reading.cleaned.span(match.start, match.end))


def _conditions(reading: Reading, knowledge: Knowledge) -> tuple[ConditionMention, ...]:
    found = []
    words = knowledge.words
    for number in words.condition_filter.candidates(reading.cleaned.text):
        condition, pattern = words.conditions[number]
        match = pattern.search(reading.cleaned.text)
        if match:
            found.append(ConditionMention(condition=condition, span=reading.cleaned.span(*match.span())))
    return tuple(found)


def _notice(reading: Reading, start: int, end: int, terms: tuple[NoticeTerm, ...]) -> Notice:
    return Notice(text=reading.cleaned.text[start:end], span=reading.cleaned.span(start, end), terms=terms)


def _credit_line(reading: Reading) -> str | None:
    """The first credit that names an agency or a person, as written, with what directly follows it."""
    named = [
        p.zone
        for p in reading.credit.parties
        if p.role in {Role.AGENCY, Role.OUTLET, Role.CREATOR, Role.INSTITUTION}
    ]
    if not named:
        return None
    zone = reading.zones[named[0]]
    start, end = reading.cleaned.span(zone.start, zone.end)
    return reading.cleaned.raw[start:end].strip(" .,;:") or None


def _description(reading: Reading) -> str:
    """The prose: without notices, credits and the labels and brackets around them."""
    letters = list(reading.masked)
    for zone in reading.zones:
        letters[zone.opens : zone.end] = HOLE * (zone.end - zone.opens)
    told = _NOTICE_LEAD.sub("", "".join(letters))
    bare = re.sub(r"\s+", " ", re.sub(rf"{HOLE}+\s*[)\]）】]*", " ", told))
    # A sign that stood behind what is gone: one after another sign goes too, one after a word stays with it.
    single = re.sub(r"(?<=[.!?,;:]) [(\[（【 ]*[.,;:](?= |$)", "", bare)
    prose = re.sub(r" [(\[（【 ]*(?=[.,;:](?: |$))", "", single).strip(" -–—/|#*(")
    return prose if any(map(str.isalnum, prose)) else ""
