"""Read `gazetteer.bin` where it lies: nothing is loaded until a name asks for it."""

import mmap
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from catalog.errors import CatalogError
from catalog.places.layout import (
    BLOCK,
    DEGREE,
    GROUP,
    HEADER,
    MAGIC,
    NO_DEGREES,
    NO_REGION,
    OFFSET,
    PLACE_BITS,
    RECORD,
    VERSION,
    Header,
    filter_bit,
)
from catalog.places.place import Place, PlaceKind
from catalog.records import Claim

_KINDS = tuple(PlaceKind)
_STRIDE = 64  # blocks between the entries of the guide: a millisecond to make, six steps left to search
_PLACE_MASK = (1 << PLACE_BITS) - 1


class PlaceTable:
    """The built file, mapped into memory.

    Attributes:
        header: What the file says about itself.
    """

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            CatalogError: It is missing, cut short, or of another layout version.
        """
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise CatalogError(
                str(path), "cannot be read; build it with `python -m catalog.places.build`"
            ) from error
        if len(self._map) < HEADER.size or self._map[: len(MAGIC)] != MAGIC:
            raise CatalogError(str(path), "is no gazetteer file")
        self.header = Header(*HEADER.unpack_from(self._map))
        if (self.header.version, self.header.size) != (VERSION, len(self._map)):
            raise CatalogError(str(path), f"is cut short or not of layout version {VERSION}; build it again")
        self._blocks = (self.header.stream - self.header.heads) // OFFSET.size
        # Places and groups are read again and again while an import runs over one story.
        self.place = lru_cache(maxsize=16384)(self._place)
        # A caption's word is asked for as a place, a country and a people.
        self.postings = lru_cache(maxsize=65536)(self._read_postings)
        self._spellings = lru_cache(maxsize=256)(self._read_spellings)

    def _head(self, block: int) -> int:
        """Where a block starts in the file."""
        offset: int = OFFSET.unpack_from(self._map, self.header.heads + block * OFFSET.size)[0]
        return self.header.stream + offset

    def _block_of(self, key: bytes) -> int:
        """The last block whose first name is not after the key; -1 where all are."""
        guide = bisect_right(self._guide, key)
        low, high = max(guide - 1, 0) * _STRIDE, min(guide * _STRIDE, self._blocks)
        data, head = self._map, self._head
        while low < high:
            middle = (low + high) // 2
            at = head(middle)
            if data[at + 2 : at + 2 + data[at + 1]] <= key:
                low = middle + 1
            else:
                high = middle
        return low - 1

    @cached_property
    def _guide(self) -> list[bytes]:
        """The first name of every so many blocks, so that a search begins near its end."""
        heads = (self._head(block) for block in range(0, self._blocks, _STRIDE))
        return [self._map[at + 2 : at + 2 + self._map[at + 1]] for at in heads]

    def _names(self, block: int) -> Iterator[tuple[bytes, int, int]]:
        """A block's names, each with where its places start and how many there are."""
        data, at, name = self._map, self._head(block), b""
        for _ in range(min(BLOCK, self.header.names - block * BLOCK)):
            rest = at + 2 + data[at + 1]
            name = name[: data[at]] + data[at + 2 : rest]
            count, at = data[rest], rest + 1
            if not count:
                count, at = int.from_bytes(data[at : at + 2], "little"), at + 2
            yield name, at, count
            at += 3 * count

    def _read_postings(self, key: str) -> tuple[tuple[int, int], ...]:
        """The places of a key, most likely first: pairs of a place's number and `Spelling` conditions."""
        wanted = key.encode("utf-8", "surrogatepass")
        if not self._may_have(wanted):
            return ()
        block = self._block_of(wanted)
        if block < 0:
            return ()
        for name, at, count in self._names(block):
            if name >= wanted:
                if name > wanted:
                    return ()
                read = int.from_bytes
                numbers = (read(self._map[i : i + 3], "little") for i in range(at, at + 3 * count, 3))
                return tuple((number & _PLACE_MASK, number >> PLACE_BITS) for number in numbers)
        return ()

    def _may_have(self, key: bytes) -> bool:
        """Whether a key's bit is set: it is for each name, and for one in nine of other words."""
        names = self.header.names
        if not names:
            return False
        at, mask = filter_bit(key, names)
        return bool(self._map[self.header.filter + at] & mask)

    def has_prefix(self, prefix: str) -> bool:
        """Whether any key starts with these letters."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        block = max(self._block_of(wanted), 0)
        for candidate in range(block, min(block + 2, self._blocks)):
            for name, _, _ in self._names(candidate):
                if name >= wanted:
                    return name.startswith(wanted)
        return False

    def keys(self) -> Iterator[str]:
        """All keys in their order; for checks, not for work."""
        for block in range(self._blocks):
            for name, _, _ in self._names(block):
                yield name.decode()

    @cached_property
    def alpha2(self) -> tuple[str, ...]:
        """The countries' codes; a code's position is its country's place number."""
        text = self._map[self.header.alpha2 : self.header.claims].decode()
        return tuple(text[at : at + 2] for at in range(0, len(text), 2))

    @cached_property
    def _claims(self) -> dict[int, tuple[Claim, ...]]:
        return msgspec.json.decode(
            self._map[self.header.claims : self.header.filter], type=dict[int, tuple[Claim, ...]]
        )

    def _claims_on(self, number: int, region: int, country: int) -> tuple[Claim, ...]:
        """A place's own claims, else those on its region, else those on its country."""
        claims = self._claims
        return claims.get(number) or claims.get(region) or claims.get(country - 1) or ()

    def _read_spellings(self, group: int) -> list[str]:
        bounds = self.header.groups + group * OFFSET.size
        start = self.header.pool + OFFSET.unpack_from(self._map, bounds)[0]
        end = self.header.pool + OFFSET.unpack_from(self._map, bounds + OFFSET.size)[0]
        return zlib.decompress(self._map[start:end]).decode().split("\0")

    def names(self, number: int) -> tuple[str, ...]:
        """A place's spellings, the one to show first."""
        return tuple(self._spellings(number // GROUP)[number % GROUP].split("\n"))

    def kind(self, number: int) -> PlaceKind:
        """A place's kind, without reading the rest of it."""
        if number < self.header.countries:
            return PlaceKind.COUNTRY
        return _KINDS[self._map[self.header.records + number * RECORD.size + RECORD.size - 3]]

    def _place(self, number: int) -> Place:
        geonames_id, latitude, longitude, population, country, kind, region = RECORD.unpack_from(
            self._map, self.header.records + number * RECORD.size
        )
        names = self.names(number)
        return Place(
            geonames_id=geonames_id,
            name=names[0],
            kind=_KINDS[kind],
            country=self.alpha2[country - 1] if country else None,
            region=None if region == NO_REGION else self.names(region)[0],
            latitude=None if latitude == NO_DEGREES else latitude / DEGREE,
            longitude=None if longitude == NO_DEGREES else longitude / DEGREE,
            population=population,
            names=names,
            claims=self._claims_on(number, region, country),
        )
