"""Chains of place names in a caption: where they stand and how well each fits as the place of taking."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.caption.place_grammar import Grammar, grammar_of
from catalog.caption.place_names import Name, find_names, link_names
from catalog.caption.place_words import PlaceWords, load_place_words
from catalog.caption.words import HOLE
from catalog.places import Gazetteer

_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587]")
_TOKEN = re.compile(r"[^\s,،؛।.;:()\[\]（）、，。=＝–—/\ue000]+")
_MOST_WORDS = 4
_TOWN = re.compile(r"(?:[^,.()]|\.(?=\S))+(?<!\s)(?:\.$)?")
_SMALL_JOINT = re.compile(r"\s(?:of|and|y|e|und|et)\s(?:the\s)?")
_LONGEST_ABBREVIATION = 6  # "Calif."
_PREFIXED = frozenset("בب")  # "in", written as part of the word
_UPON = frozenset({"on", "over", "sur", "na", "на"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that stand together, the most specific first as the caption writes them.

    Attributes:
        names: `[start, end)` of each name.
        start: Where the phrase begins, its preposition included.
        end: Where it ends.
        rule: What found it: `place/preposition`, `place/dateline`, `place/gazetteer`.
        located: Whether a preposition, prefix or case ending says that one is there.
        score: How well it fits as the place of taking.
    """

    names: tuple[tuple[int, int], ...]
    start: int
    end: int
    rule: str
    located: bool = False
    score: float = 0.0


def find_chains(prose: str, language: str | None, gazetteer: Gazetteer) -> list[Chain]:
    """Every chain of place names, unscored, in reading order.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        language: ISO 639-1 of the prose, whose prepositions count; None where unknown.
        gazetteer: Tells names from other capitalised words.
    """
    words = load_place_words()
    grammar = grammar_of(language)
    chains = _named(prose, grammar, gazetteer) if grammar else list(_phrases(prose, language, words, gazetteer))
    if (dateline := words.dateline.match(prose)) is not None:
        begin = dateline.start("chain")
        names = tuple((begin + m.start(), begin + m.end()) for m in _TOWN.finditer(dateline["chain"]))
        if names and any(gazetteer.find(prose[a:b]) or gazetteer.country(prose[a:b]) for a, b in names):
            chains = [c for c in chains if not begin <= c.start < dateline.end("chain")]
            chains.append(Chain(names, dateline.start("chain"), dateline.end(), "place/dateline"))
    if grammar is None and not _mostly_cased(prose):
        chains += _known(prose, gazetteer, chains)
    return sorted(chains, key=lambda c: c.start)


def _named(prose: str, grammar: Grammar, gazetteer: Gazetteer) -> list[Chain]:
    """Chains of names found word by word; a bare capital at the head may be any noun."""
    chains = []
    for group in link_names(prose, find_names(prose, grammar, gazetteer), grammar):
        located = any(n.located for n in group)
        if not located and len(group) == 1 and not group[0].venue and _opens_sentence(prose, group[0]):
            continue
        spans = tuple((n.start, n.end) for n in group)
        chains.append(Chain(spans, group[0].opens, group[-1].end, "place/name", located))
    return chains


def _opens_sentence(prose: str, name: Name) -> bool:
    """Whether a name is a sentence's first word and the sentence goes on without a sign."""
    before, after = prose[: name.start].rstrip(), prose[name.end : name.end + 2]
    return (not before or before[-1] in ".!?" + HOLE) and after[:1] == " " and prose[name.start].isupper()


def _mostly_cased(prose: str) -> bool:
    return len(_CASED.findall(prose)) * 2 > sum(c.isalpha() for c in prose)


def _phrases(prose: str, language: str | None, words: PlaceWords, gazetteer: Gazetteer) -> Iterator[Chain]:
    position = 0
    pattern = words.phrase(language)
    while (match := pattern.search(prose, position)) is not None:
        names = _split(prose, *match.span("chain"), words, gazetteer)
        names = _until_event(prose, names, words, gazetteer)
        # "attack on Ukraine", "tariffs on China": a country is not what one stands on.
        if names and match["prep"].casefold() in _UPON and gazetteer.country(prose[slice(*names[0])]):
            position = names[0][1]
        elif names:
            yield Chain(names, match.start(), names[-1][1], "place/preposition")
            position = names[-1][1]
        else:
            position = match.end("prep")


def _split(
    prose: str, start: int, end: int, words: PlaceWords, gazetteer: Gazetteer
) -> tuple[tuple[int, int], ...]:
    """The names of a chain, each without the small words before it."""
    names: list[tuple[int, int]] = []
    position = start
    for link in [*words.link.finditer(prose, start, end), None]:
        stop = link.start() if link else end
        fill = words.filler.match(prose, position, stop)
        left = fill.end() if fill else position
        right = _name_end(prose, left, stop, words)
        if right > left:
            names += _apart(prose, left, right, gazetteer)
        position = link.end() if link else end
    return tuple(names)


def _apart(prose: str, start: int, end: int, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Split two places that a small word joins: "Martakert of the Nagorno-Karabakh", not "Gulf of Aden"."""
    text = prose[start:end]
    if gazetteer.find(text) or gazetteer.country(text):
        return [(start, end)]
    for joint in _SMALL_JOINT.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        if gazetteer.find(left) and (gazetteer.find(right) or gazetteer.country(right)):
            return [(start, start + joint.start()), (start + joint.end(), end)]
    return [(start, end)]


def _name_end(prose: str, left: int, stop: int, words: PlaceWords) -> int:
    """Where a name ends: before a month or weekday that runs on ("Saudi Arabia May 21"), without signs."""
    for word in re.finditer(r"[^\s.]+", prose[left:stop]):
        if word.start() and (word.group() in words.never or word.group().isdigit()):
            stop = left + word.start()
            break
    while stop > left and prose[stop - 1] in " ,;:()-–":
        stop -= 1
    if prose[left:stop].endswith(("'s", "’s")) and prose[left : stop - 2].isalpha():
        stop -= 2
    plain_end = prose[left : stop - 1].isalpha() and stop - left > _LONGEST_ABBREVIATION
    return stop - 1 if stop > left and prose[stop - 1] == "." and plain_end else stop


def _until_event(
    prose: str, names: tuple[tuple[int, int], ...], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[tuple[int, int], ...]:
    """Keep a chain's names up to the first that is no place: a month, a person, a weekday."""
    kept: list[tuple[int, int]] = []
    for start, stop in names:
        end = stop
        text = prose[start:end]
        first = re.split(r"[\s.]", text)[0]
        if first in words.never or text.isdigit() or gazetteer.nationality(text):
            break
        known = gazetteer.find(text) or gazetteer.country(text)
        if not known and not words.tail.search(text) and not words.venue.search(text):
            end = _known_head(prose, start, end, gazetteer)
            known = gazetteer.find(prose[start:end])
        if kept and not known and not words.tail.search(text) and not words.venue.search(text):
            break
        kept.append((start, end))
    return tuple(kept)


def _known_head(prose: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Cut a name back to the place it begins with: German nouns are capitals too ("Hamburg WM-Trikots")."""
    stop = end
    while (space := prose.rfind(" ", start, stop)) > start:
        stop = space
        if gazetteer.find(prose[start:stop]):
            return stop
    return end


def _known(prose: str, gazetteer: Gazetteer, taken: Sequence[Chain]) -> Iterator[Chain]:
    """Names that the gazetteer knows, wherever they stand: for scripts without capitals."""
    tokens = [m.span() for m in _TOKEN.finditer(prose)]
    run: list[tuple[int, int]] = []
    number = 0
    while number < len(tokens):
        found = _longest(prose, tokens, number, gazetteer)
        if found is None or any(c.start <= found[0] < c.end for c in taken):
            number += 1
            continue
        start, end, used = found
        if run and prose[run[-1][1] : start].strip(" ,،、.()（）") == "":
            run.append((start, end))
        else:
            if run:
                yield Chain(tuple(run), run[0][0], run[-1][1], "place/gazetteer")
            run = [(start, end)]
        number += used
    if run:
        yield Chain(tuple(run), run[0][0], run[-1][1], "place/gazetteer")


def _longest(
    prose: str, tokens: list[tuple[int, int]], number: int, gazetteer: Gazetteer
) -> tuple[int, int, int] | None:
    start = tokens[number][0]
    cased = _CASED.match(prose[start]) is not None
    if cased and not prose[start].isupper():
        return None
    for used in range(min(_MOST_WORDS, len(tokens) - number), 0, -1):
        end = tokens[number + used - 1][1]
        text = prose[start:end]
        if "," in text or HOLE in text or len(text) < 2:  # noqa: PLR2004 (one letter is no name)
            continue
        if gazetteer.find(text, inflected=True):
            return start, end, used
        if text[0] in _PREFIXED and gazetteer.find(text[1:]):
            return start + 1, end, used
    return _inside(prose, start, tokens[number][1], gazetteer)


def _inside(prose: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int, int] | None:
    """In Chinese, Japanese and Korean a name stands inside a run without blanks."""
    text = prose[start:end]
    if not re.match(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", text):
        return None
    for left in range(len(text) - 1):
        for length in range(min(6, len(text) - left), 1, -1):
            if gazetteer.find(text[left : left + length]):
                return start + left, start + left + length, 1
    return None
