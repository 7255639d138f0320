"""Caption against file: date, creator, credit and place.

A missing or unreadable value silences a comparison; it never makes a difference.
"""

from collections.abc import Iterator

from catalog.provenance.credit import credit_findings
from catalog.provenance.dates import date_findings
from catalog.provenance.facts import Case
from catalog.provenance.people import creator_findings
from catalog.provenance.place import place_findings
from catalog.records import Finding


def agreement_findings(case: Case) -> Iterator[Finding]:
    """Every difference between what the caption and the file say."""
    yield from date_findings(case)
    yield from creator_findings(case)
    yield from credit_findings(case)
    yield from place_findings(case)
