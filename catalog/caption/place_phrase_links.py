"""Which capitalised names of a phrase are of one place: nothing between them but signs and linking words."""

import re
from collections.abc import Sequence

from catalog.caption.place_distances import without_distance
from catalog.caption.place_spans import Span
from catalog.caption.place_words import PlaceWords, Prepositions
from catalog.caption.words import HOLE
from catalog.places import Gazetteer
from catalog.places.place import REGION_KINDS
from catalog.text import fold

_OF = re.compile(
    r"\s(?:of|for|de|du|del|da|do|di|della|av|af|dels?)\s(?:the\s|la\s)?(?:[a-z-]+\spart\sof\s(?:the\s)?)?"
    r"(?:(?:(?:north|south)?-?(?:north|south|east|west)(?:ern)?|central)\s)?"
)
_APPOSED = re.compile(r",\san?\s[a-z'’ -]{2,40}\s(?:in|near|outside)\s")  # "at Xyz Jail, a prison in Abc"
_TOWN_IN = re.compile(
    r",\san?\s(?:[a-z'’-]+\s){0,3}(?:town|village|hamlet|settlement|suburb|neighbou?rhood|district|city)"
    r"\s(?:in|near|outside|of)\s(?:the\s)?"
    r"|\s(?:community|neighbou?rhood|section|suburb)\sof\s(?:the\s)?"
)
_IN = re.compile(r"\s(?:in|at|en|em|à|im|nel|på|i)\s", re.IGNORECASE)
_GAP = re.compile(r"\s(?:(?:city|town|village)\s)?")
# Kinds of what a town holds: "the Xyz neighborhood of Abc" names the smaller place first.
_PARTS = frozenset({"neighborhood", "neighbourhood", "suburb", "community", "quarter"})
_KIND_OF = re.compile(r"\s(?P<kind>\w+)\sof\s(?:the\s)?")
_BESIDE = re.compile(
    r",?\s(?:(?:just|right|even|situated|located)\s)?"
    r"(?:near|close to|outside|not far from|(?:north|south|east|west|(?:north|south)-?(?:ea|we)st) of"
    r"|bei|nahe|unweit(?: von)?|(?:nörd|süd|öst|west)lich von|près d['e]|non loin d['e]|cerca de|vicino a"
    r"|perto de|bij|nabij"
    r"|(?:a|al|ao|au|à l['’])\s?(?:nord|sud|est|ovest|ouest|norte|sur|sul|este|oeste|leste)"
    r"\s(?:di|de|du|del|do|da))\s(?:the\s)?",
    re.IGNORECASE,
)
"""What leads from a place to one that it only lies by."""


def is_listed(prose: str, group: Sequence[Span], following: Sequence[Span]) -> bool:
    """Whether a name that the map lacks stands in a list of places: "Old Road, Xyz, Nakuru"."""
    if len(following) < 2 or not group[-1].venue or following[0].owner:  # noqa: PLR2004 (the name and the next)
        return False
    between = prose[group[-1].end : following[0].start], prose[following[0].end : following[1].start]
    return between == (", ", ", ") and following[1].known and not following[1].country


def is_introduced(prose: str, left: Span, right: Span, words: PlaceWords) -> bool:
    """Whether a known place holds what follows: "the West Bank city of Bethlehem"."""
    kind = _KIND_OF.fullmatch(prose, left.end, right.start) if left.known and right.known else None
    return kind is not None and fold(kind["kind"]) in words.towns - _PARTS


def links(prose: str, left: Span, right: Span, prepositions: Prepositions, gazetteer: Gazetteer) -> bool:
    """Whether two names belong to one place: what follows the first must be a place itself."""
    between = without_distance(prose[left.end : max(left.end, opening(right))])
    if "border" in between:
        return False  # "Nagorno-Karabakh, on a border of Armenia and Azerbaijan"
    if len(between) > 2 and not left.owner and gazetteer.country(prose[left.start : left.end]):  # noqa: PLR2004 (", ")
        return False  # "attack on Ukraine, in Kyiv": nothing is larger than a country
    if left.known and _links_known(prose, left, right, between):
        return True
    if right.owner and not right.known:
        return False
    if right.known and (_TOWN_IN.fullmatch(between) or is_beside(prose, left, right)):
        return True  # "in Xyz, a village in Odisha", "in Xyz, near Berlin, Germany"
    if left.venue and _links_venue(right, between):
        return True
    if not _may_hold(prose, left, right, gazetteer):
        return False
    if (left.venue or (left.known and right.known and not left.country)) and _OF.fullmatch(between):
        return True
    return prepositions.link.fullmatch(between) is not None


def _may_hold(prose: str, left: Span, right: Span, gazetteer: Gazetteer) -> bool:
    """Whether a name may be the larger place around the one before it: known, a venue, or its region."""
    if right.plain and not left.known:
        return False
    return right.known or right.venue or is_region_of(prose, right, left, gazetteer)


def _links_venue(right: Span, between: str) -> bool:
    """Whether a venue's town follows, which need not be on the map: "the H&M store in Xyz"."""
    if right.venue and _GAP.fullmatch(between):
        return True  # "Xyz town Northern Samar province"
    if (not right.plain and _IN.fullmatch(between)) or (right.venue and _KIND_OF.fullmatch(between)):
        return True
    return right.known and _APPOSED.fullmatch(between) is not None


def _links_known(prose: str, left: Span, right: Span, between: str) -> bool:
    """Whether a known name goes on: "the West Bank city of Bethlehem", at the head "USSR. LENINGRAD."."""
    if left.owner and _KIND_OF.fullmatch(between):
        return True
    if right.venue and between.strip() and _GAP.fullmatch(between):
        return True  # "Xyz town Lower Odisha province"
    opens = not prose[: left.start].strip(HOLE + " ")
    return right.known and between == ". " and opens and prose[left.start : right.end].isupper()


def is_region_of(prose: str, right: Span, left: Span, gazetteer: Gazetteer) -> bool:
    """Whether a name that is an ordinary word too is the region of the place before it ("Belém, Pará")."""
    if not left.known or not prose[right.start].isupper():
        return False
    countries = {p.country for p in gazetteer.find(prose[left.start : left.end])}
    found = gazetteer.find(prose[right.start : right.end], rare=True)
    return any(p.kind in REGION_KINDS and p.country in countries for p in found)


def is_beside(prose: str, left: Span, right: Span) -> bool:
    """Whether a name only tells where the one before it lies: "in Xyz, near Berlin, Germany"."""
    return _BESIDE.fullmatch(prose, left.end, max(left.end, opening(right))) is not None


def opening(span: Span) -> int:
    """Where a name begins with what introduces it (code points)."""
    return span.start if span.opens < 0 else span.opens
