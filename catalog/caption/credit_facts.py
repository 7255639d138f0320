"""What a published credit must say of a picture: who made it, who handed it out, and what sort it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from catalog.agencies import Agencies, load_agencies
from catalog.records import AgencyCredit, CreatorCredit, HandoutSource, ParsedCaption, Part
from catalog.text import fold
from catalog.vocabulary.codes import AgencyRole, Kind, Origin, Term

HANDOUT, LIKELY, CONFLICTING, UNNAMED, HOUSE = "handout", "likely", "conflicting", "unnamed", "house"
"""A handout: said, suspected, said and denied, of nobody named; and a picture of the style's own agency."""
_SAID_KINDS = (
    Kind.POOL,
    Kind.STRINGER,
    Kind.SCREENGRAB,
    Kind.SOCIAL,
    Kind.SATELLITE,
    Kind.ILLUSTRATION,
    Kind.AI,
    Kind.FILE,
)
MUST_SAY = (HANDOUT, LIKELY, CONFLICTING, UNNAMED, *(kind.value for kind in _SAID_KINDS))
"""What no line may keep to itself, in the order in which it is said."""

Names: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """What is known of one picture, or of all pictures of a combo together.

    Attributes:
        creators: Who took it.
        sources: Who handed it out.
        makers: The agencies and outlets that made or published it, in the credit's order.
        distributors: Those that passed it on.
        own: Id of the agency that marks the picture as its own; None where nothing does: silence is no mark.
        flags: Of `MUST_SAY`, what holds.
        mandatory: Credits that notices ask for, as they write them.
        label: Of a combo's picture, the words that point at it.
        pictures: The pictures of a combo that have a credit of their own; else none.
        ready: A credit that a person or the file's supplier wrote; None where nobody did.
    """

    creators: Names = ()
    sources: Names = ()
    makers: Names = ()
    distributors: Names = ()
    own: str | None = None
    flags: frozenset[str] = frozenset()
    mandatory: Names = ()
    label: str = ""
    pictures: tuple["CreditFacts", ...] = ()
    ready: str | None = None

    @property
    def agencies(self) -> Names:
        """Makers and distributors, in the credit's order."""
        return (*self.makers, *self.distributors)

    @property
    def is_nameless(self) -> bool:
        """Whether nobody at all is named."""
        return not (self.creators or self.sources or self.makers or self.distributors)

    def less(self, named: Iterable["CreditFacts"]) -> "CreditFacts":
        """The names that none of these has."""
        known = list(named)
        return replace(
            self,
            creators=_without(self.creators, (n for k in known for n in k.creators)),
            sources=_without(self.sources, (n for k in known for n in k.sources)),
            makers=_without(self.makers, (n for k in known for n in k.agencies)),
            distributors=_without(self.distributors, (n for k in known for n in k.agencies)),
        )


def facts_of(parsed: ParsedCaption, agencies: Agencies | None = None) -> CreditFacts:
    """What a caption says for its credit.

    Args:
        parsed: The caption, taken apart.
        agencies: Whose usual spellings are written; None for those that come with the program.
    """
    known = load_agencies() if agencies is None else agencies
    sources = parsed.handout_sources
    whole = _named(parsed.caption, parsed.agencies, parsed.creators, sources, known)
    handed = _handed(parsed, named=bool(sources))
    kinds = {k for k in parsed.kinds if k in _SAID_KINDS} - ({Kind.STRINGER} if parsed.creators else set())
    asked = (t.who for n in parsed.notices for t in n.terms if t.term is Term.MANDATORY_CREDIT and t.who)
    flags = frozenset({*handed, *kinds})
    return replace(
        whole, flags=flags, mandatory=once(asked), pictures=_pictures(parsed, handed - {UNNAMED}, known)
    )


def _handed(parsed: ParsedCaption, *, named: bool) -> frozenset[str]:
    """Whether the words say, or let suspect, that the picture was handed out, and whether by whom."""
    if not parsed.handout and not named:
        return frozenset()
    likely = parsed.origin is Origin.HANDOUT_LIKELY or not parsed.handout
    flags = {LIKELY if likely else HANDOUT}
    if parsed.origin is Origin.CONFLICTING:
        flags.add(CONFLICTING)
    return frozenset(flags if named else flags | {UNNAMED})


def _pictures(parsed: ParsedCaption, handed: frozenset[str], known: Agencies) -> tuple[CreditFacts, ...]:
    """A combo's pictures; none where no words give any of them a credit of its own."""
    pictures = tuple(_picture(parsed.caption, part, handed, known) for part in parsed.parts)
    return () if all(picture.is_nameless for picture in pictures) else pictures


def _picture(caption: str, part: Part, handed: frozenset[str], known: Agencies) -> CreditFacts:
    named = _named(caption, part.agencies, part.creators, part.handout_sources, known)
    # What speaks against a handout speaks of the whole caption, and is said once.
    flags = handed - {CONFLICTING} if part.handout_sources else frozenset()
    return replace(named, label=" ".join(part.label.split()), flags=flags)


def _named(
    caption: str,
    agencies: Iterable[AgencyCredit],
    creators: Iterable[CreatorCredit],
    sources: Iterable[HandoutSource],
    known: Agencies,
) -> CreditFacts:
    """The names, each once: a source that took or relayed the picture too is named as the source."""
    handed = once(source.name for source in sources)
    credited = list(agencies)
    passed = [a for a in credited if a.role is AgencyRole.DISTRIBUTOR]
    made = [a for a in credited if a.role is not AgencyRole.DISTRIBUTOR]
    taken = list(creators)
    return CreditFacts(
        creators=_without(once(creator.name for creator in taken), handed),
        sources=handed,
        makers=_without(once(_spelt(a, caption, known) for a in made), handed),
        distributors=_without(once(_spelt(a, caption, known) for a in passed), handed),
        own=next((a.id for a in made if any(_is_own(a, c, caption, known) for c in taken)), None),
    )


def _is_own(agency: AgencyCredit, creator: CreatorCredit, caption: str, known: Agencies) -> bool:
    """Whether a name stands in the form by which an agency marks its own pictures, "AP Photo/" before it."""
    found = known.get(agency.id)
    heads = (mark.strip("()").partition("$creator")[0] for mark in (found.own_marks if found else ()))
    return any(head.strip() and caption[: creator.span[0]].endswith(head) for head in heads)


def _spelt(agency: AgencyCredit, caption: str, known: Agencies) -> str:
    """An agency's usual spelling; of one that nobody knows, the caption's where it is no shouting."""
    found = known.get(agency.id)
    if found is not None:
        return found.canonical.text
    written = caption[slice(*agency.span)]
    return written if fold(written) == fold(agency.name) and not written.isupper() else agency.name


def once(names: Iterable[str]) -> Names:
    """Each name once, in order, on one line; empty ones are left out."""
    found: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.split())
        if plain:
            found.setdefault(fold(plain), plain)
    return tuple(found.values())


def _without(names: Names, others: Iterable[str]) -> Names:
    known = set(map(fold, others))
    return tuple(name for name in names if fold(name) not in known)
