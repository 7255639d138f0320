"""The rules as data (`data/rules.toml`), and how a rule makes a finding."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import msgspec
from msgspec import Struct

from catalog.errors import CatalogError
from catalog.records import Finding, FindingValue
from catalog.vocabulary.codes import Severity

CLASS_ORIGIN = "class"
"""The origin of a value that we derived (the kind of party); it does not count for a finding's identity."""


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule in words.

    Attributes:
        id: Its stable public name.
        severity: How much a finding of it asks of a person.
        stronger: The severity where two independent statements stand against the caption.
        title: What a list shows.
        meaning: What the program saw, in one sentence.
        explains: Other explanations, shown with every finding.
        notes: Explanations that are added where they apply, by name.
        source: Where the practice behind it is described.
    """

    id: str
    severity: Severity
    title: str
    meaning: str
    explains: tuple[str, ...]
    source: str
    stronger: Severity | None = None
    notes: dict[str, str] = {}

    def finding(
        self,
        values: Iterable[FindingValue],
        *,
        notes: Iterable[str] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """Make a finding.

        Args:
            values: What it rests on, the caption's values first.
            notes: Names of the rule's notes that apply.
            severity: A weaker (or the `stronger`) one than the rule's own.
        """
        kept = tuple(dict.fromkeys(values))
        return Finding(
            id=f"{self.id}-{_fingerprint(kept)}",
            rule=self.id,
            severity=severity or self.severity,
            values=kept,
            explains=(*self.explains, *(self.notes[note] for note in notes)),
        )


def _fingerprint(values: Iterable[FindingValue]) -> str:
    """What tells two findings of a rule apart: the raw values and the kind of place they stand in.

    Positions do not count: a caption that gains a word elsewhere keeps its dismissed findings.
    """
    parts = sorted(
        f"{value.origin.partition('[')[0]}\x1f{value.raw}" for value in values if value.origin != CLASS_ORIGIN
    )
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order in which reports list them."""
    text = files("catalog.provenance").joinpath("data/rules.toml").read_text("utf-8")
    return MappingProxyType({rule.id: rule for rule in read_rules(text, "rules.toml")})


def read_rules(text: str, where: str) -> tuple[Rule, ...]:
    """Read a file of rules.

    Raises:
        CatalogError: It is no TOML, or an entry has another shape than `Rule`.
    """
    try:
        return msgspec.convert(tomllib.loads(text), dict[str, tuple[Rule, ...]])["rules"]
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogError(where, str(error)) from error
