"""All that the parser knows, loaded when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from catalog.agencies import Agencies, load_agencies
from catalog.caption.words import Words, load_words
from catalog.places import Gazetteer, load_gazetteer
from catalog.vocabulary.codes import Term


@dataclass(frozen=True)
class Knowledge:
    """Agencies, map and words, and whose borders count.

    Attributes:
        overlay: A catalog's own `knowledge/` folder, laid over ours; None for ours alone.
        worldview: Whose borders decide `country`; see `Gazetteer.country_of`.
    """

    overlay: Path | None = None
    worldview: str = "un"

    @cached_property
    def agencies(self) -> Agencies:
        """Who is who."""
        folder = self.overlay / "agencies" if self.overlay else None
        return load_agencies(folder if folder and folder.is_dir() else None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The map."""
        folder = self.overlay / "places" if self.overlay else None
        return load_gazetteer(folder if folder and folder.is_dir() else None)

    def out_term(self, text: str) -> Term | None:
        """The term of a name's being "OUT" in a notice; None where it names no country and no house."""
        if self.gazetteer.country(text):
            return Term.COUNTRY_OUT
        return Term.OUTLET_OUT if self.agencies.lookup(text) else None

    @property
    def words(self) -> Words:
        """The room's own tables."""
        return load_words()


DEFAULT = Knowledge()
"""Our own knowledge, with United Nations recognition as worldview."""
