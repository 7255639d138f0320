"""The fields a query may name, read from `data/fields.toml`."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from catalog.text import fold
from catalog.vocabulary import codes


class Field(NamedTuple):
    """One field of the query language.

    Attributes:
        name: What stands before the colon.
        type: `text`, `code`, `date` or `photo`.
        sentence: What it asks, for help pages.
        example: A query that uses it.
        aliases: Other names for it.
        values: The closed list of its values; empty where any value may be asked for.
        image: The image record's fields that fill it.
        edits: The names under which a person's own value is kept.
        exact: Whether a whole value can be asked for with `field:=value`.
    """

    name: str
    type: str
    sentence: str
    example: str
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    exact: bool = True


class Described(NamedTuple):
    """A value of `is:` or `has:`, or a field that is not there yet, with its sentence."""

    name: str
    sentence: str


@lru_cache(maxsize=1)
def _data() -> dict[str, list[dict[str, Any]]]:
    """The file's tables."""
    text = resources.files("catalog.search").joinpath("data", "fields.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _described(table: str) -> tuple[Described, ...]:
    """The rows of one of the small tables."""
    return tuple(Described(row["name"], row["sentence"]) for row in _data()[table])


def flags() -> tuple[Described, ...]:
    """The values of `is:` that are no kinds of pictures."""
    return _described("flags")


def presences() -> tuple[Described, ...]:
    """The values of `has:` that are no names of fields."""
    return _described("presences")


def later_fields() -> tuple[Described, ...]:
    """Names that are kept for parts of the program to come."""
    return _described("later")


def _closed_list(row: dict[str, Any]) -> tuple[str, ...]:
    """The values a field may have, `()` where it is open."""
    stated = row.get("values", [])
    if isinstance(stated, str):
        return tuple(str(code) for code in getattr(codes, stated))
    if stated == ["@flags"]:
        return (
            *(flag.name for flag in flags()),
            *(kind for kind in codes.Kind if kind != codes.Kind.HANDOUT),
        )
    if stated == ["@presences"]:
        own = tuple(presence.name for presence in presences())
        named = (other["name"] for other in _data()["fields"] if other["type"] in {"text", "code"})
        return (*own, *(name for name in named if name not in {*own, "is", "has", "year"}))
    return tuple(stated)


@lru_cache(maxsize=1)
def load_fields() -> dict[str, Field]:
    """All fields by name, in the order of help pages."""
    return {
        row["name"]: Field(
            name=row["name"],
            type=row["type"],
            sentence=row["sentence"],
            example=row["example"],
            aliases=tuple(row.get("aliases", ())),
            values=_closed_list(row),
            image=tuple(row.get("image", ())),
            edits=tuple(row.get("edits", ())),
            exact=row.get("exact", True),
        )
        for row in _data()["fields"]
    }


@lru_cache(maxsize=1)
def names_of_fields() -> dict[str, Field]:
    """Every name and alias, folded, to its field."""
    return {fold(name): field for field in load_fields().values() for name in (field.name, *field.aliases)}


@lru_cache(maxsize=1)
def text_fields() -> tuple[str, ...]:
    """The names of the fields that hold words, in the order of the index's columns."""
    return tuple(field.name for field in load_fields().values() if field.type == "text")
