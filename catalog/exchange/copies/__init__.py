"""Corrected copies: image files, and sidecars, that say what the catalog says; originals are only read."""

from catalog.exchange.copies.run import CopyKind, CopyResult, assemble, write_copies
from catalog.exchange.copies.words import CopyValues, CopyWords, values_of

__all__ = ["CopyKind", "CopyResult", "CopyValues", "CopyWords", "assemble", "values_of", "write_copies"]
