"""What stands at the ends of a credit's part: signs, codes, agencies, words that are no part of a name."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from catalog.agencies import AgencyHit
from catalog.caption.party import Party, Role
from catalog.caption.words import Words
from catalog.text import FIRST_IDEOGRAPH, fold

_SIGNS = " .,:;?*#\"'„“”‘’()[]（）【】«»<>\n-–—©|/+"
_CUT_OFF = ("…", "...")
_ACRONYM = re.compile(r"\s\([A-Z]{2,10}\)$")
_DOTTED = frozenset({"corp", "inc", "ltd", "co", "jr", "sr", "s.p.a", "s.a"})
_CODES = (Role.HANDOUT, Role.POOL, Role.FILE, Role.STRINGER)
_AFTER_AGENCY = re.compile(
    r"\s+(?:PHOTO|Photos?|Images?|Picture|Illustrations?|Sketch|Graphics?|Wire|WIRE|TV|Newsroom|News|(?:LASER|TELE|WIRE|RADIO)PHOTO)\b(?:\s[A-Za-z]{2,3}(?=/))?|\s+[a-zA-Z]{2}(?=/)|圖片|图片|新闻|新聞|发|發|\s*(?:फोटो|फ़ोटो)"
)
_NAME_BESIDE = re.compile(r"\s*[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)?(?:\s[a-z]{2})?\s*$")
_TYPO_LENGTH = range(6, 10)


def trim(masked: str, start: int, end: int) -> tuple[int, int]:
    """A part without the signs around it; empty where the site that printed it cut it off."""
    if masked[start:end].rstrip().endswith(_CUT_OFF):
        return start, start
    while start < end and masked[start] in _SIGNS:
        start += 1
    while start < end and masked[end - 1] in _SIGNS and not _is_own(masked, start, end):
        end -= 1
    return start, end


def _is_own(masked: str, start: int, end: int) -> bool:
    """A sign that belongs to the name: `T. S.`, `Fox Corp.`, `(LRA)`, but not the sentence's own."""
    if masked[end - 1] == ")":
        return _ACRONYM.search(masked, start, end) is not None
    if masked[end - 1] != ".":
        return False
    head, _, last = masked[start : end - 1].rpartition(" ")
    return last.casefold() in _DOTTED or (bool(head) and len(last) == 1 and last.isupper())


def peel(masked: str, start: int, end: int, hits: Sequence[AgencyHit], words: Words) -> Party | None:
    """A code, an agency or an idle word at one end of the part; None where only a name is left."""
    text = masked[start:end]
    patterns = words.patterns
    if (agency := _agency(masked, start, end, hits)) is not None:
        return agency
    if (given := patterns["given-by"].match(text)) is not None:
        return Party(Role.SUPPLIED, start, start + given.end())
    for opening in (patterns["before-party"], words.label):
        lead = opening.match(text)
        if lead is not None and 0 < lead.end() < len(text):
            return Party(Role.NOTHING, start, start + lead.end())
    if (code := _code(text, words)) is not None:
        role, left, right = code
        return Party(role, start + left, start + right)
    tail = patterns["after-party"].search(text)
    if tail is not None and tail.start() > 0:
        supplied = fold(tail.group().strip()) in words.codes[Role.SUPPLIED]
        return Party(Role.SUPPLIED if supplied else Role.NOTHING, start + tail.start(), end)
    return None


def _code(text: str, words: Words) -> tuple[Role, int, int] | None:
    """A by-line code that stands alone at either end of a part."""
    for role in _CODES:
        for found in words.patterns[f"code-{role}"].finditer(text):
            left, right = found.span()
            spaceless = text[left] >= FIRST_IDEOGRAPH  # "JMPA代表撮影"
            open_left = left == 0 or spaceless or not text[left - 1].isalnum()
            open_right = right == len(text) or not text[right].isalnum()
            if open_left and open_right and (left == 0 or right == len(text)):
                return role, left, right
    for word in (re.match(r"[A-Z]+\b", text), re.search(r"\b[A-Z]+$", text)):
        # HANDOTU, HANDOUR, HADNOUT: one slip (optimal string alignment) away from HANDOUT, in capitals.
        if word and len(word.group()) in _TYPO_LENGTH and OSA.distance(word.group(), "HANDOUT") <= 1:
            return Role.HANDOUT, *word.span()
    return None


def _agency(masked: str, start: int, end: int, hits: Sequence[AgencyHit]) -> Party | None:
    for hit in hits:
        if hit.start < start or hit.end > end or (hit.start != start and hit.end != end):
            continue
        tail = _AFTER_AGENCY.match(masked, hit.end, end) if hit.start == start else None
        if (
            hit.common
            and tail is None
            and _NAME_BESIDE.match(masked[start : hit.start] + masked[hit.end : end])
        ):
            continue  # "Jana Verhulst": a word of somebody's name
        return Party(Role.AGENCY, hit.start, tail.end() if tail else hit.end, agencies=hit.agencies)
    return None
