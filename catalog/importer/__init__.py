"""Sources into the catalog: rows on their way through stages, and what became of them."""

from catalog.importer.item import Readers
from catalog.importer.options import ImportOptions
from catalog.importer.readers import make_readers
from catalog.importer.report import ImportReport, Progress
from catalog.importer.run import run_import

__all__ = ["ImportOptions", "ImportReport", "Progress", "Readers", "make_readers", "run_import"]
