"""The layout of `gazetteer.bin`, and the one function that writes it.

All numbers are little-endian. The file is a header (`HEADER`) and eight sections in this order:

1. `heads`: u32 offsets into `stream`, one for each block of `BLOCK` names.
2. `stream`: the sorted keys with their places. A name is: u8 letters (bytes) shared with the name before,
   u8 length of the rest, the rest in UTF-8, then u8 number of places (0: a u16 follows) and for each place
   a u24 of its number and, above `PLACE_BITS`, its `Spelling` conditions. A block's first name shares 0.
3. `records`: one `RECORD` a place. Countries come first, then first-level subdivisions, so that a u16
   names a place's region.
4. `groups`: u32 offsets into `pool`, one for each `GROUP` places and one more for the end.
5. `pool`: zlib streams, each the spellings of `GROUP` places, spellings parted by U+000A, places by U+0000.
6. `alpha2`: two ASCII letters for each country, in the order of their records.
7. `claims`: JSON, place number to list of claims.
8. `filter`: `FILTER_BITS` bits for each name; a key whose own bit (`filter_bit`) is 0 is no name, so that the
   words of a caption, most of which name no place, cost no search.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from catalog.errors import CatalogError
from catalog.places.keys import Spelling, loosest, name_key
from catalog.places.place import PlaceKind
from catalog.records import Claim

MAGIC = b"CLPLACES"
VERSION = 2
HEADER = struct.Struct("<8sIQ32sIIIII8I")
"""Magic, version, size of the file, SHA-256 of the hand-kept inputs, numbers of names, places, countries
and subdivisions, words in the longest name, and the eight sections' offsets."""
RECORD = struct.Struct("<IiiIBBH")
"""GeoNames id, latitude and longitude in 1e-5 degrees, population, country, kind, region."""
OFFSET = struct.Struct("<I")
BLOCK = 16
GROUP = 32
FILTER_BITS = 8
PLACE_BITS = 19
NO_DEGREES = -(2**31)
NO_REGION = 0xFFFF
DEGREE = 100_000
_SCANNED_WORDS = 8
# A key's length stands in one byte.
_LONGEST_KEY = 255


class Header(NamedTuple):
    """The header, unpacked."""

    magic: bytes
    version: int
    size: int
    digest: bytes
    names: int
    places: int
    countries: int
    regions: int
    max_words: int
    heads: int
    stream: int
    records: int
    groups: int
    pool: int
    alpha2: int
    claims: int
    filter: int


def filter_bit(key: bytes, names: int) -> tuple[int, int]:
    """Where the bit of a key is in the filter of so many names: the byte, and the bit in it as a mask."""
    bit = zlib.crc32(key) % (names * FILTER_BITS)
    return bit >> 3, 1 << (bit & 7)


@dataclass(slots=True, eq=False)
class Entry:
    """A place on its way into the file.

    Attributes:
        spellings: Every spelling and its conditions, the name to show first.
        hidden: Spellings that find the place but are not shown as its names (abbreviations, demonyms).
        weight: How likely a bare name means this place, comparable over all kinds.
        usual: Spellings beside `name` under which it is meant just as often.
    """

    geonames_id: int
    name: str
    kind: PlaceKind
    country: str | None = None
    region: "Entry | None" = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    weight: float = 0.0
    spellings: dict[str, Spelling] = field(default_factory=dict)
    hidden: list[tuple[str, Spelling]] = field(default_factory=list)
    claims: tuple[Claim, ...] = ()
    usual: tuple[str, ...] = ()


# A town that shares its name with a bigger one abroad, under its second name only, is meant less often.
_SECOND_NAME = 0.1
# A country's name in some far language, spelt like a town ("Columbia" is one for Colombia).
_FOREIGN_COUNTRY_WEIGHT = 50_000.0
# A subdivision is named after its seat where that is no small part of it; Washington, Utah, names no state,
# nor does Maryland City, whatever its second name.
_SEAT_SHARE = 0.1
_SUBDIVISIONS = (PlaceKind.REGION, PlaceKind.DISTRICT)


def _order(entries: Iterable[Entry]) -> list[Entry]:
    """Countries, first-level subdivisions, the rest by weight; independent of the order given."""
    rank = {PlaceKind.COUNTRY: 0, PlaceKind.REGION: 1}

    def key(entry: Entry) -> tuple[int, str, float, int, str]:
        kind = rank.get(entry.kind, 2)
        first = entry.country or "" if kind == 0 else ""
        return kind, first, -entry.weight, entry.geonames_id, entry.name

    return sorted(entries, key=key)


def _importance(key: str, rivals: Sequence[Entry]) -> dict[int, float]:
    """How likely each rival is meant by a key, by its position among the rivals.

    A subdivision named like a town inside it comes after that town: "Idlib" is the city first.
    """
    weights = {number: _weight_under(key, rival) for number, rival in enumerate(rivals)}
    for number, outer in enumerate(rivals):
        abbreviated = any(name_key(text) == key for text, _ in outer.hidden)
        if outer.kind not in _SUBDIVISIONS or len(rivals) == 1 or abbreviated:
            continue
        for inner, town in enumerate(rivals):
            if town.kind is PlaceKind.CITY and _is_seat(key, town, outer):
                weights[number] = min(weights[number], weights[inner] * 0.99)
    return weights


def _weight_under(key: str, entry: Entry) -> float:
    """An entry's weight where a caption prints this key."""
    if _is_usual(key, entry):
        return entry.weight
    if entry.kind is PlaceKind.COUNTRY:
        return _FOREIGN_COUNTRY_WEIGHT
    return entry.weight * _SECOND_NAME


def _is_usual(key: str, entry: Entry) -> bool:
    """Whether a key is what an entry is usually called: "Maryland" is not, for Maryland City."""
    return key == name_key(entry.name) or key in map(name_key, entry.usual)


def _is_seat(key: str, town: Entry, outer: Entry) -> bool:
    """Whether a subdivision may bear a town's name: no small part of it, or one in it usually called so."""
    if town.region is outer and _is_usual(key, town):
        return True
    return town.country == outer.country and town.weight >= outer.weight * _SEAT_SHARE


def _postings(places: Sequence[Entry]) -> dict[str, list[int]]:
    """For every key, its places with their conditions, most likely first."""
    found: dict[str, dict[int, Spelling]] = {}
    for number, place in enumerate(places):
        for spelling, flags in (*place.spellings.items(), *place.hidden):
            key = name_key(spelling)
            if not key or len(key.encode()) > _LONGEST_KEY:
                continue
            known = found.setdefault(key, {})
            # A people's name and a country's name stay apart even where they are spelt alike.
            slot = number | (1 << PLACE_BITS if flags & Spelling.DEMONYM else 0)
            known[slot] = loosest(known[slot], flags) if slot in known else flags
    listed: dict[str, list[int]] = {}
    for key, known in found.items():
        numbers = [slot & (1 << PLACE_BITS) - 1 for slot in known]
        weights = _importance(key, [places[number] for number in numbers])
        ranked = sorted(
            range(len(numbers)),
            key=lambda at, w=weights, n=numbers: (-w[at], n[at]),  # type: ignore[misc]
        )
        flags_of = list(known.values())
        listed[key] = [numbers[at] | int(flags_of[at]) << PLACE_BITS for at in ranked]
    return listed


def _name_table(postings: dict[str, list[int]]) -> tuple[bytes, bytes]:
    """The heads and the stream."""
    heads, stream = bytearray(), bytearray()
    before = b""
    for number, (key, numbers) in enumerate(sorted((k.encode(), v) for k, v in postings.items())):
        if number % BLOCK == 0:
            heads += OFFSET.pack(len(stream))
            before = b""
        shared = next(
            (at for at, (one, other) in enumerate(zip(before, key, strict=False)) if one != other),
            min(len(before), len(key)),
        )
        stream += bytes((shared, len(key) - shared)) + key[shared:]
        count = len(numbers)
        stream += bytes((count,)) if count <= 0xFF else b"\0" + count.to_bytes(2, "little")  # noqa: PLR2004 - one byte's room
        for place in numbers:
            stream += place.to_bytes(3, "little")
        before = key
    return bytes(heads), bytes(stream)


def _filter(postings: Iterable[str], names: int) -> bytes:
    """The filter: one bit set for each key, one in eight at most."""
    bits = bytearray(names)
    for key in postings:
        at, mask = filter_bit(key.encode(), names)
        bits[at] |= mask
    return bytes(bits)


def _degrees(value: float | None) -> int:
    return NO_DEGREES if value is None else round(value * DEGREE)


def _records(places: Sequence[Entry], countries: Sequence[str]) -> bytes:
    kinds = list(PlaceKind)
    numbers = {id(place): number for number, place in enumerate(places)}
    codes = {alpha2: number for number, alpha2 in enumerate(countries, start=1)}
    return b"".join(
        RECORD.pack(
            place.geonames_id,
            _degrees(place.latitude),
            _degrees(place.longitude),
            place.population,
            codes[place.country] if place.country else 0,
            kinds.index(place.kind),
            NO_REGION if place.region is None else numbers[id(place.region)],
        )
        for place in places
    )


def _names(places: Sequence[Entry]) -> tuple[bytes, bytes]:
    """The groups' offsets and the pool."""
    groups, pool = bytearray(OFFSET.pack(0)), bytearray()
    for start in range(0, len(places), GROUP):
        lines = ("\n".join(place.spellings) for place in places[start : start + GROUP])
        pool += zlib.compress("\0".join(lines).encode(), 9)
        groups += OFFSET.pack(len(pool))
    return bytes(groups), bytes(pool)


def _words_of_longest(places: Iterable[Entry]) -> int:
    """Words in the longest name that is worth scanning for; a handful of official names run longer."""
    lengths = {len(spelling.split()) for place in places for spelling in place.spellings}
    return max((length for length in lengths if length <= _SCANNED_WORDS), default=0)


def write_gazetteer(entries: Iterable[Entry], target: Path, *, digest: bytes = bytes(32)) -> None:
    """Write the file; the same entries in any order give the same bytes.

    Args:
        entries: All places; each one's `region` is among them.
        target: The file to write.
        digest: SHA-256 of the hand-kept inputs, so that a test can tell when the file is behind them.

    Raises:
        CatalogError: There are more places, subdivisions or countries than the layout has room for.
    """
    places = _order(entries)
    countries = [place.country or "" for place in places if place.kind is PlaceKind.COUNTRY]
    regions = sum(place.kind is PlaceKind.REGION for place in places)
    if len(places) >= 1 << PLACE_BITS or len(countries) + regions >= NO_REGION or len(countries) > 0xFF:  # noqa: PLR2004 - one byte's room
        raise CatalogError(str(target), f"no room for {len(places)} places in layout version {VERSION}")
    postings = _postings(places)
    heads, stream = _name_table(postings)
    groups, pool = _names(places)
    claims = {str(number): place.claims for number, place in enumerate(places) if place.claims}
    sections = (
        heads,
        stream,
        _records(places, countries),
        groups,
        pool,
        "".join(countries).encode(),
        msgspec.json.encode(claims),
        _filter(postings, len(postings)),
    )
    offsets, at = [], HEADER.size
    for section in sections:
        offsets.append(at)
        at += len(section)
    header = HEADER.pack(
        MAGIC,
        VERSION,
        at,
        digest,
        len(postings),
        len(places),
        len(countries),
        regions,
        _words_of_longest(places),
        *offsets,
    )
    target.write_bytes(header + b"".join(sections))
