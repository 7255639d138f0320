"""Metadata written into a copy of an image file, losslessly: only the blocks change, never a pixel.

What the room gives is a plan; the original is opened for reading only, and nothing here writes a file.
"""

from catalog.images.writing.model import CannotWriteError, CopyPlan, FieldValue, Piece, Written
from catalog.images.writing.plan import check_copy, plan_copy, plan_sidecar

__all__ = [
    "CannotWriteError",
    "CopyPlan",
    "FieldValue",
    "Piece",
    "Written",
    "check_copy",
    "plan_copy",
    "plan_sidecar",
]
