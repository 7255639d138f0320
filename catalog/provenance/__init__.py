"""Pure rules: what caption and file say about where a picture comes from, and where they differ."""

from catalog.provenance.assess import Assessment, assess
from catalog.provenance.copies import compare_copies, same_statement
from catalog.provenance.credential_lines import (
    CredentialLine,
    CredentialLines,
    CredentialSource,
    tell_credentials,
)
from catalog.provenance.handout import Neighbour
from catalog.provenance.rules import Rule, load_rules

__all__ = [
    "Assessment",
    "CredentialLine",
    "CredentialLines",
    "CredentialSource",
    "Neighbour",
    "Rule",
    "assess",
    "compare_copies",
    "load_rules",
    "same_statement",
    "tell_credentials",
]
