"""Who handed the picture to whom, and what the evidence says about a handout, in words."""

from dataclasses import dataclass

from catalog.records import HandoutParty, ParsedCaption, Photo
from catalog.vocabulary.codes import HandoutState, Origin, SourceClass
from web.words import country_name, order, say

LOST_IN_COPY = "handout-mark-lost-in-copy"
"""The rule of a mark that another copy of the picture has."""
_ROLES = ("maker", "partner", "distributor", "outlet")
_SOURCE_ROLES = {HandoutState.LIKELY: "source_likely", HandoutState.CONFLICTING: "source_disputed"}


@dataclass(frozen=True, slots=True)
class Party:
    """A party in the chain; `page` is `source` or `agency` where it has a page of its own."""

    name: str
    page: str = ""
    id: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain from camera to us."""

    role: str
    kind: str
    parties: tuple[Party, ...]


def about_party(party: HandoutParty) -> str:
    """What is known of a handout source: `government, Armenia`."""
    class_ = "" if party.class_ is SourceClass.UNKNOWN else say("class", party.class_)
    return ", ".join(filter(None, (class_, country_name(party.country))))


def _source_step(photo: Photo) -> Step | None:
    if photo.handout.from_:
        parties = tuple(Party(p.name, "source", p.id, about_party(p)) for p in photo.handout.from_)
    elif photo.caption and photo.caption.handout_sources:
        parties = tuple(Party(source.name) for source in photo.caption.handout_sources)
    elif photo.handout.state in {HandoutState.STATED, HandoutState.LIKELY}:
        parties = (Party(say("party", "unnamed").capitalize()),)
    else:
        return None
    return Step(say("role", _SOURCE_ROLES.get(photo.handout.state, "source")), "source", parties)


def _agency_steps(caption: ParsedCaption) -> list[Step]:
    steps = []
    for role in _ROLES:
        named = {agency.id: agency for agency in caption.agencies if agency.role == role}
        if named:
            parties = tuple(Party(agency.name, "agency", agency.id) for agency in named.values())
            steps.append(Step(say("role", role), "agency", parties))
    return steps


def chain_of(photo: Photo) -> tuple[Step, ...]:
    """Handout source, photographer, agency, partner, distributor, outlet: those that are named, in order."""
    source = _source_step(photo)
    steps = [source] if source else []
    if photo.caption and photo.caption.creators:
        names = tuple(Party(creator.name) for creator in photo.caption.creators)
        steps.append(Step(say("role", "creator"), "creator", names))
    return (*steps, *(_agency_steps(photo.caption) if photo.caption else ()))


def handout_sentences(photo: Photo) -> tuple[str, ...]:
    """What the evidence says, sentence by sentence, the plain answer first."""
    caption, state = photo.caption, photo.handout.state
    answer: str = state.value
    if state is HandoutState.STATED:
        answer = "stated_caption" if caption and caption.handout else "stated_elsewhere"
    elif state is HandoutState.NOT_INDICATED and caption and caption.origin is Origin.OWN:
        answer = "own"
    elif state is HandoutState.LIKELY and any(one.rule == LOST_IN_COPY for one in photo.findings):
        answer = "likely" if caption and caption.origin is Origin.HANDOUT_LIKELY else "likely_copy"
    because = say("because", answer) if answer in order("because") else ""
    how = say("how", caption.how) if caption and caption.how else ""
    return tuple(filter(None, (say("answer", answer), because, how)))
