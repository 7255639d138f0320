"""Fifth stage: caption and image set against each other."""

from catalog.importer.item import Item, Job


def weigh(job: Job, batch: list[Item]) -> list[Item]:
    """Assess what is new; where only one half is, the other half is what the catalog has.

    Copies of the picture are weighed after it was kept, with all that came in meanwhile.
    """
    halves = [item.known.photo_id for item in batch if item.known is not None and not item.settled]
    photos = {photo.id: photo for photo in job.store.photos(halves)}
    for item in batch:
        if item.settled:
            continue
        photo = photos.get(item.known.photo_id) if item.known is not None else None
        item.words = photo.caption if photo is not None and item.parsed is None else None
        image = item.image.record if item.image else (photo.image if photo else None)
        item.handout, item.findings = job.readers.assess(item.parsed or item.words, image, ())
    return batch
