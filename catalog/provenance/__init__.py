"""Pure rules: what caption and file say about where a picture comes from, and where they differ."""

from catalog.provenance.assess import Assessment, assess
from catalog.provenance.copies import compare_copies
from catalog.provenance.handout import Neighbour
from catalog.provenance.rules import Rule, load_rules

__all__ = ["Assessment", "Neighbour", "Rule", "assess", "compare_copies", "load_rules"]
