"""The same picture found again: hashes of all pictures in memory, kept in step with the store."""

from catalog.search.similar.near import PART, WHOLE, Limits, Near, NoPictureError
from catalog.search.similar.pictures import SimilarPictures, SimilarStatus

__all__ = ["PART", "WHOLE", "Limits", "Near", "NoPictureError", "SimilarPictures", "SimilarStatus"]
