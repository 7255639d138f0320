"""The catalog's records: photos, captions, images, handout sources, runs, and the ledger of changes."""

from catalog.store.audit import AuditReport
from catalog.store.drafts import Assessed, CaptionDraft, ImageDraft, Known, PhotoDraft, Saved
from catalog.store.edits import set_value
from catalog.store.failures import BusyError, ConflictError
from catalog.store.identity import FILE_PREFIX, ROW_PREFIX
from catalog.store.persist import persist
from catalog.store.projections import save_assessments, save_parses
from catalog.store.runs import add_problems, beat, begin_run, cancel_run, end_run
from catalog.store.saving import save_photo, save_photos
from catalog.store.schema import Migrated
from catalog.store.store import Store
from catalog.store.summaries import (
    CaptionVersion,
    ClusterSummary,
    Original,
    RunCounts,
    RunProblem,
    RunSummary,
    SourceSummary,
)
from catalog.store.text import storable, text_digest
from catalog.store.transaction import Work
from catalog.store.versions import move_originals

__all__ = [
    "FILE_PREFIX",
    "ROW_PREFIX",
    "Assessed",
    "AuditReport",
    "BusyError",
    "CaptionDraft",
    "CaptionVersion",
    "ClusterSummary",
    "ConflictError",
    "ImageDraft",
    "Known",
    "Migrated",
    "Original",
    "PhotoDraft",
    "RunCounts",
    "RunProblem",
    "RunSummary",
    "Saved",
    "SourceSummary",
    "Store",
    "Work",
    "add_problems",
    "beat",
    "begin_run",
    "cancel_run",
    "end_run",
    "move_originals",
    "persist",
    "save_assessments",
    "save_parses",
    "save_photo",
    "save_photos",
    "set_value",
    "storable",
    "text_digest",
]
