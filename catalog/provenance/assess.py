"""Set a caption and a file side by side and say what a person should see."""

from collections.abc import Sequence
from typing import NamedTuple

from catalog.caption import DEFAULT, Knowledge
from catalog.provenance.agreement import agreement_findings
from catalog.provenance.facts import Case
from catalog.provenance.file import file_findings
from catalog.provenance.handout import HandoutEvidence, Neighbour
from catalog.provenance.handout_findings import handout_findings
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption


class Assessment(NamedTuple):
    """What the evidence says.

    Attributes:
        handout: Whether the picture is a handout, and from whom.
        findings: What a person should see, in the order of the rules.
    """

    handout: Handout
    findings: tuple[Finding, ...]


def assess(
    caption: ParsedCaption | None,
    image: ImageRecord | None,
    *,
    neighbours: Sequence[Neighbour] = (),
    knowledge: Knowledge = DEFAULT,
) -> Assessment:
    """Compare a caption with a file and collect findings: evidence with other explanations, never a verdict.

    Nothing raises on content. What is missing or could not be read silences a comparison.

    Args:
        caption: The parsed caption; None for a picture without words.
        image: What the file says; None for a caption without picture.
        neighbours: Copies of the picture that say that it was handed out, in the order of their arrival.
        knowledge: Who is an agency, and which name means which place.
    """
    case = Case(caption, image, knowledge)
    evidence = HandoutEvidence(case, tuple(neighbours))
    findings = (*handout_findings(evidence), *agreement_findings(case), *file_findings(case))
    return Assessment(evidence.handout, findings)
