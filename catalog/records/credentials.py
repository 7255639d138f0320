"""Content Credentials (C2PA) of an image file: what was signed, by whom, and whether it still holds."""

from typing import Literal

from msgspec import Struct

from catalog.vocabulary.codes import CredentialState, TimeSource
from catalog.vocabulary.credentials import load_credential_words
from catalog.vocabulary.source_types import Ai


class CredentialCode(Struct, frozen=True, kw_only=True):
    """One status code of a check.

    Attributes:
        code: The code of the specification, `assertion.dataHash.mismatch`.
        covers: What it is about, in words; empty for a code that we do not know.
        where: The part of the credentials that it concerns, `c2pa.hash.data`.
        explanation: The words of the SDK.
        recorded: Whether the signer recorded it when the ingredient was added; else it was found now.
    """

    code: str
    covers: str = ""
    where: str = ""
    explanation: str = ""
    recorded: bool = False

    @property
    def is_defect(self) -> bool:
        """Whether, as a failure, it is more than a signer whom no list has."""
        known = load_credential_words().codes.get(self.code)
        return known is None or known.kind not in {"trust", "note"}


class CredentialSigner(Struct, frozen=True, kw_only=True):
    """The certificate that signed, in its own words.

    Attributes:
        issuer: The organisation that the certificate names.
        common_name: The name in it.
        algorithm: The signature's algorithm.
        time: When it was signed, as an authority for time stamps states; None without one.
        time_from: Whether there is such an authority.
    """

    issuer: str | None = None
    common_name: str | None = None
    algorithm: str | None = None
    time: str | None = None
    time_from: TimeSource = TimeSource.NONE


class TrustListUsed(Struct, frozen=True, kw_only=True):
    """A list of certificates that signers were looked up in.

    Attributes:
        name: Its file's name without endings.
        kind: Anchors of `signers`, of named `identities`, or certificates that are `allowed` by themselves.
        date: Its date, which it states itself or else its file has.
        sha256: Hex digest of its file.
    """

    name: str
    kind: Literal["signers", "identities", "allowed"]
    date: str
    sha256: str


class SourceTypeSaid(Struct, frozen=True, kw_only=True):
    """A statement on how pixels came about.

    Attributes:
        value: As it stands in the credentials.
        term: The IPTC's term, None where we know none.
        label: The term in words.
        ai: What the term says of generative models: `all`, `part` or `perhaps`; None for nothing.
    """

    value: str
    term: str | None = None
    label: str = ""
    ai: Ai | None = None


class CredentialAction(Struct, frozen=True, kw_only=True):
    """Something that the signer says was done.

    Attributes:
        action: The action's code, `c2pa.cropped`.
        label: The action in words; empty for one that we do not know.
        source_type: How the pixels came about, None where it is not said.
        software: The program that did it.
        when: When, as it stands there.
        description: The signer's words.
        changes: What was changed: parts of the picture, and named parameters.
    """

    action: str
    label: str = ""
    source_type: SourceTypeSaid | None = None
    software: str | None = None
    when: str | None = None
    description: str | None = None
    changes: tuple[str, ...] = ()


class CredentialIdentity(Struct, frozen=True, kw_only=True):
    """A named actor who signed statements in the credentials (CAWG identity assertion).

    Attributes:
        kind: The kind of credential, `cawg.x509.cose`.
        name: The name in the actor's certificate; None where it was not looked into.
        organisation: The organisation in it.
        roles: The roles that the actor claims.
        refers_to: The statements that were signed.
        trusted: Whether a list has the actor's certificate; None where that was not checked.
        failures: What does not hold.
    """

    kind: str
    name: str | None = None
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    trusted: bool | None = None
    failures: tuple[CredentialCode, ...] = ()


class TrainingPermission(Struct, frozen=True, kw_only=True):
    """What the signer says of a use by machines.

    Attributes:
        use: The use, `cawg.ai_generative_training`.
        permission: `allowed`, `notAllowed` or `constrained`.
        constraint: Under what condition.
    """

    use: str
    permission: str
    constraint: str | None = None


class CredentialIngredient(Struct, frozen=True, kw_only=True):
    """A picture that this one was made from.

    Attributes:
        title: Its name.
        relationship: `parentOf`, `componentOf` or `inputTo`.
        format: Its media type.
        state: What became of its own credentials; None where it carries none.
        failures: What does not hold, as recorded when it was added and as found now.
        informational: What else the check says.
        signer: Who signed it.
        generators: The programs that made its credentials.
        actions: What its signer says was done.
        ingredients: The pictures that it was made from.
    """

    title: str | None = None
    relationship: str | None = None
    format: str | None = None
    state: CredentialState | None = None
    failures: tuple[CredentialCode, ...] = ()
    informational: tuple[CredentialCode, ...] = ()
    signer: CredentialSigner | None = None
    generators: tuple[str, ...] = ()
    actions: tuple[CredentialAction, ...] = ()
    ingredients: tuple["CredentialIngredient", ...] = ()


class ContentCredentials(Struct, frozen=True, kw_only=True):
    """What a file's Content Credentials say, and what became of them.

    Attributes:
        state: Whether they hold.
        reason: Why they cannot be read, None where they can.
        url: Where the file says that they are stored; nothing is ever fetched.
        failures: What does not hold.
        informational: What else the check says.
        deltas: What the check says of ingredients that are not listed.
        signer: Who signed.
        trust_lists: The lists that were given.
        trusted_by: The list that has the signer, None where none has.
        revocation: Always `not checked`: asking whether a certificate was revoked needs the network.
        sdk: Version of the SDK that checked.
        specification: Version of the C2PA specification that it checked by.
        title: The picture's name as the signer gives it.
        generators: The programs that made the credentials.
        actions: What the signer says was done.
        source_types: How the pixels came about, each statement once.
        ingredients: The pictures that this one was made from.
        identities: Named actors.
        training: What the signer says of uses by machines.
        assertions: The names of all statements.
        left_out: How many entries stand in the file beyond what a record takes.
    """

    state: CredentialState
    reason: str | None = None
    url: str | None = None
    failures: tuple[CredentialCode, ...] = ()
    informational: tuple[CredentialCode, ...] = ()
    deltas: tuple[CredentialCode, ...] = ()
    signer: CredentialSigner | None = None
    trust_lists: tuple[TrustListUsed, ...] = ()
    trusted_by: str | None = None
    revocation: Literal["not checked"] = "not checked"
    sdk: str | None = None
    specification: str | None = None
    title: str | None = None
    generators: tuple[str, ...] = ()
    actions: tuple[CredentialAction, ...] = ()
    source_types: tuple[SourceTypeSaid, ...] = ()
    ingredients: tuple[CredentialIngredient, ...] = ()
    identities: tuple[CredentialIdentity, ...] = ()
    training: tuple[TrainingPermission, ...] = ()
    assertions: tuple[str, ...] = ()
    left_out: int = 0
