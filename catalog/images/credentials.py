"""Content Credentials of seekable bytes, checked by the C2PA SDK without network and within bounds.

The SDK is the extra `c2pa`. It is loaded only for bytes that show a sign of credentials.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple

import msgspec

from catalog.images.identities import has_only_certificates
from catalog.images.manifest import Store, credentials_of
from catalog.images.text import clean_text
from catalog.images.trust import TrustList
from catalog.records import ContentCredentials, Problem
from catalog.vocabulary.codes import CredentialState

_NEEDS = "Content Credentials are there; reading them needs the extra c2pa"
# A store of thousands of ingredients is no photograph's; pictures inside are not part of the text.
_LARGEST_TEXT = 8 * 1024 * 1024
_LONGEST_REASON = 300
_REMOTE = "Remote: must fetch remote manifests from url "
# Everything that can reach for the network is off: remote manifests, revocation, any host at all, redirects;
# and identities are not decoded, as their issuers' keys may lie at an address in the file and older versions
# did not heed the list of hosts there (c2pa-rs, documentation of `Core.allowed_network_hosts`).
_VERIFY = {
    "verify_after_reading": True,
    "verify_trust": True,
    "verify_timestamp_trust": True,
    "remote_manifest_fetch": False,
    "ocsp_fetch": False,
}
_CORE = {
    "allowed_network_hosts": [],
    "allow_redirects": False,
    "decode_identity_assertions": False,
    "max_decompressed_manifest_size_in_mb": 32,
}


class CredentialReading(NamedTuple):
    """What became of a file's Content Credentials.

    Attributes:
        said: What they say, None where there are none.
        problems: What could not be read.
    """

    said: ContentCredentials | None = None
    problems: tuple[Problem, ...] = ()


def read_credentials(
    file: BinaryIO, *, embedded: bool, address: str = "", trust: Sequence[TrustList] = ()
) -> CredentialReading:
    """Read and check the credentials of a file; a file without a sign of them costs nothing.

    Args:
        file: Seekable bytes.
        embedded: Whether the bytes hold what looks like credentials.
        address: Where the XMP says that credentials are stored (`dcterms:provenance`), or empty.
        trust: The lists to look the signer up in.
    """
    if not embedded and not address.startswith(("http://", "https://")):
        return CredentialReading()
    try:
        sdk = import_module("c2pa")
    except (ImportError, OSError, RuntimeError):
        return CredentialReading(None, (Problem(block="c2pa", reason=_NEEDS),) if embedded else ())
    try:
        said = _read(sdk, file, trust)
    except sdk.C2paError.ManifestNotFound:
        return CredentialReading()
    except sdk.C2paError as error:
        said = _refused(str(error), address)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        said = _refused(f"{type(error).__name__}: {error}", address)
    said = msgspec.structs.replace(
        said,
        sdk=sdk.sdk_version(),
        trust_lists=tuple(one.used for one in trust),
        url=said.url or address or None,
    )
    unread = said.state is CredentialState.UNREADABLE
    problems = (Problem(block="c2pa", reason=said.reason or "not readable"),) if unread else ()
    return CredentialReading(said, problems)


def _read(sdk: ModuleType, file: BinaryIO, trust: Sequence[TrustList]) -> ContentCredentials:
    """Check once without identities, and once more for them where their check stays in the file."""
    signers = [one for one in trust if one.used.kind != "identities"]
    store = _ask(sdk, file, _settings(signers))
    named: Store = {}
    if has_only_certificates(store):
        # The SDK looks signers up in anchors of identities too, so only what it says of identities is taken.
        named = _ask(sdk, file, _settings(trust, decode_identity_assertions=True))
    return credentials_of(store, named, trust)


def _ask(sdk: ModuleType, file: BinaryIO, settings: Mapping[str, Any]) -> Store:
    """The SDK's report on a file.

    Raises:
        C2paError: The SDK refuses.
        ValueError: Its report is too long.
        msgspec.DecodeError: Its report is no JSON.
    """
    file.seek(0)
    with sdk.Context.from_dict(settings) as context, sdk.Reader(None, file, context=context) as reader:
        text = reader.json()
    if len(text) > _LARGEST_TEXT:
        message = f"a report of {len(text)} characters is too long"
        raise ValueError(message)
    return msgspec.json.decode(text, type=dict[str, Any])


def _settings(trust: Iterable[TrustList], **core: bool) -> dict[str, Any]:
    """Settings of the SDK: nothing from outside the bytes but the lists."""
    anchors = [_anchor(one) for one in trust]
    return {"verify": _VERIFY, "core": {**_CORE, **core}, "trust": {"anchors": anchors}}


def _anchor(one: TrustList) -> dict[str, Any]:
    """A list in the SDK's terms (c2pa-rs, documentation of `TrustAnchor`)."""
    allowed = one.used.kind == "allowed"
    return {
        "trust_uri": one.used.name,
        "trust_kind": "cawg" if one.used.kind == "identities" else "manifest",
        "trust_anchors": "" if allowed else one.certificates,
        **({"allowed_list": one.certificates} if allowed else {}),
        **({"trust_config": one.purposes} if one.purposes else {}),
    }


def _refused(reason: str, address: str) -> ContentCredentials:
    """Credentials that were not read, because they lie elsewhere or cannot be taken apart."""
    if reason.startswith(_REMOTE):
        url = clean_text(reason.removeprefix(_REMOTE)) or address
        return ContentCredentials(state=CredentialState.REMOTE, url=url)
    told = " ".join(clean_text(reason).split())[:_LONGEST_REASON]
    return ContentCredentials(state=CredentialState.UNREADABLE, reason=told)
