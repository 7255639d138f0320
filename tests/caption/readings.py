"""Case tables of captions, and a record laid out so that a table can ask for any part of it."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from catalog.records import ParsedCaption

CASES = Path(__file__).parent / "cases"
# What a row says about the reading itself; every other key is a field that it asks for.
SETTINGS = {"note", "caption", "today", "worldview"}


def read_rows(table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of the tables under `cases/` of that name, with "file:note" in front."""
    for path in sorted(CASES.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get(table, ()):
            yield f"{path.stem}:{row['note']}", row


SHOWN: dict[str, Callable[[ParsedCaption], Any]] = {
    "language": lambda p: p.language or "",
    "description": lambda p: p.description,
    "credit_line": lambda p: p.credit_line or "",
    "agencies": lambda p: [a.name for a in p.agencies],
    "agency_ids": lambda p: [a.id for a in p.agencies],
    "roles": lambda p: [str(a.role) for a in p.agencies],
    "creators": lambda p: [c.name for c in p.creators],
    "handout": lambda p: p.handout,
    "origin": lambda p: str(p.origin),
    "how": lambda p: str(p.how or ""),
    "sources": lambda p: [s.name for s in p.handout_sources],
    "classes": lambda p: [str(s.class_) for s in p.handout_sources],
    "source_countries": lambda p: [s.country or "" for s in p.handout_sources],
    "forms": lambda p: [f.text for s in p.handout_sources for f in s.forms],
    "kinds": lambda p: [str(k) for k in p.kinds],
    "places": lambda p: [m.name for m in p.places],
    "place_countries": lambda p: [m.country or "" for m in p.places],
    "mentioned": lambda p: [m.name for m in p.places_mentioned],
    "country": lambda p: p.country or "",
    "date": lambda p: p.date or "",
    "date_text": lambda p: p.date_text or "",
    "dates": lambda p: [[str(d.role), d.edtf] for d in p.dates],
    "conditions": lambda p: [str(c.condition) for c in p.conditions],
    "terms": lambda p: [str(t.term) for n in p.notices for t in n.terms],
    "certainty": lambda p: {field: str(value) for field, value in p.certainty.items()},
    "alternatives": lambda p: [[a.value, a.rule] for a in p.alternatives],
    "evidence": lambda p: [[e.field, e.rule, p.caption[slice(*e.span)]] for e in p.evidence],
    "unparsed": lambda p: [p.caption[slice(*span)] for span in p.unparsed],
}
"""Each field that a row may ask for, in the record's words; what is absent is an empty text."""
