"""Do the agencies that the caption credits and those in the file's credit and source meet."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from catalog.agencies import Agencies
from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.marks import load_marks
from catalog.provenance.rules import load_rules
from catalog.records import Finding


def credit_findings(case: Case) -> Iterator[Finding]:
    """Compare the sets of agencies; one in common, or one that sends the other's pictures, is enough."""
    caption = case.caption
    if caption is None or not caption.agencies:
        return
    credited = _supply(case, (agency.id for agency in caption.agencies))
    read = [(said, _agencies_in(case, said)) for said in case.said("credit_line", "source")]
    found = [(said, ids) for said, ids in read if ids]
    if not found or credited & _supply(case, (id_ for _, ids in found for id_ in ids)):
        return
    # The rest of a cut value may have named the very agency.
    if any(said.cut and _may_continue(case, said, credited) for said, _ in read):
        return
    yield load_rules()["credit-differs"].finding(
        [
            *(in_caption(caption, agency.span) for agency in caption.agencies),
            *(said.value for said, _ in found),
        ],
        notes=["cut"] if any(said.cut for said, _ in read) else [],
    )


def _agencies_in(case: Case, said: Said) -> set[str]:
    """Every agency that a value may mean; an unknown credit is unknown, not another."""
    found = list(case.agencies.lookup(said.text))
    for hit in case.agencies.scan(said.text):
        found.extend(hit.agencies)
    return {agency.id for agency in found}


def _supply(case: Case, ids: Iterable[str]) -> frozenset[str]:
    """Some agencies with those they became, those they came from, and those they exchange pictures with."""
    supply = set(ids)
    for group in (*_renamed(case.agencies), *load_marks().partners):
        if group & supply:
            supply |= group
    return frozenset(supply)


@lru_cache(maxsize=8)
def _renamed(agencies: Agencies) -> tuple[frozenset[str], ...]:
    """Agencies together with those that followed them."""
    return tuple(frozenset({agency.id, *agency.successors}) for agency in agencies if agency.successors)


def _may_continue(case: Case, said: Said, credited: Iterable[str]) -> bool:
    """Whether the last words of a cut value begin one of the credited agencies' names."""
    tail = said.text.rpartition("/")[2].strip().casefold()
    known = (case.agencies.get(id_) for id_ in credited)
    return any(
        name.text.casefold().startswith(tail)
        for agency in known
        if agency is not None
        for name in agency.names
    )
