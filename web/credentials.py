"""What a file's Content Credentials say, as its section of the page shows it."""

from catalog.provenance import CredentialLines, tell_credentials
from catalog.records import Photo


def credentials_of(photo: Photo) -> CredentialLines | None:
    """The lines of the section "The file says", None for a file without credentials."""
    said = photo.image.c2pa if photo.image else None
    return tell_credentials(said) if said is not None else None
