"""Find agencies: a whole text that is a spelling, or every spelling in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from catalog.agencies.boundaries import loosen, loosen_with_offsets, stands_alone, whole_span
from catalog.agencies.model import Agency, AgencyName

_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_INITIAL_DOT = re.compile(r"(?<=\b\w)\.(?=\W|\w\b|$)")
# What desks add to an agency's name in the credit field, without it being part of the name.
_ADDED_WORD = re.compile(r"^the | (?:photos?|fotos?|pictures?)$")


class AgencyHit(NamedTuple):
    """An agency's name found in a text.

    Attributes:
        start: First code point of the name in the given text.
        end: First code point after it.
        agencies: Who may be meant; more than one where houses share the spelling.
        common: Whether the spelling is an everyday word too (Magnum, MAP), or another name.
    """

    start: int
    end: int
    agencies: tuple[Agency, ...]
    common: bool = False


class _Spelling(NamedTuple):
    """A name, whose it is, and the cases in which it may stand in running text (None: any)."""

    name: AgencyName
    agency: Agency
    cases: tuple[str, str] | None

    def fits(self, written: str) -> bool:
        return self.cases is None or _letters(written) in self.cases


class Agencies:
    """All agencies known, by id, by spelling and in running text. Never changes once made."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._by_id = {agency.id: agency for agency in agencies}
        self._by_spelling: dict[str, list[_Spelling]] = {}
        for agency in self._by_id.values():
            for name in agency.names:
                letters = _letters(name.text)
                cases = (letters, letters.upper()) if name.exact_case else None
                self._by_spelling.setdefault(loosen(name.text), []).append(_Spelling(name, agency, cases))
        # A caption is scanned up to three times, each time for other names.
        self._written = lru_cache(maxsize=4)(self._find)

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id_: str) -> Agency | None:
        """The agency of that id."""
        return self._by_id.get(id_)

    def lookup(self, text: str, on: str | None = None) -> tuple[Agency, ...]:
        """The agencies of which the whole text is a spelling, in any case.

        Space, hyphens, brackets and dots around it or after initials do not count, nor does a word that
        desks add ("the", "Photo").

        Args:
            text: A credit or one part of it.
            on: An EDTF date. It narrows the candidates to the names then in use, unless none was: credits
                are also written long after the picture.
        """
        bare = _AROUND.sub("", loosen(text))
        for form in (bare, _INITIAL_DOT.sub("", bare), _ADDED_WORD.sub("", bare)):
            if form in self._by_spelling:
                return _agencies(self._by_spelling[form], on)
        return ()

    def scan(
        self,
        text: str,
        *,
        on: str | None = None,
        glued: bool = False,
        prose: bool = False,
        language: str | None = None,
    ) -> tuple[AgencyHit, ...]:
        """Every agency's name in a text, in order; the leftmost, longest wins where two overlap.

        Args:
            text: Any text.
            on: An EDTF date that narrows shared names, as in `lookup`.
            glued: Also find a name that lost the space before or after it ("...the worldAFP").
            prose: Leave out spellings that are everyday words too (Magnum, MAP), as where no credit stands.
            language: The text's language (ISO 639-1). It narrows shared names to the house meant there.
        """
        found: list[tuple[int, int, list[_Spelling]]] = []
        for start, end, spellings in self._written(text):
            if not stands_alone(text, start, end, glued=glued):
                continue
            fitting = [s for s in spellings if not (prose and s.name.is_common(language))]
            if fitting:
                found.append((start, end, fitting))
        return tuple(
            AgencyHit(start, end, _agencies(s, on, language), all(one.name.is_common(language) for one in s))
            for start, end, s in _leftmost_longest(found)
        )

    def _find(self, text: str) -> tuple[tuple[int, int, list[_Spelling]], ...]:
        """Every stretch that is written as a spelling may be, inside of words too."""
        loose = loosen_with_offsets(text)
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(loose.text, overlapping=True):
            if (span := whole_span(text, loose, start, end)) is not None:
                written = text[slice(*span)]
                fitting = [s for s in self._by_spelling[self._patterns[number]] if s.fits(written)]
                if fitting:
                    found.append((*span, fitting))
        return tuple(found)

    @cached_property
    def _patterns(self) -> list[str]:
        """The spellings in the automaton's order."""
        return list(self._by_spelling)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        """Finds all spellings in one pass (Aho and Corasick, CACM 18(6), 1975)."""
        return AhoCorasick(self._patterns)


def _letters(text: str) -> str:
    """The letters and figures alone, so that a name's case can be compared whatever stands between them."""
    return "".join(filter(str.isalnum, text))


def _agencies(
    spellings: Sequence[_Spelling], on: str | None, language: str | None = None
) -> tuple[Agency, ...]:
    """Whose the spellings are, each agency once, narrowed to the date and the language if that leaves any."""
    dated = [s for s in spellings if s.name.in_use(on)] or spellings
    meant = [s for s in dated if language in s.name.languages] or dated
    return tuple({s.agency.id: s.agency for s in meant}.values())


def _leftmost_longest(
    found: list[tuple[int, int, list[_Spelling]]],
) -> Iterator[tuple[int, int, list[_Spelling]]]:
    """The matches that remain when an earlier, then a longer one, shuts out those it overlaps."""
    border = 0
    for start, end, spellings in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= border:
            yield start, end, spellings
            border = end
