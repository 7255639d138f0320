"""The parameters of a notice's terms: days, end, who, what."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from catalog.caption.notice_rules import DATA
from catalog.caption.notice_times import settle
from catalog.caption.words import Words
from catalog.records import NoticeTerm
from catalog.text import fold
from catalog.vocabulary.codes import Term

_WHO = frozenset({Term.MANDATORY_CREDIT, Term.COUNTRY_ONLY})
_WHAT = frozenset({Term.CORRECTION, Term.ONLY_IN_CONTEXT})
_UNTIL = frozenset({Term.EMBARGO, Term.EXPIRES})
_OUT = frozenset({Term.COUNTRY_OUT, Term.COUNTRY_ONLY})
_HOURS_A_DAY = 24


class Parameters(NamedTuple):
    """What a match gives beside its terms.

    Attributes:
        groups: The pattern's named groups that stand in the text.
        until: Until when, already read.
        parties: The names listed, each with the term of its being out.
    """

    groups: Mapping[str, str]
    until: str | None = None
    parties: tuple[tuple[str, Term], ...] = ()


def terms_of(terms: Iterable[Term], said: Parameters, words: Words) -> tuple[NoticeTerm, ...]:
    """The terms with their parameters; a list of parties gives a term for each of them."""
    found: list[NoticeTerm] = []
    for term in terms:
        if term in _OUT and said.parties:
            only = term is Term.COUNTRY_ONLY
            found += [NoticeTerm(term=term if only else out, who=name) for name, out in said.parties]
        elif term in _OUT and said.groups.get("codes"):
            found += [NoticeTerm(term=term, who=code) for code in said.groups["codes"].split("x")]
        else:
            found.append(_with_parameters(term, said, words))
    return tuple(found)


def _with_parameters(term: Term, said: Parameters, words: Words) -> NoticeTerm:
    groups = {name: text.strip(" ,:;-–—") for name, text in said.groups.items()}
    if term in _UNTIL:
        days = _days(groups) if term is Term.EXPIRES else None
        until = said.until or groups.get("until")
        if until is None and "number" in groups and days is None:
            until = f"{groups['number']} {groups['unit']}"
        return NoticeTerm(term=term, days=days, until=until and (settle(until, words) or until))
    if term in _WHO:
        return NoticeTerm(term=term, who=groups.get("who") or None)
    if term in _WHAT:
        return NoticeTerm(term=term, what=groups.get("what") or None)
    return NoticeTerm(term=term)


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, int], dict[str, int]]:
    """Number words, and the hours of a unit's name; all folded."""
    table = tomllib.loads((DATA / "times.toml").read_text(encoding="utf-8"))
    units = {fold(name): int(hours) for hours, names in table["units"].items() for name in names}
    return {fold(name): number for name, number in table["numbers"].items()}, units


def _days(groups: Mapping[str, str]) -> int | None:
    """For how many whole days; None where the words give none."""
    if "number" not in groups or "unit" not in groups:
        return None
    numbers, units = _units()
    said = fold(groups["number"])
    number = int(said) if re.fullmatch(r"\d+", said) else numbers.get(said)
    hours = units.get(fold(groups["unit"]))
    if number is None or hours is None or (number * hours) % _HOURS_A_DAY:
        return None
    return number * hours // _HOURS_A_DAY


def merged(terms: Iterable[NoticeTerm]) -> tuple[NoticeTerm, ...]:
    """Each term once; one without parameters falls away beside the same one with them."""
    found = tuple(dict.fromkeys(terms))
    telling = {term.term for term in found if term != NoticeTerm(term=term.term)}
    return tuple(t for t in found if t.term not in telling or t != NoticeTerm(term=t.term))
