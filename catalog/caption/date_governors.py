"""The words around a date that govern it: the word beside it, the nearest verb before it, a verb behind it.

From the date the reader walks to the left, past weekdays and places. It stops at a comma behind which other
things are told, since what stands before has its own end. The words are data (`data/date_roles.toml`).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from catalog.caption import date_cues as cue
from catalog.caption.date_shapes import Found
from catalog.vocabulary.codes import DateRole

_NEAR = 5  # words from a noun for picture to "from", from "after" to "of"
_CLAUSE = 4  # words from "who" to its verb
_OWN_CLAUSE = 12  # words and signs that a clause has behind its verb
_PARTED = 1  # commas that may stand between a clause and its own date
_SHORT_CLAUSE = 2  # words from "which" to the verb that a date directly follows: "which collapsed on"
_VERB_BEHIND = 14  # words from a date to the verb of its clause, in languages that put it last
_YEAR = len("2020~")
_LEADING = cue.COMMA | cue.ON | cue.LIGHT | cue.WEEKDAY
_SMALL = cue.FILLER | cue.ON | cue.LIGHT | cue.WEEKDAY
_BRACKET = cue.OPENING | cue.CLOSING
_HANDED = cue.TAKEN | cue.RELEASED | cue.ISSUED
_COMING = cue.FUTURE | cue.PLANNED | cue.BE
_VERBS = _HANDED | _COMING | cue.MADE | cue.LIFE
_CLAUSES = cue.AFTER | cue.BEFORE | cue.RELATIVE | cue.TAKEN
_COLONS = frozenset(":：")
_THE = frozenset({"the", "The", "THE"})


class Role(NamedTuple):
    """What a date is the date of, and the rule that says so."""

    role: DateRole
    rule: str


SAID = Role(DateRole.TAKEN, "date/taken-said")
CLAUSE = Role(DateRole.TAKEN, "date/clause")
"""The date may belong to a clause about something else."""
RELEASED = Role(DateRole.RELEASED, "date/released")
RELEASED_AFTER = Role(DateRole.RELEASED, "date/released-after")
EVENT = Role(DateRole.EVENT, "date/event")
MENTIONED = Role(DateRole.MENTIONED, "date/mentioned")
MADE = Role(DateRole.MENTIONED, "date/combination-made")


class Heard(NamedTuple):
    """Words and marks, and what each of them says (`catalog.caption.date_cues`)."""

    written: list[str]
    bits: list[int]


class Around(NamedTuple):
    """What stands around one date.

    Attributes:
        left: Its sentence before it, from the date before it on.
        right: Its sentence after it.
        earlier: What the sentence says before `left`.
        is_combination: Whether the caption speaks of several pictures in one.
    """

    left: Heard
    right: Heard
    earlier: Callable[[], Heard]
    is_combination: Callable[[], bool]

    def speaks_of_picture(self, place: int) -> bool:
        """Whether the sentence, up to a word of `left`, speaks of the picture, or begins with that word."""
        before = [*self.earlier().bits, *self.left.bits[:place]]
        return not before or _any(before, cue.PICTURE)


def beside(date: Found, around: Around) -> Role | None:
    """What the word directly before the date says, weekdays and prepositions aside."""
    written, bits = around.left
    place, on = _governor(bits)
    if place > 0 and written[place] in _COLONS and bits[place - 1] & cue.DATED:
        issued = _any(bits[max(place - 2, 0) : place - 1], cue.ISSUE | cue.ISSUED | cue.RELEASED)
        return RELEASED if issued else SAID
    if place > 0 and written[place] in _COLONS and bits[place - 1] & (cue.ISSUED | cue.RELEASED):
        return RELEASED
    if date.read == "year-picture":
        return CLAUSE if _any(bits, cue.VIEWED) else SAID
    if place < 0 or _any(bits[place + 1 : place + 2], cue.COMMA):
        return None
    said = bits[place]
    if said & cue.DATED:
        return SAID if around.speaks_of_picture(place) else MENTIONED
    if not on and (role := _directly(date, bits, place)):
        return role
    return _participle(date, bits, place) or (_joined(bits, place) if said & cue.OF else None)


def _governor(bits: Sequence[int]) -> tuple[int, bool]:
    """Where the nearest telling word stands, -1 for none; whether a preposition of time stands between."""
    on = False
    for place in range(len(bits) - 1, -1, -1):
        if not bits[place] & _LEADING:
            return place, on
        on = on or bool(bits[place] & cue.ON)
    return -1, on


def _directly(date: Found, bits: Sequence[int], place: int) -> Role | None:
    """A preposition directly before the date: "since 5 May", "a photo from 5 May"."""
    said, is_interval = bits[place], "/" in date.edtf
    if said & cue.FROM and not is_interval:
        return SAID if _any(bits[max(place - _NEAR, 0) : place], cue.PICTURE) else MENTIONED
    if said & (cue.AFTER | cue.BEFORE) or (said & cue.SINCE and not is_interval):
        return MENTIONED
    return None


def _participle(date: Found, bits: Sequence[int], place: int) -> Role | None:
    """A verb or noun directly before the date: "died on", "built in", "which fell on", "before the vote"."""
    said, is_year = bits[place], len(date.edtf) <= _YEAR
    if said & cue.LIFE or (is_year and said & cue.HISTORY):
        return MENTIONED
    if is_year and not said & cue.TAKEN and _any(bits, cue.PAST):
        return MENTIONED
    if said & (cue.ISSUED | cue.PLANNED):
        return RELEASED if said & cue.ISSUED else EVENT
    if said & cue.EVENT and _any(bits[max(place - _NEAR, 0) : place], cue.BEFORE):
        return EVENT
    return MENTIONED if _any(bits[max(place - _SHORT_CLAUSE, 0) : place], cue.RELATIVE) else None


def _joined(bits: Sequence[int], place: int) -> Role | None:
    """A date that `of` joins to a noun: "the night of", "photo of", "after the storm of"."""
    before = bits[max(place - _NEAR, 0) : place]
    if not before or before[-1] & cue.PART:
        return None
    if before[-1] & (cue.PICTURE | cue.EVENT):
        return SAID if before[-1] & cue.PICTURE else EVENT
    return EVENT if _any(before, cue.AFTER | cue.BEFORE) and not _any(before, cue.COMMA) else None


def governed(around: Around) -> Role | None:
    """What the nearest verb before the date says; CLAUSE where the date may belong to a clause only."""
    written, bits = around.left
    shown_next = _any(around.right.bits[:2], cue.SHOWS)
    told = crossed = clause = False
    depth = 0
    for place in range(len(bits) - 1, -1, -1):
        said = bits[place]
        if depth or said & _BRACKET:
            depth += bool(said & cue.CLOSING) - bool(said & cue.OPENING)
            if depth < 0:
                break
        elif said & cue.COMMA:
            if not shown_next and (told or "".join(written).isupper()):
                break
            crossed = crossed or not _any(bits[max(place - 1, 0) : place], cue.WEEKDAY)
        elif said & (cue.SHOWS | cue.STOP):
            break
        elif said & _VERBS and (role := _verb(around, place, attached=shown_next or not crossed)):
            return role
        else:
            clause = clause or bool(said & _CLAUSES)
            told = told or not (said & _SMALL or written[place][0].isupper())
    return CLAUSE if clause else None


def _verb(around: Around, place: int, *, attached: bool) -> Role | None:
    """The role that a verb before the date gives; None where it gives none."""
    bits = around.left.bits
    said, near = bits[place], bits[max(place - _CLAUSE, 0) : place]
    if said & _HANDED and attached:
        if _any(_since_picture(bits[:place]), cue.VIEWED):
            return CLAUSE
        if around.speaks_of_picture(place):
            return SAID if said & cue.TAKEN or _any(near[-2:], cue.TAKEN) else RELEASED
        if said & cue.TAKEN and _any(bits, cue.CAPTIVE):
            return MENTIONED
    if said & _COMING and attached and _is_to_come(bits, place):
        return EVENT
    if said & cue.MADE and around.is_combination():
        return MADE
    own = len(bits) - place <= _OWN_CLAUSE  # "whose brother was killed in the fire sells lamps in …"
    own = own and not _is_parted(bits[place:])
    return MENTIONED if said & cue.LIFE and own and _any(near, cue.RELATIVE) else None


def _is_parted(bits: Sequence[int]) -> bool:
    """Whether commas part a date from a verb: "which shells struck, in Xyz, Abc province, 2 May"."""
    return bool(bits[-1] & cue.COMMA) and sum(bool(said & cue.COMMA) for said in bits) > _PARTED


def _since_picture(bits: Sequence[int]) -> Sequence[int]:
    """The words from the last "this" on: "a view shows boats in this picture released on" views nothing."""
    last = max((n for n, said in enumerate(bits) if said & cue.DEICTIC), default=0)
    return bits[last:]


def _is_to_come(bits: Sequence[int], place: int) -> bool:
    """Whether a verb tells what is to come: "will open", "to be held", "due to open"; not "due to rain"."""
    said, following = bits[place], bits[place + 1 : place + 3]
    if said & cue.FUTURE:
        return not said & cue.PART  # Italian's "sera" is an evening
    if said & cue.BE:
        return _any(bits[max(place - 1, 0) : place], cue.TO)
    if not _any(following[:1], cue.TO):
        return _any(following[:1], cue.ON)
    return len(following) == 1 or _any(following[1:], cue.INFINITIVE)


def followed(around: Around) -> Role | None:
    """What the words behind the date say: "the 5 May elections", and verbs that stand last."""
    written, bits = around.right
    following = bits[1:] if written[:1] == [","] else bits
    if _any(following[:1], cue.SINCE_AFTER):
        return MENTIONED
    if _any(following[:3], cue.EVENT) and _THE.intersection(around.left.written[-1:]):
        return EVENT
    for said in bits[:_VERB_BEHIND]:
        if said & (cue.STOP | cue.COMMA | cue.SHOWS):
            break
        if said & (cue.RELEASED_AFTER | cue.TAKEN_AFTER):
            return RELEASED_AFTER if said & cue.RELEASED_AFTER else SAID
    return None


def _any(bits: Sequence[int], wanted: int) -> bool:
    return any(said & wanted for said in bits)
