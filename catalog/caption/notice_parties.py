"""Who is out: the countries, regions and outlets that a notice lists before or after its word."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from catalog.vocabulary.codes import Term

_SIGN = r"[ ,/&+.;–-]*\s*(?:(?<!\w)(?:and|und|et|y|e|og|och|en|i|or|oder|ou|и|та|و)\b)?\s*(?:the\s+)?"
_BEFORE = re.compile(rf"{_SIGN}$", re.IGNORECASE)
_BETWEEN = re.compile(_SIGN, re.IGNORECASE)
_OUT = re.compile(r"(?:(?<=[\w.])[ -]|(?<=\)) )(?P<out>OUT|Out|out)(?![\w'’-])(?! of\b| OF\b)")
_LISTED = re.compile(r"[\w.&'’ ,/+-]{1,90}$")
_WORD = re.compile(r"[\w.&'’-]+")
_CAPITALS = re.compile(r"[A-Z][A-Z.&'-]*(?: [A-Z][A-Z.&'-]*){0,3}$")
_SIGN_SAYS = re.compile(r"(?:reads?|reading|says?|saying|slogans?|chants?|chanting)[\s:,]*$", re.IGNORECASE)
_QUOTES = frozenset("\"'“”„«»‘’「」『』")
_SAYS = 24
_SHORT = 3
_MOST_WORDS = 5
_LONGEST_LIST, _LONGEST_SIGN = 90, 20
# Codes of two letters are also words (NO, IT) and houses (TT, AP): these alone count.
_SHORT_NAMES = frozenset({"UK", "US", "EU", "GB", "NZ", "TV"})


class Party(NamedTuple):
    """A party and the term of its being out."""

    start: int
    end: int
    term: Term


class Out(NamedTuple):
    """A list before OUT.

    Attributes:
        start: Where the list begins.
        end: After OUT.
        parties: Those named, in order.
        sure: OUT is in capitals and the parties are known.
    """

    start: int
    end: int
    parties: tuple[Party, ...]
    sure: bool


PartyTerm = Callable[[str], Term | None]
"""The term of a name's being out: `country-out`, `outlet-out`, None for words that name neither."""


def find_outs(text: str, term_of: PartyTerm, never: frozenset[str]) -> Iterator[Out]:
    """Every list of parties with OUT behind it.

    Args:
        text: The cleaned caption.
        term_of: What a name is.
        never: Capital words before OUT that are no party (SOLD OUT, TIME OUT).
    """
    for match in _OUT.finditer(text):
        parties = tuple(_backwards(text, match.start(), term_of))
        capitals = match["out"] == "OUT"
        if not parties and capitals:
            parties = tuple(_unknown(text, match.start(), never))
            capitals = False
        if not parties:
            continue
        if not on_a_sign(text, parties[0].start, match.end()):
            yield Out(parties[0].start, match.end(), parties, capitals)


def on_a_sign(text: str, start: int, end: int) -> bool:
    """Whether words are quoted, or said to be read somewhere in the picture."""
    quoted = text[max(0, start - 1) : start] in _QUOTES or text[end : end + 1] in _QUOTES
    return quoted or _SIGN_SAYS.search(text, max(0, start - _SAYS), start) is not None


def _backwards(text: str, stop: int, term_of: PartyTerm) -> Iterator[Party]:
    """The parties of the list that ends at `stop`, in reading order."""
    found: list[Party] = []
    listed = _LISTED.search(text, max(0, stop - _LONGEST_LIST), stop)
    begins = [m.start() for m in _WORD.finditer(text, listed.start() if listed else stop, stop)]
    while True:
        within = [b for b in begins if b < stop][-_MOST_WORDS:]
        named = next(((b, t) for b in within if (t := _term(text[b:stop], term_of))), None)
        # A list holds one sort: the house before "JAPAN OUT" made the picture.
        if named is None or (found and named[1] is not found[-1].term):
            break
        found.append(Party(named[0], stop, named[1]))
        sign = cast("re.Match[str]", _BEFORE.search(text, max(0, named[0] - _LONGEST_SIGN), named[0]))
        if sign.start() == named[0]:
            break
        stop = sign.start()
    return reversed(found)


def _term(name: str, term_of: PartyTerm) -> Term | None:
    return None if len(name) < _SHORT and name not in _SHORT_NAMES else term_of(name)


def _unknown(text: str, stop: int, never: frozenset[str]) -> Iterator[Party]:
    """Capital words that we do not know: a town's papers, a rival."""
    found = _CAPITALS.search(text, max(0, stop - _LONGEST_LIST), stop)
    if found and found.group().rpartition(" ")[2] not in never:
        yield Party(found.start(), stop, Term.OUTLET_OUT)


def read_parties(text: str, start: int, term_of: PartyTerm) -> tuple[Party, ...]:
    """The parties of the list that begins at `start`, blanks and articles aside; none where no party does."""
    found: list[Party] = []
    while True:
        sign = cast("re.Match[str]", _BETWEEN.match(text, start))  # a sign may be empty
        words = list(_WORD.finditer(text, sign.end(), sign.end() + 60))[:_MOST_WORDS]
        ends = [w.end() for w in words if text[sign.end() : w.end()].count("\n") == 0]
        if not words or words[0].start() != sign.end():
            break
        named = next(
            (
                (end, term)
                for last in reversed(ends)
                for end in dict.fromkeys((len(text[:last].rstrip(".-'’")), last))
                if end > sign.end() and (term := _term(text[sign.end() : end], term_of))
            ),
            None,
        )
        if named is None:
            break
        found.append(Party(sign.end(), *named))
        start = named[0]
    return tuple(found)
