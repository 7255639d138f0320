"""Pictures as their hashes: a name is a picture, a number behind it how many bits a version of it differs.

`A`, `A60` and `A90` lie on one line: A60 differs from A in 60 bits, A90 in 90, and the two in 30. Pictures of
different letters differ in 128 bits, as strangers do.
"""

import hashlib

from sqlalchemy import update

from catalog.records import Actor, Handout, ImageRecord, Reference
from catalog.store import ImageDraft, PhotoDraft, save_photos
from catalog.store.photo import PhotoRow

ANN = Actor(name="ann", kind="person")
WIRE = Actor(name="cli:import")
BITS = 256


def look(name):
    """The hash of a picture by name: 64 hexadecimal digits."""
    letter, bits = name[0], int(name[1:] or 0)
    # Rows of a Hadamard matrix: any two differ in half of their bits.
    row = ord(letter) - ord("A") + 1
    base = sum(((row & column).bit_count() & 1) << column for column in range(BITS))
    return f"{base ^ ((1 << bits) - 1):064x}"


def differ(one, other):
    return (int(one, 16) ^ int(other, 16)).bit_count()


def picture(name, sha256):
    """The image file of a picture by name; no hash for `-`, which is a picture without detail."""
    phash = None if name == "-" else look(name)
    record = ImageRecord(file=f"{name}.jpg", format="jpeg", bytes=9, sha256=sha256, phash=phash)
    return ImageDraft(path=f"/pictures/{name}.jpg", record=record, rendition="made")


def draft(reference, name=None, *, version=1):
    """A photo of a picture by name, or without picture; another version is another file."""
    digest = hashlib.sha256(f"{reference} {name} {version}".encode()).hexdigest()
    image = picture(name, digest) if name else None
    return PhotoDraft(ref=Reference(provider="coastwire", id=reference), image=image)


def silent(_caption, _image, _neighbours):
    """Rules that find nothing."""
    return Handout(), ()


class Gallery:
    """A catalog and what its pictures look like, found by comparing with each."""

    def __init__(self, store):
        self.store = store
        self.asked = 0
        self.before_answer = lambda: None

    def catch_up(self):
        """Nothing: each picture is compared with the store itself."""

    def near(self, hashes):
        self.asked += 1
        self.before_answer()
        pictures = self.store.hashes(self.store.photo_ids())
        bits = {n: differ(hashes.phash, one.phash) for n, one in pictures.items()}
        return [(number, count) for number, count in bits.items() if count <= 90]

    def add(self, *drafts):
        """Save photos; their numbers."""
        with self.store.writing(WIRE) as work:
            return [one.photo_id for one in save_photos(work, drafts)]

    def hang(self, clusters, *names):
        """Save pictures by name, each from a provider's reference of its own, and follow."""
        start = self.store.count()
        numbers = self.add(*(draft(f"P{start + at}", name) for at, name in enumerate(names)))
        clusters.follow(WIRE)
        return numbers

    def withdraw(self, number):
        with self.store.writing(ANN) as work:
            work.session.execute(update(PhotoRow).where(PhotoRow.id == number).values(status="withdrawn"))
            work.changed([number])
            work.record("withdraw", f"photo:{number}")

    def clusters(self):
        """Each cluster's number and members."""
        return {one.id: list(one.photos) for one in self.store.clusters(1000)}
