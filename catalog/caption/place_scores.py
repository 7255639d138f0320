"""How well a chain of names fits as the place of taking; every term of the sum is a habit of captions."""

import re
from collections.abc import Sequence

from catalog.caption.dates import DateMatch
from catalog.caption.place_chains import Chain
from catalog.caption.place_refused import is_of_teams
from catalog.caption.place_spans import Span
from catalog.caption.place_words import load_place_words
from catalog.caption.sentences import head_sentence, sentence_start
from catalog.caption.words import HOLE, load_words
from catalog.places import Gazetteer, PlaceKind
from catalog.text import fold

# What a chain gains and loses; found on captions of our own and the wires' habits, not learnt by a machine.
_NAMED, _KNOWN, _CHAINED = 1.0, 1.5, 0.7
_MANNERS = {"at": 1.0, "over": 0.0, "of": -1.0, "toward": -1.8, "": -0.5}
_UNKNOWN, _UNKNOWN_VENUE = -2.0, -0.5
_DATELINE, _FIRST_SENTENCE, _LATER_SENTENCE = -0.7, 0.8, -0.6
_BEFORE_DATE, _BEFORE_DATE_ASIDE = 3.0, 1.5
_BEHIND_DATE = 2.5
_ELSEWHERE = -3.0
_AIM = -3.0  # "a rocket is fired toward Salvada"
_ORIGIN, _SMALL, _BARE, _ASIDE, _NOT_TAKEN, _DISTANT = -1.0, -1.5, -1.0, -2.5, -4.5, -4.0
_GOAL = -9.0  # "on the way to the port in Xyz, May 3": not even with the date behind it
_PLACE_LINE = 4.0  # "Kisumu. 3 May 2019." alone in its line or sentence
_LABELLED = 6.0  # "Место: Тула, Россия"
_TITLE, _TITLE_DATED, _SUBJECT_VENUE, _SUBJECT_OWNER, _SUBJECT = 1.5, 1.0, -1.0, -0.5, -3.0
_VAST, _OWNER_ALONE = -2.0, -1.5
_LATER = 1000  # code points that cost one point: of equals the first counts
_LEADS_UP = 30  # characters between "Kyiv, Ukraine," and its date
_CLAUSE = 120  # characters before a chain in which a clause about something else may begin
_SMALL_TOWN = 100_000  # people
_SIGNS = re.compile(r"[\s,(]*(?:on|in|am|le|el|il|em|den|dne|w|circa|ca?\.|um|(?:vào )?ngày)?\s*")
_LISTED = re.compile(r",\s[A-Z\d]")
_FAR = re.compile(r"\b\d[\d,.]*\s?(?:km|kms|miles?|mi|kilomet\w+)\b[^.;]{0,24}$")
_AIMED = re.compile(r"towards?\b", re.IGNORECASE)
_FROM = re.compile(r"(?:from|aus|depuis|desde|från|fra|uit|dari|từ)\b", re.IGNORECASE)
_ASIDE_FROM = re.compile(r"(?<=[,)]\s)from\b", re.IGNORECASE)  # "Ada Rowe, left, from Fresno, California,"
_BOUND = re.compile(
    r"\b(?:on (?:the|their|its|his|her) way (?:back )?to|en route to|bound for"
    r"|head(?:ed|ing|s)? (?:back )?(?:to|for)|assigned to|attached to)\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}$",
    re.IGNORECASE,
)
# "a suspect in the Xyz market attack": what somebody is tried for or died of happened before the picture.
_SUSPECTED = re.compile(
    r"\b(?:suspects?|accused|wanted|convicted|victims?|survivors?|charged)\b[^.;]{0,24}$", re.IGNORECASE
)
_EVENT = re.compile(
    r"\s(?:[a-z]+\s){0,3}(?:attacks?|bombings?|shootings?|blasts?|massacre|stabbings?|killings?|murders?)\b"
)
# "takes off from Xyz", "smoke rises from Xyz": one sees it there.
_SEEN_FROM = re.compile(
    r"\b(?:(?:takes?|taking|took|lift(?:s|ed|ing)?|blast(?:s|ed|ing)?)\soff|launch(?:es|ed|ing)?|depart(?:s|ed|ing|ure)?|(?:seen|viewed|photographed)(?:\sat\s\w+)?|rises?|rising|billow(?:s|ing)?)\s$"
)
_LINE_SIGNS = re.compile(r"\s?[.,–—-]?\s?(?:on\s|am\s|le\s|il\s|den\s|el\s)?")
# "a view of Xyz", "vista aérea de Xyz"
_VIEWED = re.compile(
    r"\b(?:views?|skyline|panorama|vistas?|vues?|vedut[ae]|widok|pohled)(?:\s[^\W\d_]{3,12}){0,2}\s$",
    re.IGNORECASE,
)
_COMMAS = frozenset(",，")
_DAY_HEAD = re.compile(r"\W{0,3}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[,，、]?\s?")  # "5月3日,上海黄浦,"
_LABEL = re.compile(
    r"(?:^|[\n"
    + HOLE
    + r"])[ \t]*(?:place|location|lieu|ort|lugar|local|luogo|plaats|plats|sted|miejsce|místo"
    r"|miesto|место|місце|място|yer|lokasi|地点|地點|場所|장소|المكان|مکان)\s?[:：]\s?$",
    re.IGNORECASE,
)
_THE = re.compile(r"\s*(?:The|A view of the|A view of|View of|General view of(?: the)?)\s*")


def score(
    chain: Chain,
    prose: str,
    bounds: Sequence[int],
    dates: tuple[DateMatch | None, Sequence[DateMatch]],
    gazetteer: Gazetteer,
) -> float:
    """How well a chain fits as the place of taking; nought or less does not.

    Args:
        chain: The names.
        prose: The cleaned caption with holes.
        bounds: Where sentences begin.
        dates: The date of taking, and those of something else.
        gazetteer: The map.
    """
    date, others = dates
    start = sentence_start(list(bounds), chain.start)
    manner = "at" if _is_seen_from(chain, prose) else chain.manner
    if manner == "toward" and _VIEWED.search(prose, max(0, chain.start - _LEADS_UP), chain.start):
        manner = "over"
    elif manner == "toward" and is_landmark(prose, chain) and not _FROM.match(prose, chain.start):
        manner = "of"
    total = _of_names(chain, prose, gazetteer) + _MANNERS[manner] - chain.start / _LATER
    if _AIMED.match(prose, chain.start):
        total += _AIM
    total += _FIRST_SENTENCE if start <= head_sentence(prose, list(bounds)) else _LATER_SENTENCE
    if chain.rule == "place/dateline":
        total += _DATELINE
    if _follows(prose, chain, date):
        total += _BEHIND_DATE
    elif chain.rule == "place/title":
        total += _of_title(chain, prose, start, date)
    if is_place_line(prose, chain, date):
        total += _PLACE_LINE
    if is_labelled(prose, chain):
        total += _LABELLED
    if any(_leads_up(prose, chain, other) for other in others):
        total += _ELSEWHERE
    return total + _of_context(chain, prose, date)


def _of_names(chain: Chain, prose: str, gazetteer: Gazetteer) -> float:
    """What the names themselves are worth: known ones, more than one, no small town's alone."""
    first, alone = chain.names[0], len(chain.names) == 1
    known = sum(n.known for n in chain.names)
    total = _NAMED + min(known, 2) * _KNOWN + (0.0 if alone else _CHAINED)
    if not known and first.venue and _bears_place(prose[first.start : first.end], gazetteer):
        total += _KNOWN
    if not known:
        total += _UNKNOWN_VENUE if first.venue else _UNKNOWN
    placed = chain.manner == "at" or chain.rule == "place/dateline"
    if alone and first.owner and first.country:
        total += _OWNER_ALONE
    if alone and _is_vast(first, prose, gazetteer):
        total += _VAST
    if alone and not placed and _is_small(first, prose, gazetteer):
        total += _SMALL
    if alone and chain.rule == "place/name" and not chain.manner and not first.venue:
        total += _BARE
    return total


def _bears_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a venue's name ends with a place's: "port of Helsinki"."""
    town = text.rpartition(" of ")[2]
    return town != text and bool(gazetteer.find(town))


def _of_context(chain: Chain, prose: str, date: DateMatch | None) -> float:
    """What stands around a chain: a date, a clause about something else, a distance, a title."""
    patterns = load_words().patterns
    before = prose[max(0, chain.start - _CLAUSE) : chain.start]
    aside = patterns["place-relative"].search(before) is not None
    total = 0.0
    if _leads_up(prose, chain, date):
        total += _BEFORE_DATE_ASIDE if aside else _BEFORE_DATE
    if aside:
        total += _ASIDE
    if chain.manner == "toward" and _FROM.match(prose, chain.start) and not _is_seen_from(chain, prose):
        total += _NOT_TAKEN if _ASIDE_FROM.match(prose, chain.start) else _ORIGIN
    if _BOUND.search(before) or _BOUND.search(prose, max(0, chain.start - _CLAUSE), chain.names[0].start):
        total += _GOAL
    if is_of_teams(prose, chain.start):
        total += _NOT_TAKEN
    if _SUSPECTED.search(before) and _EVENT.match(prose, chain.end):
        total += _NOT_TAKEN
    # "on a flight to Xyz" is not there, "on a flight over Xyz" is.
    if patterns["place-not-taken"].search(before) and not prose.startswith("over ", chain.start):
        total += _NOT_TAKEN
    if _FAR.search(before):
        total += _DISTANT  # "230 km north of Buenos Aires"
    return total


def is_landmark(prose: str, chain: Chain) -> bool:
    """Whether a chain begins with a thing of the ground: a river, no ministry."""
    table = load_place_words()
    first = chain.names[0]
    words = fold(prose[first.start : first.end]).split()
    return any(word in table.landmarks for word in words) or words[-1].endswith(table.landmark_ends)


def _is_seen_from(chain: Chain, prose: str) -> bool:
    """Whether a chain says what something leaves before our eyes."""
    before = prose[max(0, chain.start - _LEADS_UP) : chain.start]
    leaves = chain.manner == "toward" and _FROM.match(prose, chain.start) is not None
    return leaves and _SEEN_FROM.search(before) is not None


def _is_vast(name: Span, prose: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is a part of the world's: "the Middle East" tells of news, hardly where one is."""
    found = gazetteer.find(prose[name.start : name.end]) if name.known and not name.venue else ()
    return bool(found) and found[0].kind is PlaceKind.AREA and found[0].country is None


def _is_small(name: Span, prose: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is at best a small town's, and so perhaps no place's here at all."""
    found = gazetteer.find(prose[name.start : name.end]) if name.known and not name.venue else ()
    return bool(found) and found[0].kind == PlaceKind.CITY and found[0].population < _SMALL_TOWN


def _leads_up(prose: str, chain: Chain, date: DateMatch | None) -> bool:
    """Whether a chain leads up to the date: "in Kyiv, Ukraine, 30 September 2020"."""
    if date is None or date.start < chain.end:
        return False
    between = prose[chain.end : date.start]
    if chain.rule == "place/title":
        return _SIGNS.fullmatch(between) is not None
    return 0 < len(between) <= _LEADS_UP and "." not in between


def _follows(prose: str, chain: Chain, date: DateMatch | None) -> bool:
    """Whether a chain stands right behind the date that opens the prose: "06 Maggio 2017 Matera, Italia"."""
    if date is None or chain.manner or prose[: date.start].strip(" \n" + HOLE):
        return False
    return date.end <= chain.start and not prose[date.end : chain.start].strip(" ,\n")


def is_labelled(prose: str, chain: Chain) -> bool:
    """Whether a line says in so many words that a chain is the place: "Место: Тула, Россия"."""
    begin = max(0, chain.start - _LEADS_UP)
    return chain.rule != "place/dateline" and _LABEL.search(prose, begin, chain.start) is not None


def is_place_line(prose: str, chain: Chain, date: DateMatch | None) -> bool:
    """Whether a line or sentence is nothing but a chain and the date: "Kisumu. 3 May 2019."."""
    if (
        chain.dense
        and _DAY_HEAD.fullmatch(prose, 0, chain.start)
        and prose[chain.end : chain.end + 1] in _COMMAS
    ):
        return True
    if date is None or chain.manner or chain.rule == "place/dateline" or date.start < chain.end:
        return False
    before, after = prose[: chain.start].rstrip(" ("), prose[date.end :].lstrip(" )")
    return (
        (not before or before[-1] in ".!?\n" + HOLE)
        and (not after or after[0] in ".\n(©" + HOLE)
        and _LINE_SIGNS.fullmatch(prose, chain.end, date.start) is not None
    )


def _of_title(chain: Chain, prose: str, start: int, date: DateMatch | None) -> float:
    """A title alone ("GLP Park, Lingang, Shanghai."), or a subject, which is seldom a place."""
    alone = not prose[start : chain.start].strip(" (" + HOLE) or _THE.fullmatch(prose, start, chain.start)
    rest = prose[chain.end :].lstrip(" ")
    if prose[: chain.start].endswith(", ") and _leads_up(prose, chain, date):
        return _TITLE_DATED  # "during a seminar, New York, 21 March 2025"
    if alone and (not rest or rest[0] in ".;:(" + HOLE or _LISTED.match(rest)):
        return _TITLE
    if any(n.venue for n in chain.names):
        return _SUBJECT_VENUE
    # "Palm Island's community" was taken there; "Brazil's president" need not have been.
    owner = chain.names[0].owner and " " in prose[chain.names[0].start : chain.names[0].end]
    return _SUBJECT_OWNER if alone and owner and not chain.names[0].country else _SUBJECT
