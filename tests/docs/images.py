"""An image record as the examples write it: block and place to value."""

from catalog.records import FieldReading, ImageField, ImageRecord
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
