"""Field terms: names, values and dates checked against what the language knows."""

import re

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalog.search.dates import compared_days
from catalog.search.errors import QueryError
from catalog.search.fields import Field, later_fields, load_fields, names_of_fields
from catalog.search.query import Age, DateTerm, FieldTerm, Query, Similar
from catalog.search.tokens import has_tokens
from catalog.text import fold

_COMPARED = re.compile(r"(<=|>=|<|>)?(.*)", re.DOTALL)
_LOOSE_DATE = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
_DATE_FORMS = "2020, 2020-09, 2020-09-30 or 2020-09..2020-10"
_LISTED = 12
"""Values of a closed list that an error names."""
_LONGEST_NUMBER = 18
"""Digits that a database's integer surely holds."""
_AGE = re.compile(r"([0-9]{1,5})([hdwmy])")


def nearest(text: str, choices: list[str]) -> str | None:
    """The choice most like `text`, read in Latin letters; None where none is near."""
    latin = fold(anyascii(text))
    # One slip of the finger in a short name, one in three letters of a long one; more would be a guess.
    slips = max(1, len(latin) // 3)
    found = process.extractOne(latin, choices, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else None


def find_field(name: str, at: int) -> Field:
    """The field of that name or alias.

    Raises:
        QueryError: There is none; the nearest name is proposed.
    """
    fields = names_of_fields()
    field = fields.get(fold(name))
    if field:
        return field
    if any(fold(name) == row.name for row in later_fields()):
        msg = f"{name}: cannot be asked for yet"
        raise QueryError(msg, position=at)
    proposal = nearest(name, list(load_fields())) or nearest(name, list(fields))
    hint = f"did you mean {proposal}:?" if proposal else "put it in quotes to search for the words"
    msg = f"{name}: is no field; {hint}"
    raise QueryError(msg, position=at, proposal=f"{proposal}:" if proposal else None)


def make_term(field: Field, value: str, *, exact: bool, at: int) -> Query:
    """The node for a value in a field.

    Raises:
        QueryError: The field does not take this value.
    """
    if not value.strip():
        msg = f"{field.name}: has no value; an example is {field.example}"
        raise QueryError(msg, position=at)
    if field.type == "date":
        return _make_date(field, value, at)
    if field.type == "photo":
        return _make_similar(field, value, at)
    if exact and not field.exact:
        msg = f"{field.name}:= cannot be asked for; write {field.name}: without the equals sign"
        raise QueryError(msg, position=at, proposal=f"{field.name}:")
    if field.values:
        return FieldTerm(field.name, _closed_value(field, value, at), exact, at=at)
    if not has_tokens(value):
        msg = f"{field.name}: needs letters or digits"
        raise QueryError(msg, position=at)
    return FieldTerm(field.name, value, exact, at=at)


def _make_similar(field: Field, value: str, at: int) -> Query:
    """The node for a photo's number."""
    digits = value.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER):
        msg = f"{field.name}: needs a photo's number; an example is {field.example}"
        raise QueryError(msg, position=at)
    return Similar(field.name, int(digits), at=at)


def _closed_value(field: Field, value: str, at: int) -> str:
    """The value as its list spells it."""
    wanted = "-".join(fold(value).replace("_", "-").split())
    if wanted in field.values:
        return wanted
    proposal = nearest(wanted, list(field.values))
    more = ", ..." if len(field.values) > _LISTED else ""
    taken = f"it takes {', '.join(field.values[:_LISTED])}{more}"
    hint = f"did you mean {field.name}:{proposal}?" if proposal else taken
    msg = f"{field.name}: has no value {value}; {hint}"
    raise QueryError(msg, position=at, proposal=f"{field.name}:{proposal}" if proposal else None)


def _nearest_date(name: str, sign: str, text: str) -> str | None:
    """A date whose order is plain, year first, as the language writes it; None for any other."""
    loose = _LOOSE_DATE.fullmatch(text)
    if not loose:
        return None
    written = "-".join(part.zfill(2) for part in loose.groups() if part)
    return f"{name}:{sign}{written}" if compared_days("=", written) else None


def _make_date(field: Field, value: str, at: int) -> Query:
    """The node for a date, a range, a comparison or an age."""
    sign, rest = _COMPARED.fullmatch(value.strip()).groups()  # type: ignore[union-attr]  # every text matches
    age = _AGE.fullmatch(rest) if field.name == "added" else None
    if age:
        return Age(field.name, (sign or "<")[0], int(age[1]), age[2], at=at)
    comparison, first, last = sign or "=", rest, ""
    if not sign and ".." in rest:
        comparison = ".."
        first, _, last = rest.partition("..")
    days = compared_days(comparison, first, last) if first or last else None
    if days is None:
        proposal = _nearest_date(field.name, sign or "", rest)
        hint = f"did you mean {proposal}?" if proposal else f"write {_DATE_FORMS}"
        msg = f"{field.name}: cannot read the date {value}; {hint}"
        raise QueryError(msg, position=at, proposal=proposal)
    if days[0] > days[1] and comparison == "..":
        msg = f"{field.name}: {first} lies after {last}"
        raise QueryError(msg, position=at, proposal=f"{field.name}:{last}..{first}")
    return DateTerm(field.name, comparison, first, last, at=at)
