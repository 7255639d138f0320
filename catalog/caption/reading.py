"""The steps of reading a caption, in their order, and what they find."""

from dataclasses import dataclass, replace

from catalog.agencies import AgencyHit
from catalog.caption.clean import Cleaned, clean
from catalog.caption.combo_marks import Mark, find_marks, without_marks
from catalog.caption.credit import Credit, resolve
from catalog.caption.dates import DateMatch, find_dates, taken
from catalog.caption.knowledge import Knowledge
from catalog.caption.language import language_of
from catalog.caption.names import without_article
from catalog.caption.notices import NoticeMatch, find_notices, mask
from catalog.caption.origin import notice_says_handout
from catalog.caption.parties import read_parties
from catalog.caption.place_readings import PlaceMatch, Setting
from catalog.caption.place_words import load_place_words
from catalog.caption.places import Whereabouts, find_places
from catalog.caption.sentences import sentence_bounds
from catalog.caption.statements import Statement, find_statements
from catalog.caption.words import HOLE
from catalog.caption.zone import Zone
from catalog.caption.zones import find_zones
from catalog.vocabulary.codes import DateRole

# East Asian words for supplied, which also say that an agency delivered; one for released does not.
_DELIVERED = ("提供", "供图", "供圖", "제공", " 제공")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the steps found, in places of the cleaned caption.

    Attributes:
        masked: With holes for notices.
        bounds: Where sentences begin.
        marks: Words that point at one of several pictures.
        plain: `masked` without the marks that part a credit.
        given: Folded names of the parties that the prose names as handout source.
        prose: With holes for notices, credits and handout statements.
        setting: What the search for places goes by.
    """

    cleaned: Cleaned
    masked: str
    language: str | None
    notices: list[NoticeMatch]
    statements: list[Statement]
    zones: list[Zone]
    credit: Credit
    dates: list[DateMatch]
    date: DateMatch | None
    whereabouts: Whereabouts
    bounds: list[int]
    marks: list[Mark]
    plain: str
    given: frozenset[str]
    prose: str
    setting: Setting


def read(text: str, knowledge: Knowledge) -> Reading:
    """The steps in their order: notices are hidden before the credit is read, the credit before places."""
    words = knowledge.words
    cleaned = clean(text)
    notices = find_notices(cleaned.text, words, knowledge.out_term)
    masked = mask(cleaned.text, notices)
    bounds = sentence_bounds(masked, words)
    statements = find_statements(masked, bounds, words)
    marks = find_marks(masked)
    plain = without_marks(masked, marks, bounds, words.label)
    stated = [(s.start, s.end) for s in statements]
    hits, zones = _find_credit(plain, bounds, stated, knowledge)
    statements = [s for s in statements if not _only_delivers(s, hits, masked)]
    given = _given(masked, statements)
    parties = read_parties(plain, zones, hits, words, given)
    third_party = any(notice_says_handout(n, cleaned.text) for n in notices)
    credit = resolve(plain, parties, statements, third_party=third_party, given=given)
    dates = find_dates(masked, bounds, words)
    date_taken = taken(dates)
    prose = _prose(masked, zones, statements)
    language = language_of(prose) or language_of(cleaned.text)
    setting = Setting(language, knowledge.gazetteer, knowledge.worldview, _seat(credit))
    others = [d for d in dates if d.role is DateRole.MENTIONED]
    whereabouts = find_places(prose, bounds, date_taken, setting, others)
    if not whereabouts.taken or whereabouts.country is None:
        whereabouts = _with_topic(masked, zones, whereabouts, knowledge)
    return Reading(
        cleaned,
        masked,
        language,
        notices,
        statements,
        zones,
        credit,
        dates,
        date_taken,
        whereabouts,
        bounds,
        marks,
        plain,
        given,
        prose,
        setting,
    )


def _with_topic(
    masked: str, zones: list[Zone], whereabouts: Whereabouts, knowledge: Knowledge
) -> Whereabouts:
    """The country that Reuters named behind a by-line, "(INDIA - Tags: …)", where the prose settles none."""
    for topic in knowledge.words.patterns["credit-country"].finditer(masked):
        start, end = topic.span("name")
        code = knowledge.gazetteer.country(masked[start:end])
        found = knowledge.gazetteer.find(masked[start:end])
        if code and any(z.start <= start <= z.end + 2 for z in zones):
            match = PlaceMatch(start, end, next(iter(found), None), "place/topic")
            return replace(whereabouts, taken=(*whereabouts.taken, match), country=code)
    return whereabouts


def _seat(credit: Credit) -> str | None:
    """The country of the agencies credited, where all that have one work at home alone."""
    abroad = load_place_words().international
    seats = {a.country for p in credit.agencies for a in p.agencies[:1] if a.country and a.id not in abroad}
    first = next((a.id for p in credit.agencies[:1] for a in p.agencies[:1]), None)
    return seats.pop() if len(seats) == 1 and first not in abroad else None


def _find_credit(
    masked: str, bounds: list[int], stated: list[tuple[int, int]], knowledge: Knowledge
) -> tuple[tuple[AgencyHit, ...], list[Zone]]:
    """The agencies named and the credits; where no credit stands apart, one glued to the last word."""
    language = language_of(masked)
    hits = knowledge.agencies.scan(masked, language=language)
    plain = knowledge.agencies.scan(masked, prose=True, language=language)
    zones = find_zones(masked, bounds, hits, plain, knowledge.words, stated=stated)
    glued = tuple(h for h in knowledge.agencies.scan(masked, glued=True) if h not in hits)
    # "image copyrightReuters": the label lost its blank, and so the agency its own word.
    hits = (*hits, *(h for h in glued if any(z.start == h.start for z in zones)))
    if any(z.start <= h.start < z.end for z in zones for h in hits):
        return hits, zones
    end = len(masked.rstrip(" .)\n" + HOLE))
    glued = tuple(h for h in glued if h.end >= end)
    if glued and not zones:
        return glued, [Zone(glued[-1].start, glued[-1].end, "credit/glued", glued[-1].start)]
    return hits, zones


def _only_delivers(statement: Statement, hits: tuple[AgencyHit, ...], masked: str) -> bool:
    """Whether an East Asian statement names an agency alone, which delivered: "（共同通信提供）"."""
    if statement.name is None or not any((h.start, h.end) == statement.name for h in hits):
        return False
    return masked.startswith(_DELIVERED, statement.name[1])


def _given(masked: str, statements: list[Statement]) -> frozenset[str]:
    """Folded names and acronyms of the parties that the prose names as handout source."""
    names = set()
    for statement in statements:
        if statement.name:
            names.add(without_article(masked[slice(*statement.name)]))
        if statement.acronym and statement.name:
            names.add(without_article(masked[slice(*statement.acronym)]))
            names.add(without_article(masked[statement.name[0] : statement.acronym[0]].rstrip(" (")))
    return frozenset(names)


def _prose(masked: str, zones: list[Zone], statements: list[Statement]) -> str:
    """The caption with holes where the credits and the handout statements stand."""
    letters = list(masked)
    for start, end in [*((z.opens, z.end) for z in zones), *((s.start, s.end) for s in statements)]:
        letters[start:end] = HOLE * (end - start)
    return "".join(letters)
