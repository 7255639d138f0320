"""From a name as a text has it to what a map calls it: "Києві" to "Київ", "Riau province" to "Riau"."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

import msgspec
from msgspec import Struct

from catalog.places.keys import name_key

_DATA = Path(__file__).parent / "data"
_ENDINGS = _DATA / "endings"
_KINDS = _DATA / "subdivision_words.toml"
# A stem shorter than this is any word's.
_SHORTEST_STEM = 2
# Two words, each with a handful of endings, stay below; longer products are not names.
_MOST_FORMS = 64


class EndingExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A declined form and the name it must lead to."""

    text: str
    gives: str


class Ending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[endings]]` table.

    Attributes:
        languages: ISO 639 codes of the languages that decline so.
        ending: What the declined form ends in.
        becomes: What may stand there in the nominative, the most usual first.
        examples: Declined forms with the name that must be found.
        counterexamples: Words that end so and must find nothing.
    """

    languages: tuple[str, ...]
    ending: str
    becomes: tuple[str, ...]
    examples: tuple[EndingExample, ...]
    counterexamples: tuple[str, ...] = ()


class EndingFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of endings: `sources` (grammars), `checked` (ISO date) and the endings."""

    sources: tuple[str, ...]
    checked: str
    endings: tuple[Ending, ...]


def load_endings() -> tuple[Ending, ...]:
    """Read the shipped endings, a file for each family of languages."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(_ENDINGS.glob("*.toml")))
    files = (msgspec.convert(tomllib.loads(text), EndingFile) for text in texts)
    return tuple(ending for file in files for ending in file.endings)


@cache
def _folded_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings in the form that keys have, the longest first, so that the most specific wins."""
    merged: dict[str, dict[str, None]] = {}
    for rule in load_endings():
        becomes = merged.setdefault(name_key(rule.ending), {})
        becomes.update(dict.fromkeys(map(name_key, rule.becomes)))
    return tuple((ending, tuple(merged[ending])) for ending in sorted(merged, key=lambda e: (-len(e), e)))


@lru_cache(maxsize=16384)
def _word_forms(word: str) -> tuple[str, ...]:
    """The word itself and what it may be declined from."""
    forms = [word]
    for ending, becomes in _folded_endings():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            forms.extend(stem + nominative for nominative in becomes)
    return tuple(forms)


def base_forms(name: str) -> Iterator[str]:
    """Keys that the words may be declined forms of, the most specific ending first; never the words as given.

    Only words of up to three parts are tried, because each part may be declined ("Нижнем Новгороде").
    """
    words = name_key(name).split(" ")
    if len(words) > 3:  # noqa: PLR2004 - said in the docstring
        return
    parts = [_word_forms(word) for word in words]
    # The last word varies fastest: it is the one that is declined most often.
    yield from islice((" ".join(form) for form in product(*parts)), 1, _MOST_FORMS)


@cache
def _kind_words() -> frozenset[str]:
    """Words for kinds of subdivisions as keys."""
    words = tomllib.loads(_KINDS.read_text(encoding="utf-8"))["words"]
    return frozenset(map(name_key, words))


def without_kind(name: str) -> Iterator[str]:
    """The name without the word for its kind before or after it: "Riau province" gives "Riau".

    The rest keeps its capitals and points, because abbreviations need them.
    """
    words = name.split()
    for count in (1, 2):
        if len(words) <= count:
            return
        if name_key(" ".join(words[-count:])) in _kind_words():
            yield " ".join(words[:-count])
        if name_key(" ".join(words[:count])) in _kind_words():
            yield " ".join(words[count:])
