"""What is different about a photo after its projections were made again, value by value."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from catalog.desk.assessing import as_made
from catalog.records import Photo, to_builtins

OTHER_DETAILS = "the same words, other details"
"""What is said of a value whose words are the same and whose spans, coordinates or claims are not."""

# Fields of a parse that a person may set, and the names under which a person's word is kept.
_EDITED_AS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agencies": ("agency", "agencies"),
        "creators": ("creators", "creator"),
        "credit_line": ("credit_line", "credit"),
        "handout_sources": ("handout_source", "handout_sources"),
        "kinds": ("kinds", "kind"),
        "places": ("place", "places"),
        "country": ("country",),
        "date": ("date",),
        "description": ("description",),
    }
)


class Difference(Struct, frozen=True, kw_only=True):
    """One value that is another one now.

    Attributes:
        field: The parse's field by its JSON name; `handout.state`, `handout.from` or `findings`.
        before: The value in words, empty where there was none.
        after: The value in words, empty where there is none now.
        human: A person's word on it, which stays the one to show; None where nobody set it.
    """

    field: str
    before: str
    after: str
    human: str | None = None


class PhotoDifferences(Struct, frozen=True, kw_only=True):
    """A photo that is another one after its projections were made again.

    Attributes:
        photo: Its number.
        differences: What is different, value by value.
    """

    photo: int
    differences: tuple[Difference, ...]


def find_differences(before: Photo | None, after: Photo) -> tuple[Difference, ...]:
    """Compare a photo before and after; `before` is None where its parse could not be read."""
    if before is None:
        return (Difference(field="parse", before="in a shape that cannot be read", after="made again"),)
    old, new = _values(before), _values(after)
    differences = []
    for field in dict.fromkeys((*old, *new)):
        # An empty value and one that is not there are the same: no value.
        if (old.get(field) or None) != (new.get(field) or None):
            was, now = in_words(old.get(field)), in_words(new.get(field))
            differences.append(
                Difference(
                    field=field,
                    before=was,
                    after=now if now != was else OTHER_DETAILS,
                    human=after.human(*_EDITED_AS.get(field, ())),
                )
            )
    return tuple(differences)


def _values(photo: Photo) -> dict[str, Any]:
    """What is compared: each field of the parse, and what the assessment says."""
    parse = to_builtins(photo.caption) if photo.caption is not None else {}
    return parse | {
        "handout.state": photo.handout.state.value,
        "handout.from": [party.name for party in photo.handout.from_],
        "findings": [as_made(finding) for finding in photo.findings],
    }


def in_words(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A value of a record in one line: names first, codes after them in brackets."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(in_words, value)))
    if isinstance(value, dict):
        return _record_in_words(value)
    return str(value)


def _record_in_words(record: dict[str, Any]) -> str:
    texts = {key: value for key, value in record.items() if isinstance(value, str) and value}
    name = next((texts.pop(key) for key in ("name", "rule", "text") if key in texts), None)
    words = list(texts.values())
    if name is None:
        return ": ".join(words)
    return f"{name} ({', '.join(words)})" if words else name
