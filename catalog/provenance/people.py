"""Are the photographers whom the caption credits among the file's creators."""

import re
from collections.abc import Iterator

from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.names import is_name, same_party, same_person, slug
from catalog.provenance.rules import load_rules
from catalog.records import Finding
from catalog.vocabulary.codes import Certainty, Severity

_BETWEEN_NAMES = re.compile(r"\s*(?:/|;|\||\bvia\b)\s*", re.IGNORECASE)


def creator_findings(case: Case) -> Iterator[Finding]:
    """Compare the caption's creators with the file's; one person in common is agreement enough."""
    caption = case.caption
    if caption is None or not caption.creators or case.image is None:
        return
    # A name that may be a fragment of another is no second person.
    if caption.certainty.get("creators") is Certainty.OPEN:
        return
    people = [said for said in case.said("creators") if _names_in(case, said)]
    if not people:
        return
    credited = [creator for creator in caption.creators if _is_person(case, creator.name)]
    if not credited or any(_meets(case, said, creator.name) for said in people for creator in credited):
        return
    notes = ["cut"] if any(said.cut for said in people) else []
    only_camera = all(said.block == "exif" for said in people)
    if only_camera:
        notes.append("camera")
    yield load_rules()["creator-differs"].finding(
        [*(in_caption(caption, creator.span) for creator in credited), *(said.value for said in people)],
        notes=notes,
        severity=Severity.NOTICE if only_camera else None,
    )


def _names_in(case: Case, said: Said) -> list[str]:
    """The people in a by-line, without the agencies, codes and handout sources that stand there too."""
    return [part for part in _BETWEEN_NAMES.split(said.text) if _is_person(case, part)]


def _is_person(case: Case, text: str) -> bool:
    rest = text
    for hit in reversed(case.agencies.scan(text)):
        rest = rest[: hit.start] + rest[hit.end :]
    if not is_name(rest):
        return False
    sources = case.caption.handout_sources if case.caption is not None else ()
    return not any(same_party(text, source.name) for source in sources) and not _is_code(case, text)


def _is_code(case: Case, text: str) -> bool:
    """Whether a word in a name's place is an agency's code for its staff or for a stringer."""
    word = slug(text)
    credited = case.caption.agencies if case.caption is not None else ()
    known = (case.agencies.get(agency.id) for agency in credited)
    return any(
        word == slug(code)
        for agency in known
        if agency is not None
        for code in (*agency.staff_codes, *agency.stringer_codes)
    )


def _meets(case: Case, said: Said, name: str) -> bool:
    """Whether a by-line may name this person, as far as its length limit lets it."""
    names = _names_in(case, said)
    if any(same_person(part, name) for part in names):
        return True
    return said.cut and any(slug(name).startswith(slug(part)[:-1]) for part in names)
