"""The dateline at a caption's head: where a picture was taken, or only where its text was filed."""

import re
from dataclasses import dataclass

from catalog.caption.words import HOLE, load_words
from catalog.places import Gazetteer
from catalog.text import fold

_LONGEST = 300  # characters within which a dateline ends
_LAST_CASED = 0x2000
# `re` knows no \p{Lu}: the capitals of Latin, Greek, Cyrillic, Armenian, spelt out once.
_UPPER = "".join(chr(c) for c in range(0x41, _LAST_CASED) if chr(c).isupper())
_TOWN = rf"[{_UPPER}][^\W\d_]*\.?[\w'’-]*(?:(?: and| of)?[ -][{_UPPER}(][\w.'’)-]*){{0,4}}"
_REGION = r"(?: (?:область|край|район|округ|обл\.|області))?"
_LEAD = (
    r"^\W*(?:(?:FILE|FILES|TOPSHOT|HANDOUT|ARCHIVO?|COMBO)\b\W*|\(Original Caption\)\s"
    r"|\([A-Z]{2,4}\d{1,3}\)\s?"
    r"|\d{6}-[A-Z]-[A-Z]{2}\d{3}-\d{3,4}[A-Z]?\W{1,3}"  # the US forces' VIRIN (DoDI 5040.02)
    r"|(?:ITAR-)?TASS:\s|(?>[\w-]*\d)[\d/.-]*+\s|(?>\w*\d)(?:[\w/]|\.(?=\w*\d))*+[-.,;:\s]++(?:\d[\d/.]*+-)?+){0,6}"
)
_HEAD = re.compile(
    rf"{_LEAD}(?P<chain>{_TOWN}(?:(?:,\s?|\s\(|\s?\[|\.\s){_TOWN}{_REGION}[)\]]?){{0,2}})"
    rf"(?=\s*(?:\([^)]{{3,24}}\)|[-–—:;]|(?<![.\s]){HOLE}{{3}}|,\s?\d|\s\d{{8}}\b|\s\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\s\d{{4}}-\d\d-\d\d|,\s?[{_UPPER}][^\W\d_]{{2,9}}\.?\s\d|\.\s(?:[A-Z]{{3,9}}\s)?\d|,?\s?[{_UPPER}]{{3}}\.\d|\s-\s|[\])],\s))"
)
_HYPHEN = re.compile(r"-\w")
_NAME = re.compile(r"[^,.()\[\]\s](?:[^,.()\[\]]|\.(?=\S))*(?<!\s)(?:\.$)?")
# USA Today: "Oct 6, 2019; Tampa, FL, USA; Pitcher …".
_BETWEEN = re.compile(
    rf"^\W*[{_UPPER}][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}; (?P<chain>{_TOWN}(?:, {_TOWN}){{1,3}})(?=;)"
)

# The Guardian: "Lutsk, Ukraine Bakers knead …", its line break lost: "Lagos, NigeriaWomen carry …".
_LONG_TOWN = rf"{_TOWN}(?: (?:de|do|da|del|la|el|al) {_TOWN})?"
_TOWN_AND = re.compile(rf"^(?P<town>{_LONG_TOWN}), (?P<rest>[{_UPPER}][^,.;:()]{{1,40}})")
_CUT = re.compile(rf"(?<=[^\W_])(?=[{_UPPER}][^\W\d_])|(?<=[^\W_])(?= [{_UPPER}][^\W\d_])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline.

    Attributes:
        names: `[start, end)` of each place, as written.
        end: Where it ends.
    """

    names: tuple[tuple[int, int], ...]
    end: int


def find_dateline(prose: str, gazetteer: Gazetteer) -> Dateline | None:
    """The dateline of a prose with holes; None where no name of the map opens it."""
    found = _BETWEEN.match(prose) or _HEAD.match(prose, 0, _LONGEST)
    if found is None:
        return _place_line(prose, gazetteer)
    begin = found.start("chain")
    names = tuple((begin + m.start(), begin + m.end()) for m in _NAME.finditer(found["chain"]))
    if any(prose[a].islower() for a, _ in names):
        return None  # "U.S. Navy Lt. Ada Rowe (left), with": a remark on a person
    months = load_words().months
    names = tuple(n for n in names if fold(re.split(r"[\s.]", prose[slice(*n)])[0]) not in months)
    if len(names) > 1 and _is_whom(prose, names[0], names[1], gazetteer):
        names = names[1:]  # "Ada Rowe, Negev, 1952": whom it shows, not where
    if not any(gazetteer.find(prose[a:b]) or gazetteer.country(prose[a:b]) for a, b in names):
        return None
    if _HYPHEN.match(prose, names[-1][1]) and not _is_known(prose, names[-1], gazetteer):
        return None  # "Plowdiw, Iwan-Xyzow-Platz."
    names = tuple((a, _name_end(prose, a, b, gazetteer)) for a, b in names)
    return Dateline(names, names[-1][1])


def _is_whom(prose: str, first: tuple[int, int], second: tuple[int, int], gazetteer: Gazetteer) -> bool:
    """Whether a name that the map lacks is a person's, and no village's before its country."""
    text = prose[slice(*first)]
    village = " " not in text and gazetteer.country(prose[slice(*second)]) is not None
    return not (_is_known(prose, first, gazetteer) or _shouts(prose, first) or village)


def _shouts(prose: str, name: tuple[int, int]) -> bool:
    """Whether a name is in capitals but for small words: "XYZ BOMB and GUNNERY RANGE"."""
    return re.sub(r" (?:and|of) ", " ", prose[slice(*name)]).isupper()


def _place_line(prose: str, gazetteer: Gazetteer) -> Dateline | None:
    """A town of the map and its country before the prose, without a sign between."""
    found = _TOWN_AND.match(prose, 0, _LONGEST)
    if found is None:
        return None
    begin = found.start("rest")
    towns = {place.country for place in gazetteer.find(found["town"])}
    for cut in reversed([m.start() for m in _CUT.finditer(found["rest"])]):
        country = gazetteer.country(found["rest"][:cut])
        if country is not None and country in towns:
            return Dateline((found.span("town"), (begin, begin + cut)), begin + cut)
    return None


def _name_end(prose: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a name ends: without a hyphen, with the stop of a state's abbreviation ("Ga. (May 3)")."""
    if prose.startswith(". (", end) and gazetteer.region(prose[start : end + 1]):
        return end + 1
    return start + len(prose[start:end].rstrip("-"))


def _is_known(prose: str, name: tuple[int, int], gazetteer: Gazetteer) -> bool:
    text = prose[slice(*name)]
    return bool(gazetteer.find(text) or gazetteer.country(text))
