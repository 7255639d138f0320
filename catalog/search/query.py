"""A query as a tree of frozen nodes; equal trees ask the same, wherever their words stood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What every node has.

    Attributes:
        at: Where the node began in the text it was read from, for error messages; not compared.
    """

    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All(Query):
    """Every photo: the empty query."""


@dataclass(frozen=True, slots=True)
class Word(Query):
    """A word in any text of the photo."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase(Query):
    """Words that follow each other in one text of the photo."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldTerm(Query):
    """A value in one field.

    Attributes:
        field: The field's short name.
        value: The words or the code to find.
        exact: Whether the whole value must be this one (`from:=ministry`), not only contain it.
    """

    field: str
    value: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class DateTerm(Query):
    """Photos whose date or time of import overlaps a stretch of days.

    Attributes:
        field: `date` or `added`.
        comparison: One of `=`, `..`, `<`, `<=`, `>`, `>=`.
        value: The date compared with, or the first of a range; empty where the range is open.
        until: The last date of a range; empty where it is open.
    """

    field: str
    comparison: str
    value: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Age(Query):
    """Photos imported less (`<`) or more (`>`) than so long ago; `unit` is one of h, d, w, m, y."""

    field: str
    comparison: str
    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Similar(Query):
    """Photos whose picture looks like another photo's, that photo among them; `field` is `similar`."""

    field: str
    photo_id: int


@dataclass(frozen=True, slots=True)
class Not(Query):
    """Everything that the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class And(Query):
    """What all parts find."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or(Query):
    """What at least one part finds."""

    parts: tuple[Query, ...]


def all_of(parts: Iterable[Query], at: int = 0) -> Query:
    """The conjunction of `parts` without nested conjunctions: none is `All`, one is itself."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, All):
            flat.append(part)
    if not flat:
        return All(at=at)
    return flat[0] if len(flat) == 1 else And(tuple(flat), at=at)


def any_of(parts: Iterable[Query], at: int = 0) -> Query:
    """The disjunction of `parts`, at least one, without nested disjunctions; one is itself."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat), at=at)


def leaves(query: Query, *, positive: bool = False) -> Iterator[Query]:
    """The terms of a query from left to right; with `positive` only those under no negation."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from leaves(part, positive=positive)
    elif isinstance(query, Not):
        if not positive:
            yield from leaves(query.part)
    else:
        yield query
