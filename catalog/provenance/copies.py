"""Copies of one picture set side by side: where each departs from the first, and who says handout."""

from collections.abc import Iterator, Mapping, Sequence

from catalog.provenance.edtf import days_of
from catalog.provenance.names import same_party
from catalog.records import (
    Cluster,
    Copy,
    CopyDifference,
    Departure,
    HandoutMark,
    HandoutParty,
    Photo,
)
from catalog.text import fold

COMPARED = ("credit_line", "handout_source", "agency", "creators", "place", "country", "date")
"""Fields in which copies are compared, in the order in which a reader asks."""
_SAYS = "handout-stated"


def compare_copies(number: int, photos: Sequence[Photo]) -> Cluster:
    """Set the copies of a cluster side by side.

    Args:
        number: The cluster.
        photos: Its members in the order of their arrival.
    """
    copies: list[Copy] = []
    for photo in photos:
        values = {name: value.shown for name, value in photo.values.items() if value.shown}
        copies.append(
            Copy(
                photo=photo.id,
                ref=photo.ref,
                added=photo.added,
                caption=photo.caption.caption if photo.caption else None,
                values=values,
                says_handout=says_handout(photo),
                handout=photo.handout,
                differences=tuple(_differences(copies[0].values, values)) if copies else (),
            )
        )
    return Cluster(id=number, copies=tuple(copies), handout_mark=_mark(copies))


def says_handout(photo: Photo) -> bool:
    """Whether a photo's own caption or file says that it was handed out, whatever its copies say."""
    return any(finding.rule == _SAYS for finding in photo.findings)


def _differences(first: Mapping[str, str], here: Mapping[str, str]) -> Iterator[CopyDifference]:
    """Where a copy's values depart from the first one's."""
    for name in COMPARED:
        one, other = first.get(name), here.get(name)
        if one and not other:
            yield CopyDifference(field=name, departure=Departure.LOST, first=one)
        elif other and not one:
            yield CopyDifference(field=name, departure=Departure.ADDED, here=other)
        elif one and other and not same_statement(name, one, other):
            yield CopyDifference(field=name, departure=Departure.OTHER, first=one, here=other)


def same_statement(name: str, one: str, other: str) -> bool:
    """Whether two photos say the same of a field.

    Case, accents and spaces do not count, nor the form of a party's name; dates that may be the same day are
    the same.

    Args:
        name: The field, one of `COMPARED`.
        one: What one photo says; a date as EDTF.
        other: What the other says.
    """
    if fold(one).split() == fold(other).split():
        return True
    if name == "date":
        days, others = days_of(one), days_of(other)
        return days is not None and others is not None and days.gap(others) == 0
    return name == "handout_source" and same_party(one, other)


def _mark(copies: Sequence[Copy]) -> HandoutMark:
    """Who of the copies says handout, and from whom."""
    said = [one for one in copies if one.says_handout]
    parties: dict[str, HandoutParty] = {}
    for one in said:
        for party in one.handout.from_:
            parties.setdefault(party.id, party)
    return HandoutMark(
        said_by=tuple(one.photo for one in said),
        not_said_by=tuple(one.photo for one in copies if not one.says_handout),
        from_=tuple(parties.values()),
    )
