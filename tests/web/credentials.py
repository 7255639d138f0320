"""Content Credentials of an invented composite, one of whose parts was changed after it was signed."""

from catalog.records import (
    ContentCredentials,
    CredentialAction,
    CredentialCode,
    CredentialIngredient,
    CredentialSigner,
    SourceTypeSaid,
    TrustListUsed,
)
from catalog.vocabulary.codes import CredentialState, TimeSource

COMPOSITE = SourceTypeSaid(
    value="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    term="compositeWithTrainedAlgorithmicMedia",
    label="Edited with generative AI",
    ai="part",
)
CHANGED = CredentialCode(
    code="assertion.dataHash.mismatch",
    covers="the file's bytes (its pixels, or metadata written after signing)",
    recorded=True,
)
UNKNOWN = CredentialCode(code="signingCredential.untrusted", covers="who signed", where="c2pa.signature")
CREDENTIALS = ContentCredentials(
    state=CredentialState.VALID,
    failures=(UNKNOWN,),
    signer=CredentialSigner(
        issuer="Orchard & <b>Sons</b>",
        common_name="Desk",
        algorithm="Es256",
        time="2026-03-04T05:06:07+00:00",
        time_from=TimeSource.AUTHORITY,
    ),
    trust_lists=(TrustListUsed(name="desks", kind="signers", date="2026-08-05", sha256="0" * 64),),
    generators=("orchard-desk 1.0",),
    actions=(CredentialAction(action="c2pa.placed", label="Another picture placed", source_type=COMPOSITE),),
    source_types=(COMPOSITE,),
    ingredients=(
        CredentialIngredient(
            title="trees.jpg",
            relationship="parentOf",
            state=CredentialState.VALID,
            ingredients=(
                CredentialIngredient(
                    title="branch.jpg",
                    relationship="componentOf",
                    state=CredentialState.INVALID,
                    failures=(CHANGED,),
                ),
            ),
        ),
        CredentialIngredient(title="sky.png", relationship="componentOf"),
    ),
)
