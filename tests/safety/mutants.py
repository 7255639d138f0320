"""Damaged image files, made from drawn ones: the same from the same seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import TypeAlias

from PIL import Image, ImageDraw

Damage: TypeAlias = Callable[[random.Random, bytearray], bytes]
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "AVIF", "MPO")
_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>Harbour Press</dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def drawn(kind: str) -> bytes:
    """A small picture with EXIF and, where its format takes it, XMP."""
    picture = Image.linear_gradient("L").resize((96, 64)).convert("RGB")
    ImageDraw.Draw(picture).ellipse((20, 10, 60, 50), fill=(200, 90, 40))
    exif = Image.Exif()
    exif[0x013B] = "Ann Bell"
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2019:05:03 14:05:09"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 49.0, 30.0), 3: "E", 4: (46.0, 45.0, 0.0)})
    options = {"exif": exif} if kind != "GIF" else {"comment": b"Drawn in Dover"}
    if kind in {"JPEG", "WEBP", "AVIF", "GIF"}:
        options["xmp"] = _XMP
    target = BytesIO()
    (picture.convert("P") if kind == "GIF" else picture).save(target, kind, **options)
    return target.getvalue()


def _cut(chance: random.Random, data: bytearray) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def _flip(chance: random.Random, data: bytearray) -> bytes:
    for _ in range(chance.randrange(1, 16)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _blow_up(chance: random.Random, data: bytearray) -> bytes:
    """Four bytes that may be a length, a count or an offset become the largest there is."""
    # Heads and directories lie in front.
    at = chance.randrange(min(len(data), 400) - 4)
    data[at : at + 4] = chance.choice(
        (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4))
    )
    return bytes(data)


def _double(chance: random.Random, data: bytearray) -> bytes:
    start = chance.randrange(len(data) - 1)
    piece = data[start : start + chance.randrange(1, 200)]
    return bytes(data[:start] + piece * chance.randrange(2, 40) + data[start:])


def _leave_out(chance: random.Random, data: bytearray) -> bytes:
    start = chance.randrange(len(data) - 1)
    return bytes(data[:start] + data[start + chance.randrange(1, 200) :])


def _splice(chance: random.Random, data: bytearray) -> bytes:
    """The head of one format on the body of another."""
    other = drawn(chance.choice(FORMATS))
    return other[: chance.randrange(2, 64)] + bytes(data[chance.randrange(2, 64) :])


DAMAGES: tuple[Damage, ...] = (_cut, _flip, _blow_up, _double, _leave_out, _splice)


def mutants(
    seed: int, count: int, sources: Sequence[bytes] = (), damages: Sequence[Damage] = DAMAGES
) -> Iterator[bytes]:
    """Damaged files, one kind of damage after the other.

    Args:
        seed: What they are made from.
        count: How many.
        sources: Whole files to damage, instead of drawn ones.
        damages: Kinds of damage.
    """
    chance = random.Random(seed)  # noqa: S311 -- chance that can be repeated, not a secret
    whole = list(sources) or [drawn(kind) for kind in FORMATS]
    for number in range(count):
        damage = damages[number % len(damages)]
        yield damage(chance, bytearray(chance.choice(whole)))
