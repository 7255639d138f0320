"""Sentences in the prose that say who handed the picture out, and by which road it came."""

import re
from dataclasses import dataclass

from catalog.caption.names import class_of
from catalog.caption.words import StatementRule, Words
from catalog.text import fold
from catalog.vocabulary.codes import How, SourceClass

_LONGEST_NAME = 120
_ACRONYM = re.compile(r"^(?P<long>.{4,}?)\s*\((?P<short>[^\W\d_][\w.-]{1,11})\)$")
_EDGES = " ,.;:\"'“”’()[]-–—\n"
_GIVEN_BY = re.compile(r"\b(?:provided|supplied|released|issued|handed out) by\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A handout statement in the prose.

    Attributes:
        rule: Which rule read it.
        how: By which road the picture came.
        start: Where the statement begins in the cleaned caption.
        end: Where it ends.
        name: `[start, end)` of the party named; None where none is.
        acronym: `[start, end)` of the acronym that follows the name in brackets.
    """

    rule: str
    how: How
    start: int
    end: int
    name: tuple[int, int] | None = None
    acronym: tuple[int, int] | None = None


def find_statements(masked: str, bounds: list[int], words: Words) -> list[Statement]:
    """Every handout statement, in reading order."""
    found = []
    for number in words.statement_filter.candidates(masked):
        rule = words.statements[number]
        if rule.needs and not rule.needs.search(masked):
            continue
        for match in rule.pattern.finditer(masked):
            statement = _read(masked, match, rule, bounds)
            class_ = _class_named(masked, statement, words)
            if class_ is SourceClass.SOCIAL_MEDIA and not _GIVEN_BY.search(match.group()):
                continue
            if rule.institution and class_ is None:
                continue
            found.append(statement)
    return sorted(found, key=lambda s: (s.start, -s.end))


def _class_named(masked: str, statement: Statement, words: Words) -> SourceClass | None:
    """What kind of party the statement names; a platform hands nothing out, unless it gave the picture."""
    return class_of(fold(masked[slice(*statement.name)]), words) if statement.name else None


def _read(masked: str, match: re.Match[str], rule: StatementRule, bounds: list[int]) -> Statement:
    how = _how(match.group(), rule.how)
    named = next((g for g in ("name", "other") if g in match.re.groupindex and match[g]), None)
    name = match.span(named) if named else None
    if rule.stop is not None:
        name = _name_after(masked, match.end(), rule.stop(), bounds)
    if name is None:
        return Statement(rule.id, how, match.start(), match.end())
    start, end = _trim(masked, *name)
    if end - start < 2:  # noqa: PLR2004 (a name has two letters at least)
        return Statement(rule.id, how, match.start(), match.end())
    acronym = None
    if (both := _ACRONYM.match(masked[start:end])) is not None:
        acronym = (start + both.start("short"), start + both.end("short"))
    return Statement(rule.id, how, match.start(), max(match.end(), end), (start, end), acronym)


def _name_after(masked: str, start: int, stop: re.Pattern[str], bounds: list[int]) -> tuple[int, int]:
    """The name that begins at `start`: up to a stop word, the sentence's end or a length no name has."""
    later = [b for b in bounds if b > start]
    end = min([start + _LONGEST_NAME, len(masked), *later[:1]])
    found = stop.search(masked, start, end)
    if found and found.start() > start:
        end = found.start()
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES and not _closes_acronym(text, start, end):
        if text[end - 1] == "." and text[start:end].casefold().endswith(
            (" corp.", " inc.", " co.", " ltd.", "u.s.")
        ):
            break
        end -= 1
    return start, end


def _closes_acronym(text: str, start: int, end: int) -> bool:
    return text[end - 1] == ")" and "(" in text[start:end]


def _how(said: str, otherwise: How) -> How:
    """The road in the statement's own verb, which is closer than the rule's default."""
    said = said.casefold()
    for word, how in (
        ("obtained", How.OBTAINED),
        ("courtesy", How.COURTESY),
        ("released", How.RELEASED),
        ("made available", How.RELEASED),
        ("issued", How.RELEASED),
        ("published", How.RELEASED),
        ("provided", How.PROVIDED),
        ("supplied", How.PROVIDED),
    ):
        if word in said:
            return how
    return otherwise
