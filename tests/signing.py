"""Drawn pictures with Content Credentials, signed offline with certificates that are made for it."""

import ctypes
import datetime as dt
import io
import json
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from PIL import Image

DAY = dt.timedelta(days=1)
CAMERA = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
CREATED = {
    "action": "c2pa.created",
    "digitalSourceType": CAMERA,
    "softwareAgent": {"name": "Lens Box", "version": "2"},
    "when": "2026-01-02T03:04:05Z",
    "description": "Taken on the quay",
}
TRAINING = {
    "label": "cawg.training-mining",
    "data": {
        "entries": {
            "cawg.ai_generative_training": {"use": "notAllowed"},
            "cawg.data_mining": {"use": "constrained", "constraint_info": "ask the desk"},
        }
    },
}


class Holder(NamedTuple):
    """Who can sign: certificates from their own to the root, and a key, all as PEM."""

    chain: str
    key: str

    @property
    def own(self):
        """Their certificate alone."""
        return self.chain.split("-----END CERTIFICATE-----", 1)[0] + "-----END CERTIFICATE-----\n"


def _name(common, organisation):
    parts = [
        (NameOID.COUNTRY_NAME, "NO"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.COMMON_NAME, common),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _usage(*, signs):
    """A root signs certificates, everybody else claims (C2PA Technical Specification 2.2)."""
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs, crl_sign=signs, encipher_only=False, decipher_only=False,
    )  # fmt: skip


class Authority:
    """A root that gives out certificates."""

    def __init__(self, name="Quay Test Root"):
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._subject = _name(name, "Quay Test Authority")
        self._own = self._made(self._subject, self._key, -DAY, 3650 * DAY, root=True)
        self.pem = _pem(self._own)

    def holder(self, name="Picture Desk", organisation="Quay Wire", *, start=-DAY, end=3650 * DAY, ocsp=None):
        """Somebody who may sign; `ocsp` is the address to be asked about their certificate."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._made(_name(name, organisation), key, start, end, ocsp=ocsp)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Holder(_pem(certificate) + self.pem, private.decode())

    def _made(self, subject, key, start, end, *, root=False, ocsp=None):
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + start)
            .not_valid_after(now + end)
            .add_extension(x509.BasicConstraints(ca=root, path_length=1 if root else None), critical=True)
            .add_extension(_usage(signs=root), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if not root:
            issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
            made = made.add_extension(issuer, critical=False).add_extension(purpose, critical=False)
        if ocsp is not None:
            where = x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ocsp)
            )
            made = made.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
        return made.sign(self._key, hashes.SHA256())


def drawn(kind="JPEG", size=(160, 120)):
    """A picture without credentials."""
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(target, kind)
    return target.getvalue()


def manifest(*actions, assertions=(), title="quay.jpg", **more):
    """What is to be signed."""
    listed = {"label": "c2pa.actions.v2", "data": {"actions": list(actions or (CREATED,))}}
    return {
        "title": title,
        "claim_generator_info": [{"name": "quay-desk", "version": "1.0"}],
        "assertions": [listed, *assertions],
        **more,
    }


def signed(holder, said=None, *, picture=None, mime="image/jpeg", ingredients=(), url=None, embed=True):
    """The picture with credentials.

    Args:
        holder: Who signs.
        said: The manifest.
        picture: The picture's bytes.
        mime: Its type.
        ingredients: Pictures that it was made from: title and bytes; the first is its parent.
        url: Where the file says that its credentials are stored.
        embed: Whether they are in the file too.
    """
    info = c2pa.C2paSignerInfo(b"es256", holder.chain.encode(), holder.key.encode(), None)
    return _build(
        c2pa.Signer.from_info(info),
        said,
        picture or drawn(),
        mime,
        ingredients=ingredients,
        url=url,
        embed=embed,
    )


def made_from(holder, *ingredients, actions=(), **more):
    """A picture that was made from others, each a title and bytes."""
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["one0"]}}
    return signed(holder, manifest(opened, *actions), ingredients=ingredients, **more)


def _build(signer, said, picture, mime="image/jpeg", *, ingredients=(), url=None, embed=True):
    builder = c2pa.Builder(said or manifest())
    for number, (title, data) in enumerate(ingredients):
        name = {
            "title": title,
            "label": f"one{number}",
            "instance_id": f"one{number}",
            "relationship": "componentOf" if number else "parentOf",
        }
        builder.add_ingredient(json.dumps(name), "image/jpeg", io.BytesIO(data))
    if url:
        builder.set_remote_url(url)
    if not embed:
        builder.set_no_embed()
    target = io.BytesIO()
    builder.sign(signer, mime, io.BytesIO(picture), target)
    return target.getvalue()


def named(holder, actor, said=None):
    """A picture with credentials in which a named actor signed a statement too (CAWG identity assertion)."""

    def sign():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            c2pa.load_settings(settings)
        native = c2pa.c2pa._lib.c2pa_signer_from_settings
        native.restype, native.argtypes = ctypes.POINTER(c2pa.c2pa.C2paSigner), []
        text = said or manifest(assertions=(TRAINING,))
        return _build(c2pa.Signer(native()), text, drawn())

    def local(one, **more):
        return {"local": {"alg": "es256", "sign_cert": one.chain, "private_key": one.key, **more}}

    actor_signs = local(actor, referenced_assertions=["cawg.training-mining"], roles=["cawg.creator"])
    settings = {"signer": local(holder), "cawg_x509_signer": actor_signs}
    # These settings belong to a thread; one of its own takes them with it.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(sign).result()


def aggregated(holder, issuer):
    """A picture whose named actor is vouched for by an issuer; nothing of it holds but its shape."""
    payload = {
        "referenced_assertions": [{"url": "self#jumbf=c2pa.assertions/c2pa.hash.data", "hash": [0] * 32}],
        "sig_type": "cawg.identity_claims_aggregation",
    }
    vouched = {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://cawg.io/identity/1.1/ica/context/"],
        "type": ["VerifiableCredential", "IdentityClaimsAggregationCredential"],
        "issuer": issuer,
    }
    assertion = {
        "signer_payload": payload,
        "signature": list(_cose(json.dumps(vouched).encode())),
        "pad1": [0],
    }
    return signed(holder, manifest(assertions=({"label": "cawg.identity", "data": assertion},)))


def _cose(payload):
    """A COSE_Sign1 with an empty signature (RFC 9052, section 4.2): tag 18, an array of four."""
    protected = b"\xa2\x01\x27\x03\x6eapplication/vc"
    body = b"\x59" + len(payload).to_bytes(2, "big") + payload
    return (
        b"\xd2\x84" + bytes((0x40 + len(protected),)) + protected + b"\xa0" + body + b"\x58\x40" + bytes(64)
    )


def spoilt(data):
    """The picture with one byte of its pixels changed."""
    return data[:-40] + bytes((data[-40] ^ 1,)) + data[-39:]
