"""Trust lists: certificates that a catalog or a person gives to look up signers of Content Credentials in.

Lists are data. A job takes them as an argument, so that a worker process needs no folder and no setting.
"""

import hashlib
import re
import ssl
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from catalog.errors import CatalogError
from catalog.records import TrustListUsed

# RFC 7468, section 5: certificates as text; what stands between them is for people.
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----")
_DATE = re.compile(r"(?im)^[#;\s]*date\s*[:=]?\s*(\d{4}-\d{2}-\d{2})")
_LARGEST = 4 * 1024 * 1024
# The ending that says what a list's certificates are for; any other list holds anchors of signers.
_ENDINGS = (".identities", ".allowed")


class TrustList(Struct, frozen=True, kw_only=True):
    """A list as a job takes it.

    Attributes:
        used: Its name, kind, date and digest, which are recorded with every result.
        certificates: Its certificates as PEM, nothing between them.
        purposes: Object identifiers of purposes that are taken beside the usual ones, a line each.
    """

    used: TrustListUsed
    certificates: str
    purposes: str = ""


def load_trust_lists(folder: Path | None, files: Sequence[Path] = ()) -> tuple[TrustList, ...]:
    """Read the lists of a folder, by name, then those of files.

    Args:
        folder: A folder of `*.pem`, or None; one that does not exist holds nothing.
        files: Further lists.

    Raises:
        CatalogError: A file cannot be read, is too large, holds no certificate or one that cannot be taken
            apart, or is called like another, so that a result could not name the one that counted.
    """
    paths = [*(sorted(folder.glob("*.pem")) if folder is not None else []), *files]
    lists = tuple(map(read_trust_list, paths))
    called = [(one.used.name, one.used.kind) for one in lists]
    for number, path in enumerate(paths):
        if called[number] in called[:number]:
            other = paths[called.index(called[number])]
            raise CatalogError(str(path), f"is a list of the same name as {other}")
    return lists


def read_trust_list(path: Path) -> TrustList:
    """Read one list, and its purposes from the `.cfg` file of the same name beside it.

    Raises:
        CatalogError: As for `load_trust_lists`.
    """
    try:
        data = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
        beside = path.with_suffix(".cfg")
        purposes = beside.read_text("utf-8", "replace") if beside.is_file() else ""
    except OSError as error:
        raise CatalogError(str(path), error.strerror or str(error)) from error
    if len(data) > _LARGEST:
        raise CatalogError(str(path), f"is larger than the {_LARGEST:,} bytes of the longest list taken")
    text = data.decode("utf-8", "replace")
    certificates = "\n".join(_CERTIFICATE.findall(text))
    _check(path, certificates)
    name = path.name.removesuffix(path.suffix)
    ending = next((one for one in _ENDINGS if name.endswith(one)), "")
    used = TrustListUsed(
        name=name.removesuffix(ending),
        kind={".identities": "identities", ".allowed": "allowed"}.get(ending, "signers"),  # type: ignore[arg-type]  # the literals of its type
        date=_dated(text, changed),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return TrustList(used=used, certificates=certificates + "\n", purposes=purposes)


def _dated(text: str, changed: date) -> str:
    """The date that a list states before its first certificate, else the day when its file was written."""
    stated = _DATE.search(text.partition("-----BEGIN")[0])
    return stated[1] if stated else changed.isoformat()


def _check(path: Path, certificates: str) -> None:
    """See that OpenSSL can take every certificate apart; the SDK passes over those that it cannot.

    Raises:
        CatalogError: There is none, or one cannot be taken apart.
    """
    if not certificates:
        raise CatalogError(str(path), "holds no certificate (PEM)")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificates)
    except (ssl.SSLError, ValueError) as error:
        reason = getattr(error, "reason", None) or str(error)
        raise CatalogError(str(path), f"holds a certificate that cannot be taken apart: {reason}") from error
