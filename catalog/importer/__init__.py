"""Sources into the catalog, row by row through stages; and what was made of them made again."""

from catalog.importer.differences import Difference, PhotoDifferences
from catalog.importer.item import Readers
from catalog.importer.options import ImportOptions
from catalog.importer.readers import make_readers
from catalog.importer.rebuild import Rebuild, RebuildReport
from catalog.importer.report import ImportReport, Progress
from catalog.importer.run import run_import

__all__ = [
    "Difference",
    "ImportOptions",
    "ImportReport",
    "PhotoDifferences",
    "Progress",
    "Readers",
    "Rebuild",
    "RebuildReport",
    "make_readers",
    "run_import",
]
