"""How firmly each value of a caption rests on its words: sure, likely or open.

The levels are promises, kept by a test over labelled captions (`tests/accuracy/test_certainty.py`): of the
values called sure 99 in 100 are right at least, of those called likely 90. What is open wants a look.
"""

from collections.abc import Sequence

from catalog.caption.date_refusals import Impossible
from catalog.caption.origin import says_handout
from catalog.caption.party import Party
from catalog.caption.reading import Reading
from catalog.records import HandoutSource
from catalog.vocabulary.codes import Certainty, Kind, Origin, SourceClass

# Credits that a label, a bracket or an agency's sign sets apart; the others are found by what is left over.
_SET_APART = frozenset(
    {"credit/sentence", "credit/label", "credit/bracket", "credit/tail", "credit/telex", "credit/reporter"}
)
_LOOSE_KINDS = frozenset({"credit/contributor", "social/credit"})
_FIRM_KINDS = frozenset({"credit/pool", "screengrab/any", "satellite/any", "file/start", "credit/own-mark"})
_YEAR = len("2020")
# Names that a preposition or the language's endings place; a dateline may be where the text was filed.
_PLACED = frozenset({"place/preposition", "place/name", "place/orbit"})


def certainty_of(
    reading: Reading,
    sources: tuple[HandoutSource, ...],
    kinds: list[tuple[Kind, str, tuple[int, int]]],
    origin: Origin,
    refused: Sequence[Impossible] = (),
) -> dict[str, Certainty]:
    """The certainty of each field that has a value.

    Args:
        reading: What the steps found.
        sources: Who handed the picture out.
        kinds: The kinds with their rules.
        origin: What the words say about the picture's origin.
        refused: Dates that no calendar has: a month or year read within one is open.
    """
    said = says_handout(reading.credit, reading.statements, reading.notices, reading.cleaned.text)
    levels = {
        "agencies": _of_agencies(reading),
        "creators": _of_creators(reading, said=said),
        "handout": _of_handout(origin, said=said),
        "handout_sources": _of_source(reading, sources[0], said=said) if sources else None,
        "kinds": _of_kinds([rule for kind, rule, _ in kinds if kind is not Kind.HANDOUT]),
        "places": _of_places(reading),
        "country": _of_country(reading),
        "date": _of_date(reading, refused),
    }
    return {field: level for field, level in levels.items() if level is not None}


def _rule(reading: Reading, party: Party) -> str:
    return reading.zones[party.zone].rule if party.zone < len(reading.zones) else ""


def _of_agencies(reading: Reading) -> Certainty | None:
    """Names that we know are seldom wrong; of another house there is only its place in the credit."""
    agencies = reading.credit.agencies
    if not agencies:
        return None
    if not all(p.agencies for p in agencies):
        return Certainty.OPEN
    return Certainty.SURE if all(_rule(reading, p) in _SET_APART for p in agencies) else Certainty.LIKELY


def _of_creators(reading: Reading, *, said: bool) -> Certainty | None:
    """One name beside a known agency is sure; a handout's second name may be who handed it out."""
    creators = reading.credit.creators
    if not creators:
        return None
    if not all(_rule(reading, p) in _SET_APART for p in creators):
        return Certainty.OPEN
    housed = any(p.agencies for p in reading.credit.agencies)
    handed = said or bool(reading.credit.sources)
    if len(creators) == 1 and housed != handed:
        return Certainty.SURE
    return Certainty.LIKELY if housed or handed else Certainty.OPEN


def _of_handout(origin: Origin, *, said: bool) -> Certainty | None:
    if said:
        return Certainty.SURE
    return Certainty.LIKELY if origin is Origin.HANDOUT_LIKELY else None


def _of_source(reading: Reading, source: HandoutSource, *, said: bool) -> Certainty:
    """A name that stands in a credit and holds an institution's word is sure once handout is said."""
    if not reading.credit.sources:
        return Certainty.OPEN if source.class_ is SourceClass.UNKNOWN else Certainty.LIKELY
    if source.class_ is SourceClass.UNKNOWN:
        return Certainty.LIKELY if said else Certainty.OPEN
    return Certainty.SURE if said else Certainty.LIKELY


def _of_kinds(rules: list[str]) -> Certainty | None:
    if not rules:
        return None
    if any(rule in _LOOSE_KINDS for rule in rules):
        return Certainty.OPEN
    return Certainty.SURE if all(rule in _FIRM_KINDS for rule in rules) else Certainty.LIKELY


def _of_places(reading: Reading) -> Certainty | None:
    """Two names that bear each other out are likely; one alone, or a dateline's, may be another place."""
    taken = reading.whereabouts.taken
    if not taken:
        return None
    placed = all(match.rule in _PLACED for match in taken)
    return Certainty.LIKELY if placed and len(taken) > 1 else Certainty.OPEN


def _of_country(reading: Reading) -> Certainty | None:
    taken = reading.whereabouts.taken
    if reading.whereabouts.country is None:
        return None
    return Certainty.LIKELY if len(taken) > 1 and any(m.place for m in taken) else Certainty.OPEN


def _of_date(reading: Reading, refused: Sequence[Impossible]) -> Certainty | None:
    if reading.date is None:
        return None
    if any(one.holds(reading.date) for one in refused):
        return Certainty.OPEN
    # A year alone may be a statistic's, a tour's or a right's.
    year = len(reading.date.edtf.rstrip("~?")) <= _YEAR
    return Certainty.LIKELY if reading.date.other or year else Certainty.SURE
