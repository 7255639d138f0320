"""Capitalised names that are surely no place's: an event's, a ship's, a team's, in German any noun."""

import re

from catalog.caption.place_tokens import WordedProse
from catalog.caption.words import HOLE

# Without "am", "dem" and "den": a river that the map lacks may bear a town's name.
_GERMAN_ARTICLES = frozenset(
    {"die", "das", "des", "ins", "vom", "zum", "zur", "ein", "eine", "einem", "einer", "einen"}
)
_BEFORE_SENTENCE = ".!?:–—" + HOLE
_LOCATED = frozenset({"in", "im", "bei", "nahe", "an", "auf", "vor"})
_ROMAN = re.compile(r"[IVXL]+")
_CLASS = ("-class", "-klasse")
_HULLS = frozenset(
    {"uss", "usns", "usnv", "uscgc", "hms", "hmcs", "hmas", "hmnzs", "ins", "mv", "ss", "rms", "rrs"}
)
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_MATCH = re.compile(
    r"\b(?:match|game|final|clash|fixture|tie|derby|friendly|series|bout|talks|meeting)\s$", re.IGNORECASE
)
_VERSUS = frozenset({"v", "vs", "vs."})


def _is_common(prose: WordedProse, number: int) -> bool:
    """Whether a German noun has an article, which no town has: "ins Tal", but "im Jemen"."""
    before = prose.words[number - 1] if number and prose.words[number].joined else None
    if before is None:
        return False
    # "Ursula von der Leyen": nor has a town the article behind "von".
    noble = before.folded == "der" and number > 1 and prose.words[number - 2].folded in {"von", "zu"}
    if before.folded not in _GERMAN_ARTICLES and not noble:
        return False
    return prose.is_town(prose.slice(number, number))


def _is_genitive(prose: WordedProse, number: int) -> bool:
    """Whether a town's genitive only says whose what follows is: "Bonns Trainer", but "in Kölns Altstadt"."""
    text = prose.slice(number, number)
    owns = (
        number + 1 < len(prose.words) and prose.words[number + 1].joined and prose.words[number + 1].capital
    )
    owns = owns and text.endswith("s") and prose.is_place(text[:-1])
    located = number and prose.words[number - 1].joined and prose.words[number - 1].folded in _LOCATED
    return bool(owns and not located and not prose.is_country(text))


def is_other(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is surely no place's: an event's, a ship's, in German an ordinary noun."""
    if (
        last == first + 1
        and not prose.words[last].capital
        and prose.words[last].folded in prose.table.towns
        and prose.is_people(prose.slice(first, first))
    ):
        return True  # "an Indian city"
    if _is_versus(prose, first, last) or _is_event(prose, first, last) or _is_craft(prose, first, last):
        return True
    if first == last and prose.words[first].folded in _DIRECTIONS:
        return True
    return prose.nouns and first == last and (_is_common(prose, first) or _is_genitive(prose, first))


def _is_versus(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is a team's beside "v" and another's: "Leeds v York City"."""
    beside = [prose.words[n] for n in (first - 1, last + 1) if 0 <= n < len(prose.words)]
    return any(word.folded in _VERSUS for word in beside)


def is_of_teams(prose: str, start: int) -> bool:
    """Whether "between" at a place of the prose (code points) parts teams or parties, and no places."""
    return prose.startswith("between ", start) and _MATCH.search(prose, 0, start) is not None


def _is_event(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is an event's: "Coachella Valley Music Festival", "Northern Forest exercise"."""
    before = prose.words[first - 1 : first] if first and prose.words[first].joined else []
    heads = [*before, *(prose.words[first : first + 1] if last > first else [])]
    if any(w.folded in prose.table.event_heads for w in heads):
        return True
    after = [w for w in prose.words[last + 1 : last + 2] if w.joined]
    end = (
        last - 1 if last > first and _ROMAN.fullmatch(prose.slice(last, last)) else last
    )  # "Super Bowl LVIII"
    return any(w.folded in prose.table.events for w in [prose.words[max(first, end)], *after])


def _is_craft(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is a ship's or an aircraft's: "the survey vessel Cabo Pilar", "USS Cabo Pilar"."""
    if prose.words[last].folded.endswith(_CLASS):
        return True  # "an Alfa-class destroyer"
    if prose.words[first].folded in _HULLS and prose.slice(first, first).isupper():
        return True
    before = prose.words[first - 1] if first and prose.words[first].joined else None
    return before is not None and before.folded in prose.table.craft


def is_remark(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a venue is only a sentence's first word and a noun: "Rice fields", "Nuns plant"."""
    before = prose.text[: prose.words[first].start].rstrip(' "“(')
    opens = not before or before[-1] in _BEFORE_SENTENCE
    return opens and not any(w.capital for w in prose.words[first + 1 : last + 1])
