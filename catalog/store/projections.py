"""Projections of photos: the parse of their words and what assessment makes of them, replaced at will."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete

from catalog.records import ParsedCaption
from catalog.store.authority import parties_of, resolve
from catalog.store.caption import ParseRow
from catalog.store.drafts import Assessed
from catalog.store.photo import FindingRow, HandoutRow
from catalog.store.source import PhotoHandoutSourceRow
from catalog.store.text import encode
from catalog.store.transaction import Work


def save_parses(work: Work, parses: Sequence[tuple[int, int, ParsedCaption, str]]) -> None:
    """Replace parses of current captions; the caller records the act.

    Args:
        work: The transaction.
        parses: Photo number, caption version, parse and version of the parser.
    """
    rows = [
        {"photo_id": number, "version": version, "parser": parser, "record": encode(parsed)}
        for number, version, parsed, parser in parses
    ]
    replace_rows(work, ParseRow, [number for number, *_ in parses], rows)
    work.changed(number for number, *_ in parses)


def save_assessments(work: Work, assessed: Sequence[Assessed]) -> None:
    """Replace findings, handout state and handout sources of photos; the caller records the act."""
    numbers = [one.photo_id for one in assessed]
    if not numbers:
        return
    sources = resolve(work, [parties_of(one.words, one.handout) for one in assessed])
    findings, handouts, links = [], [], []
    for one, own in zip(assessed, sources, strict=True):
        handouts.append({"photo_id": one.photo_id, "state": one.handout.state.value})
        links += [
            {"photo_id": one.photo_id, "source_id": source, "position": position}
            for position, source in enumerate(own)
        ]
        findings += [
            {
                "photo_id": one.photo_id,
                "position": position,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "record": encode(finding),
            }
            for position, finding in enumerate(one.findings)
        ]
    replace_rows(work, FindingRow, numbers, findings)
    replace_rows(work, HandoutRow, numbers, handouts)
    replace_rows(work, PhotoHandoutSourceRow, numbers, links)
    work.changed(numbers)


def replace_rows(work: Work, table: Any, numbers: Iterable[int], rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 -- any row class with a photo_id
    """Put a projection's rows of these photos in place of the old ones."""
    numbers = list(numbers)
    if numbers:
        work.session.execute(delete(table).where(table.photo_id.in_(numbers)))
        work.add_rows(table, rows)
