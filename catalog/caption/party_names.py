"""What a bare name in a credit is: a person, an institution, a paper, a code, or unknown."""

import re

from catalog.caption.names import class_of, is_address, is_newspaper, is_person, is_person_named_so
from catalog.caption.party import Party, Role
from catalog.caption.words import Words
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass

_LEADING_YEAR = re.compile(r"(?:19|20)\d\d\s+")
_TOPICS = re.compile(r"\s\(\s?[A-Z][A-Z .,&'/-]*$")
_PUBLIC = frozenset(
    {
        SourceClass.INTERNATIONAL_ORGANISATION,
        SourceClass.MILITARY,
        SourceClass.GOVERNMENT,
        SourceClass.POLICE,
        SourceClass.SCIENCE,
    }
)
"""Classes whose photo desks are named like picture houses: "UN Photo"."""
_LEADING_TRADE = frozenset({"persbureau", "fotobureau", "fotoagentur", "bildagentur", "agence", "agenzia"})
_TRADE_ENDS = ("images", "pictures", "photos")
_LEAST_PROSE = 2
_TAILS = (
    re.compile(r"(?<=[A-ZÀ-Ž]{3})\s[a-z]{2}$"),  # a desk's initials: "ADA ROWE bg"
    re.compile(r"(?<=[가-힣])\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?$"),
    re.compile(r"(?<=\w)\s\(@[\w.]+\)?$"),  # "Ada Rowe (@adarowe)"
)
"""What stands behind a name and is no part of it."""
_SUFFIX = re.compile(r"\s[JS]r\.?$")  # "Jr." is no railway's name
_REPRODUCED = re.compile(
    r"(?:翻[攝摄]|取|截[圖图]?)自"
)  # Taiwanese desks: "reproduced from", a site or an account
_SITE = re.compile("[官網网]站?$")
_LEAST_DOUBLED = 8


def read_name(masked: str, party: Party, words: Words, given: frozenset[str]) -> Party | None:
    """The party with its role; None where it is none (a desk code, a telephone number, a website).

    Args:
        masked: The cleaned caption with holes.
        party: The stretch of the name.
        words: The room's knowledge.
        given: Folded names that the prose gives as handout source.
    """
    # Reuters names country and topics behind a by-line: "Ada Rowe (ARGENTINA", its bracket trimmed.
    topics = _TOPICS.search(masked, party.start, party.end)
    if topics is not None and is_person(masked[party.start : topics.start()], words):
        party = party._replace(end=topics.start())
    for tail in _TAILS:
        behind = tail.search(masked, party.start, party.end)
        if behind is not None:
            party = party._replace(end=behind.start())
    year = _LEADING_YEAR.match(masked, party.start, party.end)
    if year is not None:
        party = party._replace(start=year.end())
    party = _once(masked, party)
    text = masked[party.start : party.end]
    if is_address(text) and not text.startswith("www."):
        return party._replace(role=Role.UNKNOWN, trade=True)
    if _REPRODUCED.match(text):
        return None if _SITE.search(text) else party._replace(role=Role.SOCIAL)
    small = text.islower() and text.isascii() and masked.startswith(" /", party.end)
    if small and is_person(text.title(), words) and class_of(fold(text), words) is None:
        return party._replace(role=Role.CREATOR)  # a paper that prints credits in small letters
    folded = fold(text)
    for role in (Role.SUPPLIED, Role.STAFF):
        if folded in words.codes[role]:
            return party._replace(role=role)
    return _read_class(masked, party, text, words, given)


def _once(masked: str, party: Party) -> Party:
    """A name that a site printed twice without a blank, "ADA ROWEADA ROWE", once."""
    length = party.end - party.start
    middle = party.start + length // 2
    halves = (masked[party.start : middle].casefold(), masked[middle : party.end].casefold())
    doubled = length >= _LEAST_DOUBLED and halves[0] == halves[1]
    return party._replace(end=middle) if doubled else party


def is_given(folded: str, given: frozenset[str]) -> bool:
    """Whether a name is one that the prose gives as handout source, or the head or tail of one.

    "Presidential Palace" of "Presidential Palace of Salvada"; the name alone of "harbour resident Ada Rowe".
    """
    if folded in given:
        return True
    return any(
        name.startswith(f"{folded} ") or name.endswith((f" {folded}", f"'s {folded}"))
        for name in given
        if folded
    )


def _read_class(masked: str, party: Party, text: str, words: Words, given: frozenset[str]) -> Party | None:
    folded = fold(_SUFFIX.sub("", text))
    class_ = class_of(folded, words)
    if class_ is SourceClass.SOCIAL_MEDIA or text.startswith("@") or text == "X":
        return _owner(masked, party, words) or party._replace(role=Role.SOCIAL)
    if class_ is SourceClass.SATELLITE_OPERATOR:
        return party._replace(role=Role.SATELLITE, class_=class_)
    if is_given(folded, given):
        return party._replace(role=Role.INSTITUTION, class_=class_ or SourceClass.UNKNOWN)
    if words.patterns["no-party"].fullmatch(text):
        return None
    if is_newspaper(folded, words):
        return party._replace(role=Role.OUTLET)
    if class_ not in _PUBLIC and _is_trade(folded, words):
        return party._replace(role=Role.UNKNOWN, trade=True)
    rank = words.ranks.match(text)
    if class_ is not None and not rank and not is_person_named_so(text, folded, words):
        return party._replace(role=Role.INSTITUTION, class_=class_)
    bare = party.start + (rank.end() if rank else 0)
    if is_person(masked[bare : party.end], words):
        return party._replace(role=Role.CREATOR, start=bare)
    if not any(c.isalpha() for c in text) or _is_prose(text, words):
        return None
    return party


def _is_trade(folded: str, words: Words) -> bool:
    """Whether a name's last word is a picture house's, or its first one where that is usual."""
    trade = words.people["trade"]
    if folded.endswith(_TRADE_ENDS) and " " not in folded:
        return True  # "Lampimages"
    return folded.rpartition(" ")[2] in trade or folded.partition(" ")[0] in _LEADING_TRADE


def _owner(masked: str, party: Party, words: Words) -> Party | None:
    """The institution before the platform that its account is on: "Policie ČR na Facebooku"."""
    found = words.patterns["platform"].search(masked[party.start : party.end])
    if found is None:
        return None
    end = party.start + found.start()
    class_ = class_of(fold(masked[party.start : end]), words)
    if class_ is None or class_ is SourceClass.SOCIAL_MEDIA:
        return None
    return party._replace(role=Role.INSTITUTION, end=end, class_=class_)


def _is_prose(text: str, words: Words) -> bool:
    """Whether an unknown name is rather a remark: two lower-case words that join no names."""
    if not text.isascii() and not any(c.isupper() for c in text):
        return False
    small = {*words.connectors, *words.people["particles"], *words.people["small_words"]}
    return sum(w.islower() and w not in small for w in text.split()) >= _LEAST_PROSE
