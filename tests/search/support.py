"""Small photos, and a store of them in memory."""

from collections.abc import Sequence

from catalog.records import (
    AgencyCredit,
    Claim,
    CreatorCredit,
    Handout,
    HandoutParty,
    ImageRecord,
    ParsedCaption,
    Photo,
    PictureHashes,
    PlaceMention,
    Reference,
)
from catalog.search import FixedNames
from catalog.vocabulary.codes import AgencyRole, HandoutState

NAMES = FixedNames(
    agencies={
        "epa-efe": ("EPA-EFE", "European Pressphoto Agency", "EPA"),
        "ap": ("AP", "Associated Press"),
        "afp": ("AFP", "Agence France-Presse"),
    },
    countries={"CL": ("Chile",), "AM": ("Armenia", "Hayastan"), "AZ": ("Azerbaijan",), "FR": ("France",)},
)


def make_caption(caption, *, agencies, creators, places, other_names, disputed, **more):
    """A parsed caption of a few values; its spans do not matter to the index."""
    span = (0, 0)
    claims = (Claim(party="North", kind="controlled"), Claim(party="South", kind="recognised"))
    return ParsedCaption(
        caption=caption,
        agencies=tuple(
            AgencyCredit(id=a, name=a.upper(), role=AgencyRole.MAKER, span=span) for a in agencies
        ),
        creators=tuple(CreatorCredit(name=name, span=span) for name in creators),
        places=tuple(
            PlaceMention(name=name, span=span, names=tuple(other_names), claims=claims if disputed else ())
            for name in places
        ),
        **more,
    )


def make_photo(
    photo_id,
    caption="",
    *,
    agencies=(),
    creators=(),
    places=(),
    other_names=(),
    country=None,
    date=None,
    kinds=(),
    parties=(),
    state=None,
    image=None,
    added="2026-01-01T00:00:00+00:00",
    disputed=False,
    provider="local",
    runs=(),
    **more,
):
    """A photo of a few values; `more` goes to the photo, `caption=None` makes one without words."""
    parsed = (
        None
        if caption is None
        else make_caption(
            caption,
            agencies=agencies,
            creators=creators,
            places=places,
            other_names=other_names,
            disputed=disputed,
            country=country,
            date=date,
            kinds=tuple(kinds),
            **more.pop("parsed", {}),
        )
    )
    return Photo(
        id=photo_id,
        ref=Reference(provider=provider, id=f"REF-{photo_id}"),
        caption=parsed,
        image=image if image is None or isinstance(image, ImageRecord) else ImageRecord(file=image),
        handout=Handout(
            state=state or HandoutState.NOT_INDICATED,
            from_=tuple(HandoutParty(id=name.lower().replace(" ", "-"), name=name) for name in parties),
        ),
        added=added,
        runs=tuple(runs),
        **more,
    )


class MemorySource:
    """A store with the methods that the index needs."""

    def __init__(self, photos: Sequence[Photo] = (), *, identity: str = "") -> None:
        self.named = identity
        self.kept = {}
        self.log = []
        self.save(*photos)

    def save(self, *photos):
        for photo in photos:
            self.kept[photo.id] = photo
            self.log.append(photo.id)

    def delete(self, *ids):
        for number in ids:
            del self.kept[number]
            self.log.append(number)

    def last_seq(self):
        return len(self.log)

    def identity(self):
        return self.named

    def changes_after(self, seq, limit):
        return [(seq + n + 1, number) for n, number in enumerate(self.log[seq : seq + limit])]

    def photos(self, ids):
        return [self.kept[number] for number in ids if number in self.kept]

    def photo(self, photo_id):
        return self.kept.get(photo_id)

    def hashes(self, ids):
        images = ((number, self.kept[number].image) for number in ids if number in self.kept)
        return {
            number: PictureHashes(phash=image.phash, phash_variants=image.phash_variants)
            for number, image in images
            if image and image.phash
        }


DATED = [
    make_photo(1, "quay", date="2020-09-30", added="2026-01-05T00:00:00+00:00"),
    make_photo(2, "quay", date="1980-05", added="2026-01-04T00:00:00+00:00"),
    make_photo(3, "quay", date=None, added="2026-01-03T00:00:00+00:00"),
    make_photo(4, "quay pier", date="2020-09-30", added="2026-01-02T00:00:00"),
    make_photo(5, "quay", date=None, added="2026-01-06T00:00:00+00:00"),
    make_photo(6, "quay quay", date="0850", added="2026-01-05T00:00:00+00:00"),
]
