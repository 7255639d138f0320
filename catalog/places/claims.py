"""Whose a place is, at a date and under a view; the program states views and takes none."""

import re
from collections.abc import Callable, Iterable

from catalog.places.place import Place
from catalog.records import Claim

# Date part of an EDTF value (ISO 8601-2:2019); an interval counts by its start, qualifiers do not count.
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_OPEN = "9999"


def holds(claim: Claim, on: str | None) -> bool:
    """Whether a claim holds at an EDTF date, or still holds where no date is given.

    The coarser of two dates decides: 2023 overlaps a claim that ended on 2023-09-20.
    """
    found = _DATE.search(on) if on else None
    if found is None:
        return claim.to is None
    date = found.group()
    start, end = claim.from_ or "", claim.to or _OPEN
    return date >= start[: len(date)] and date[: len(end)] <= end[: len(date)]


def controller(claims: Iterable[Claim], on: str | None) -> Claim | None:
    """The claim of the party that holds the ground at a date; the latest to come where several do."""
    holding = [claim for claim in claims if claim.kind == "controlled" and holds(claim, on)]
    return max(holding, key=lambda claim: claim.from_ or "", default=None)


def country_under(
    place: Place, on: str | None, worldview: str, code: Callable[[str], str | None]
) -> str | None:
    """The country of a place under a view.

    Args:
        place: The place.
        on: EDTF date of the picture, None for now.
        worldview: `un`, `de-facto`, or an alpha-2 code for that country's own view.
        code: From a party's name to alpha-2, None for a party that has none.
    """
    recognised = [c for c in place.claims if c.kind == "recognised" and holds(c, on)]
    de_jure = code(recognised[0].party) if len(recognised) == 1 else place.country
    view = worldview.strip().casefold()
    if view == "de-facto":
        holder = controller(place.claims, on)
        return de_jure if holder is None else code(holder.party)
    if view != "un" and any(code(c.party) == view.upper() and holds(c, on) for c in place.claims):
        return view.upper()
    return de_jure
