"""Which spellings of handout sources mean the same party.

A spelling is compared folded, without a leading "the", within one country; different forms in the same
caption join spellings. Nothing else joins two: unit words such as "press service" may be another
office, and a short form such as "MOD" means another ministry in each country. People merge the rest.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from anyascii import anyascii
from sqlalchemy import select

from catalog.records import Handout, HandoutParty, HandoutSource, ParsedCaption
from catalog.store.source import HandoutSourceFormRow, HandoutSourceRow, PhotoHandoutSourceRow
from catalog.store.text import indexable, storable
from catalog.store.transaction import Work
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass

_MAX_SLUG = 80
_DIGEST_LETTERS = 8


class Spelling(NamedTuple):
    """A spelling as compared: folded, within a country ("" where none is told)."""

    folded: str
    country: str


class Party(NamedTuple):
    """A handout source as one photo's evidence names it, all forms together."""

    name: str
    forms: tuple[str, ...]
    class_: SourceClass
    country: str | None

    def spellings(self) -> Iterator[tuple[Spelling, str]]:
        """Each spelling as compared and as written, the name first."""
        for text in (self.name, *self.forms):
            if key := spelling(text):
                yield Spelling(key, self.country or ""), text


def spelling(text: str) -> str:
    """A spelling folded, spaces single, without a leading "the"."""
    return indexable(" ".join(fold(storable(text)).split()).removeprefix("the "))


def parties_of(parsed: ParsedCaption | None, handout: Handout) -> tuple[Party, ...]:
    """Who handed a photo out: the caption's sources in credit order, then those that other evidence adds."""
    said: Iterable[HandoutSource] = parsed.handout_sources if parsed else ()
    parties = [
        Party(source.name, tuple(form.text for form in source.forms), source.class_, source.country)
        for source in said
    ]
    named = {spelling(text) for party in parties for text in (party.name, *party.forms)}
    parties += [
        Party(party.name, (), party.class_, party.country)
        for party in handout.from_
        if spelling(party.name) not in named
    ]
    return tuple(party for party in parties if spelling(party.name))


def resolve(work: Work, groups: Sequence[tuple[Party, ...]]) -> list[list[int]]:
    """Find or add the authority record of every party, in a constant number of queries.

    Args:
        work: The transaction.
        groups: One tuple of parties for each photo.

    Returns:
        For each photo its handout sources' numbers, in order, each once.
    """
    parties = list(dict.fromkeys(party for group in groups for party in group))
    known = _known_spellings(work, parties)
    fresh = _new_parties(parties, known)
    _add_sources(work, fresh, known)
    _add_forms(work, parties, known)
    return [list(dict.fromkeys(_find(party, known) for party in group)) for group in groups]


def _known_spellings(work: Work, parties: Sequence[Party]) -> dict[Spelling, int]:
    """The spellings among these that the catalog has, with their source."""
    folded = {key.folded for party in parties for key, _ in party.spellings()}
    if not folded:
        return {}
    form = HandoutSourceFormRow
    rows = work.session.execute(
        select(form.folded, form.country, form.source_id).where(form.folded.in_(folded))
    )
    return {Spelling(row.folded, row.country): row.source_id for row in rows}


def _find(party: Party, known: dict[Spelling, int]) -> int:
    """The source of a party all of whose names are known."""
    return next(known[key] for key, _ in party.spellings() if key in known)


def _new_parties(parties: Sequence[Party], known: dict[Spelling, int]) -> list[Party]:
    """Those that no spelling leads to; of parties that share a spelling only the first."""
    fresh: list[Party] = []
    taken = set(known)
    for party in parties:
        keys = [key for key, _ in party.spellings()]
        if not taken.intersection(keys):
            fresh.append(party)
        taken.update(keys)
    return fresh


def _add_sources(work: Work, fresh: Sequence[Party], known: dict[Spelling, int]) -> None:
    """Add new authority records and enter their spellings into `known`."""
    if not fresh:
        return
    slugs = _free_slugs(work, fresh)
    work.add_rows(
        HandoutSourceRow,
        [
            {
                "slug": slug,
                "name": storable(party.name),
                "class_": party.class_.value,
                "country": party.country,
                "added": work.now,
            }
            for party, slug in zip(fresh, slugs, strict=True)
        ],
    )
    source = HandoutSourceRow
    rows = work.session.execute(select(source.slug, source.id).where(source.slug.in_(slugs)))
    numbers = {row.slug: row.id for row in rows}
    _enter_forms(work, zip(fresh, (numbers[slug] for slug in slugs), strict=True), known)


def _add_forms(work: Work, parties: Sequence[Party], known: dict[Spelling, int]) -> None:
    """Add spellings met for the first time to the sources that their fellows lead to."""
    pending = [party for party in parties if any(key not in known for key, _ in party.spellings())]
    # Lazy on purpose: a party may be reachable only through a spelling that the one before it enters.
    enriched = _enter_forms(work, ((party, _find(party, known)) for party in pending), known)
    if enriched:
        link = PhotoHandoutSourceRow
        # These photos show the new spelling too.
        work.changed(work.session.scalars(select(link.photo_id).where(link.source_id.in_(enriched))))


def _enter_forms(work: Work, found: Iterable[tuple[Party, int]], known: dict[Spelling, int]) -> set[int]:
    """Add the spellings of parties whose source is known, unless they belong to a source already.

    Returns:
        The sources that got any.
    """
    rows: list[dict[str, Any]] = []
    for party, number in found:
        for key, text in party.spellings():
            if key not in known:
                known[key] = number
                rows.append(
                    {
                        "source_id": number,
                        "folded": key.folded,
                        "country": key.country,
                        "text": storable(text),
                    }
                )
    work.add_rows(HandoutSourceFormRow, rows)
    return {row["source_id"] for row in rows}


def _free_slugs(work: Work, parties: Sequence[Party]) -> list[str]:
    """A slug for each new party that no source has yet: with its country, then a digest, if need be."""
    candidates = [_slug_candidates(party) for party in parties]
    wanted = {slug for slugs in candidates for slug in slugs}
    column = HandoutSourceRow.slug
    taken = set(work.session.scalars(select(column).where(column.in_(wanted))))
    chosen = []
    for slugs in candidates:
        slug = next(one for one in slugs if one not in taken)
        taken.add(slug)
        chosen.append(slug)
    return chosen


def _slug_candidates(party: Party) -> tuple[str, ...]:
    """Slugs to try in turn; the last is the party's alone, since a spelling is unique in its country."""
    base = slugify(party.name)
    country = (party.country or "").lower()
    digest = hashlib.sha256(f"{spelling(party.name)}/{country}".encode()).hexdigest()[:_DIGEST_LETTERS]
    named = f"{base}-{country}" if country else base
    return base, named, f"{named}-{digest}"


def slugify(name: str) -> str:
    """A name as part of a URL: plain letters, digits and hyphens; `source` where nothing else is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(fold(name)).lower().replace("'", ""))
    return plain.strip("-")[:_MAX_SLUG].strip("-") or "source"


def shown_party(row: HandoutSourceRow, spellings: Sequence[str]) -> HandoutParty:
    """An authority record as a photo shows it.

    Args:
        row: The record.
        spellings: All its spellings, the name among them.
    """
    return HandoutParty(
        id=row.slug,
        name=row.name,
        class_=SourceClass(row.class_),
        country=row.country,
        forms=tuple(text for text in spellings if text != row.name),
    )
