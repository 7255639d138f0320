"""What an image file says of itself: container, metadata, Content Credentials, and small pictures of it.

Readers take seekable bytes and return records; damage and hostility are problems in the record, never
exceptions. Pixels are decoded within limits, but only a worker process bounds time and memory.
"""

from catalog.images.job import read_and_render
from catalog.images.model import ImageReading, RawBlock, Rendition
from catalog.images.policies import read_policy
from catalog.images.read import read_image
from catalog.images.renditions import render
from catalog.images.trust import TrustList, load_trust_lists

__all__ = [
    "ImageReading",
    "RawBlock",
    "Rendition",
    "TrustList",
    "load_trust_lists",
    "read_and_render",
    "read_image",
    "read_policy",
    "render",
]
