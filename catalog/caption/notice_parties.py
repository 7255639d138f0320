"""Who is out: the countries, regions and outlets that a notice lists before or after its word."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from catalog.vocabulary.codes import Term

_SIGN = r"[ ,/&+.;–-]*\s*(?:(?:and|und|et|y|e|og|och|en|i|or|oder|ou|и|та|و)\b)?\s*(?:the\s+)?"
_BEFORE = re.compile(rf"{_SIGN}$", re.IGNORECASE)
_BETWEEN = re.compile(_SIGN, re.IGNORECASE)
_OUT = re.compile(r"(?:(?<=[\w.])[ -]|(?<=\)) )(?P<out>OUT|Out|out)(?![\w'’-])(?! of\b| OF\b)")
_LISTED = re.compile(r"[\w.&'’ ,/+-]{1,90}$")
_WORD = re.compile(r"[\w.&'’-]+")
_CAPITALS = re.compile(r"[A-Z][A-Z.&'-]*(?: [A-Z][A-Z.&'-]*){0,3}$")
_SIGN_SAYS = re.compile(r"(?:reads?|reading|says?|saying|slogans?|chants?|chanting)[\s:,]*$", re.IGNORECASE)
_QUOTES = "\"'“”„«»‘’「」『』"
_MOST_WORDS = 5


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
        sure: All of it is in capitals, or OUT is and the parties are known.
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
        start = parties[0].start
        quoted = text[start - 1 : start] in _QUOTES if start else False
        quoted |= text[match.end() : match.end() + 1] in _QUOTES and match.end() < len(text)
        if not quoted and not _SIGN_SAYS.search(text[:start]):
            yield Out(start, match.end(), parties, capitals)


def _backwards(text: str, stop: int, term_of: PartyTerm) -> Iterator[Party]:
    """The parties of the list that ends at `stop`, in reading order."""
    found: list[Party] = []
    listed = _LISTED.search(text, 0, stop)
    begins = [m.start() for m in _WORD.finditer(text, listed.start() if listed else stop, stop)]
    while stop:
        within = [b for b in begins if b < stop][-_MOST_WORDS:]
        named = next(((b, t) for b in within if (t := term_of(text[b:stop]))), None)
        if named is None:
            break
        found.append(Party(named[0], stop, named[1]))
        sign = _BEFORE.search(text, 0, named[0])
        if sign is None or sign.start() == named[0]:
            break
        stop = sign.start()
    return reversed(found)


def _unknown(text: str, stop: int, never: frozenset[str]) -> Iterator[Party]:
    """Capital words that we do not know: a town's papers, a rival."""
    found = _CAPITALS.search(text, 0, stop)
    if found and found.group().rpartition(" ")[2] not in never:
        yield Party(found.start(), stop, Term.OUTLET_OUT)


def read_parties(text: str, start: int, term_of: PartyTerm) -> tuple[Party, ...]:
    """The parties of the list that begins at `start`, blanks and articles aside; none where no party does."""
    found: list[Party] = []
    while sign := _BETWEEN.match(text, start):
        words = list(_WORD.finditer(text, sign.end(), sign.end() + 60))[:_MOST_WORDS]
        ends = [w.end() for w in words if text[sign.end() : w.end()].count("\n") == 0]
        if not words or words[0].start() != sign.end():
            break
        named = next(
            (
                (end, term)
                for last in reversed(ends)
                for end in dict.fromkeys((last, len(text[:last].rstrip(".-'’"))))
                if end > sign.end() and (term := term_of(text[sign.end() : end]))
            ),
            None,
        )
        if named is None:
            break
        found.append(Party(sign.end(), *named))
        start = named[0]
    return tuple(found)
