"""An image record as the examples write it: block and place to value."""

from catalog.provenance import Neighbour
from catalog.records import FieldReading, FindingValue, HandoutParty, ImageField, ImageRecord
from catalog.vocabulary.fields import load_fields


def places(field):
    """Where a field may stand: `iim 2:115`, `xmp photoshop:Credit`, `exif 0x9003`."""
    found = [f"iim {field.iim.dataset}"] if field.iim else []
    found += [f"xmp {path}" for path in field.xmp.paths] if field.xmp else []
    return found + ([f"exif {tag}" for tag in field.exif.tags] if field.exif else [])


def image_of(file):
    """A record of a JPEG that says this and nothing else."""
    fields = {}
    for place, value in file.items():
        block, path = place.split(" ", 1)
        name = next(field.name for field in load_fields().values() if place in places(field))
        reading = FieldReading(block=block, path=path, value=value)
        fields[name] = ImageField(value=value, block=block, path=path, all=(reading,))
    return ImageRecord(file="kites.jpg", format="jpeg", fields=fields)


def neighbour_of(copy):
    """A copy that says handout: its photo, what it says by place, and from whom."""
    values = tuple(FindingValue(origin=origin, raw=raw) for origin, raw in copy["says"].items())
    parties = tuple(HandoutParty(id=name.lower(), name=name) for name in copy["from"])
    return Neighbour(copy["photo"], values, parties)
