"""Who is who in a credit line: agencies, distributors, outlets, their dated names and credit forms."""

from catalog.agencies.forms import match_form
from catalog.agencies.load import load_agencies
from catalog.agencies.lookup import Agencies, AgencyHit
from catalog.agencies.model import Agency, AgencyKind, AgencyName, CreditForm, FormExample

__all__ = [
    "Agencies",
    "Agency",
    "AgencyHit",
    "AgencyKind",
    "AgencyName",
    "CreditForm",
    "FormExample",
    "load_agencies",
    "match_form",
]
