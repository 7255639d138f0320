"""How far one reading of captions agrees with another: counts per field, and nothing about captions.

Fields of several names are scored by micro F1, all others by the share of captions that agree in full.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.text import fold
from tests.accuracy.labels import Reading

# Three codes of one language, as captions go.
NORWEGIAN = {"nb", "nn", "no"}
# What a picture desk must have right at once before it can use a caption unseen.
WHOLE = ("agencies", "creators", "handout", "handout_source", "place_first", "date")


def words(name: str | None) -> str:
    """A name without case, accents, punctuation and a leading "the"."""
    return re.sub(r"^the ", "", " ".join(re.findall(r"\w+", re.sub(r"['’.]", "", fold(name or "")))))


def _same_place(wanted: str, got: str) -> bool:
    """One name holds all words of the other: "Rynku Wielkim" and "Rynku Wielkim 4", never "Rynku"."""
    one, other = set(words(wanted).split()), set(words(got).split())
    return bool(one and other) and (one <= other or other <= one)


@dataclass
class Tally:
    """What was counted in one field.

    Attributes:
        right: Names that both readings hold, or captions on which they agree.
        missed: Names that only the label holds, or captions on which they differ.
        invented: Names that only the answer holds.
    """

    right: int = 0
    missed: int = 0
    invented: int = 0
    of_names: bool = False

    @property
    def value(self) -> float:
        """F1 of names, share of captions; 1 where nothing was asked."""
        if self.of_names:
            total = 2 * self.right + self.missed + self.invented
            return 2 * self.right / total if total else 1.0
        total = self.right + self.missed
        return self.right / total if total else 1.0

    @property
    def asked(self) -> int:
        """Names in the labels, or captions that the field was asked of."""
        return self.right + self.missed


def _names(field: str) -> Callable[[Reading], set[str]]:
    return lambda reading: {words(name) for name in getattr(reading, field)}


def _codes(field: str) -> Callable[[Reading], set[str]]:
    return lambda reading: set(getattr(reading, field))


SETS: dict[str, Callable[[Reading], set[str]]] = {
    "agencies": _names("agencies"),
    "creators": _names("creators"),
    "handout": lambda reading: {"handout"} if reading.handout else set(),
    "kinds": _codes("kinds"),
    "places": _names("places"),
    "terms": _codes("terms"),
}


def _language(reading: Reading) -> str | None:
    return "no" if reading.language in NORWEGIAN else reading.language


def _shares(label: Reading, answer: Reading) -> dict[str, bool]:
    """Whether they agree, for each field that this caption asks of."""
    told = {
        "country": label.country == answer.country,
        "date": label.date == answer.date,
        "language": _language(label) == _language(answer),
    }
    if label.handout:
        told["handout_found"] = answer.handout
    if label.handout or answer.handout_source:
        told["handout_source"] = words(label.handout_source) == words(answer.handout_source)
    if label.places or answer.places:
        both = label.places and answer.places
        told["place_first"] = bool(both) and _same_place(label.places[0], answer.places[0])
    if label.date:
        told["date_given"] = label.date == answer.date
    if label.parts or answer.parts:
        told["parts"] = label.parts == answer.parts
    return told


def compare(label: Reading, answer: Reading) -> dict[str, bool]:
    """Field by field whether the answer is the label's, in full."""
    told = {field: names(label) == names(answer) for field, names in SETS.items()}
    told |= _shares(label, answer)
    return told | {"whole": all(told.get(field, True) for field in WHOLE)}


FIELDS = (
    *SETS,
    "handout_found",
    "handout_source",
    "place_first",
    "country",
    "date",
    "date_given",
    "parts",
    "language",
    "whole",
)


def score(pairs: Iterable[tuple[Reading, Reading]]) -> dict[str, Tally]:
    """Labels and answers, pair by pair, counted per field."""
    tallies = {field: Tally(of_names=field in SETS) for field in FIELDS}
    for label, answer in pairs:
        told = compare(label, answer)
        for field, agrees in told.items():
            tally = tallies[field]
            if field in SETS:
                wanted, got = SETS[field](label), SETS[field](answer)
                tally.right += len(wanted & got)
                tally.missed += len(wanted - got)
                tally.invented += len(got - wanted)
            else:
                tally.right += agrees
                tally.missed += not agrees
    return tallies
