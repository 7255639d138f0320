"""All row classes, imported together so that the metadata is whole."""

from catalog.store.base import Base
from catalog.store.caption import CaptionVersionRow, ParseRow
from catalog.store.cluster import ClusterMemberRow, ClusterProgressRow, ClusterRow, CopyWordRow
from catalog.store.image import ImageRow, MetadataBlockRow
from catalog.store.ledger import AuditEventRow, AuditValueRow, ChangeRow, HeadRow
from catalog.store.photo import EditRow, FindingRow, HandoutRow, PhotoRow, PhotoRunRow
from catalog.store.run import ImportRunRow, RunProblemRow
from catalog.store.source import HandoutSourceFormRow, HandoutSourceRow, PhotoHandoutSourceRow

__all__ = [
    "AuditEventRow",
    "AuditValueRow",
    "Base",
    "CaptionVersionRow",
    "ChangeRow",
    "ClusterMemberRow",
    "ClusterProgressRow",
    "ClusterRow",
    "CopyWordRow",
    "EditRow",
    "FindingRow",
    "HandoutRow",
    "HandoutSourceFormRow",
    "HandoutSourceRow",
    "HeadRow",
    "ImageRow",
    "ImportRunRow",
    "MetadataBlockRow",
    "ParseRow",
    "PhotoHandoutSourceRow",
    "PhotoRow",
    "PhotoRunRow",
    "RunProblemRow",
]
