"""Sources into the catalog: rows on their way through stages, and what became of them."""

from catalog.importer.options import ImportOptions
from catalog.importer.report import ImportReport, Progress
from catalog.importer.run import run_import

__all__ = ["ImportOptions", "ImportReport", "Progress", "run_import"]
