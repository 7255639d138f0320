"""Names that are people's, offices' or organisations', though the map has a place of that name."""

import re

from catalog.caption.place_declined import CASED, DeclinedProse
from catalog.places import Gazetteer, PlaceKind

# Endings of Slavic surnames that no town of note has.
_SURNAMES = ("ová", "ović", "ević", "овић", "евић", "ович", "евич", "енко")
# The same where a given name stands before: towns end so too.
_FAMILY = (
    *_SURNAMES,
    "ский",
    "цкий",
    "ская",
    "цкая",
    "ов",
    "ова",
    "ев",
    "ева",
    "ёв",
    "ski",
    "cki",
    "ský",
    "cký",
    "ić",
    "escu",
)
# Endings of a Russian or Ukrainian genitive between an office and its country: "министр культуры РФ".
_GENITIVE = re.compile(r"[а-яёіїє'-]+(?:ы|и|я|ва|ства|ния|ых|их|ов|ей|й)")
_CODE = re.compile(r"(?!U[KS]\b)[A-Z]{2}")
_ACRONYM = re.compile(r"[^\W\d_a-zа-яё]{2,6}(?:-.+)?")
_ARABIC = re.compile(r"ال(?P<stem>\w{3,12}?)(?:ية|ي)")  # the article and the ending of relation
_GREAT = 100_000  # people: a smaller town abroad is less likely meant than a person of that name
_HAMLET = 5_000  # people: behind a capital its name is a surname, also at home


def is_weak(text: str, gazetteer: Gazetteer, home: str | None) -> bool:
    """Whether the map knows a name only as a small town's or a region's outside the language's country.

    Args:
        text: The name as written.
        gazetteer: The map.
        home: Country (alpha-2) whose desks write the language.
    """
    if gazetteer.country(text) is not None:
        return False
    found = gazetteer.find(text, inflected=True)
    if not found:
        return True
    kind, population = found[0].kind, found[0].population
    small = (kind is PlaceKind.CITY and population < _GREAT) or kind in {PlaceKind.REGION, PlaceKind.DISTRICT}
    return small and not any(place.country == home for place in found)


def is_native(prose: DeclinedProse, number: int) -> bool:
    """Whether a word without case is the adjective of a country: "الإثيوبية"."""
    return (
        not CASED.match(prose.text(number))
        and adjective_country(prose.text(number), prose.gazetteer) is not None
    )


def adjective_country(text: str, gazetteer: Gazetteer) -> str | None:
    """The country (alpha-2) of an Arabic adjective: "النيجيرية" is formed of "نيجيريا".

    Args:
        text: The word as written.
        gazetteer: The map, which has the countries' names and no such adjectives.
    """
    found = _ARABIC.fullmatch(text)
    if found is None or gazetteer.country(text) is not None:
        return None
    stem = found["stem"]
    names = (stem, f"{stem}يا", f"{stem}ا", f"ال{stem}")
    return next((code for name in names if (code := gazetteer.country(name)) is not None), None)


def is_code(prose: DeclinedProse, number: int, reach: int) -> bool:
    """Whether two capitals are no country's code, as no comma or bracket stands before: "poslanci NR SR"."""
    start = prose.tokens[number][0]
    return (
        reach == 1
        and bool(_CODE.fullmatch(prose.text(number)))
        and not prose.prose.endswith((", ", "("), 0, start)
    )


def is_organisation(prose: DeclinedProse, number: int) -> bool:
    """Whether a name that the map lacks begins as a party or office does: "ДПС-Нова сила"."""
    return not prose.prose.isupper() and _ACRONYM.fullmatch(prose.text(number)) is not None


def is_titled(prose: DeclinedProse, number: int) -> bool:
    """Whether an office stands before a name: "президент X", in Russian also "министр культуры X"."""
    for before in (number - 1, number - 2):
        if not prose.joins(before):
            return False
        if prose.grammar.owners.fullmatch(prose.folded[before]):
            return True
        if not _GENITIVE.fullmatch(prose.text(before)):
            return False
    return False


def persons_words(
    prose: DeclinedProse, number: int, reach: int, skip: int, known: set[int], *, held: bool
) -> set[int]:
    """The words of a person's name that a word begins or goes on; none where it may be a place.

    A surname stands beside a first name without a sign. The map then has only a small town of that name,
    often one whose name may be declined so; or the word beside ends as surnames do.

    Args:
        prose: The words.
        number: The word that the map has.
        reach: How many words the map's name has.
        skip: Letters of a prefix before it.
        known: Words of people found before.
        held: Whether a place's name ends right before.
    """
    if not prose.joins(number) and not prose.joins(number - 1):
        return set()
    if prose.joins(number) and _ends(prose, number + 1, _SURNAMES):
        return {number, number + 1}  # "Jana" is also a village's name
    if skip or reach > 1:
        return set()
    text = prose.text(number)
    weak = bool(CASED.match(text)) and is_weak(text, prose.gazetteer, prose.home)
    if _goes_on(prose, number, text, known, weak=weak, held=held):
        return {number}
    if held or prose.before(number, skip) is not None or not _may_follow(prose, number):
        return set()
    family = _ends(prose, number + 1, _FAMILY) and not _is_great(prose, number + 1)
    return {number, number + 1} if weak or family else set()


def _goes_on(
    prose: DeclinedProse, number: int, text: str, known: set[int], *, weak: bool, held: bool
) -> bool:
    """Whether a word stands behind a first name, which has a capital inside the sentence."""
    if held or not prose.joins(number - 1) or not prose.is_name(number - 1):
        return False
    first = number - 1 in known or not prose.opens_sentence(number - 1)
    located = prose.is_located(number)
    weak = weak or (_is_hamlet(text, prose.gazetteer) and not located)
    if located and not weak:
        return False  # "Ville Orava Tampereella": whoever it is, where is said
    return first and (weak or text.endswith(_SURNAMES) or not prose.is_place(text, inflected=False))


def _is_hamlet(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the map has but a village by a name."""
    found = gazetteer.find(text)
    return bool(found) and found[0].kind is PlaceKind.CITY and found[0].population < _HAMLET


def _may_follow(prose: DeclinedProse, number: int) -> bool:
    """Whether the next word may be a surname: a capital, and no noun of a venue there or behind it."""
    if not prose.joins(number) or not prose.is_name(number + 1):
        return False
    nouns = (prose.grammar.tails, prose.grammar.heads, prose.grammar.dropped, prose.grammar.towns)
    after = number + 2 if prose.joins(number + 1) else number + 1
    return not any(noun.fullmatch(prose.folded[n]) for noun in nouns for n in (number + 1, after))


def _is_great(prose: DeclinedProse, number: int) -> bool:
    """Whether a great place begins at a word."""
    found = prose.gazetteer.find(prose.text(number), inflected=True)
    return prose.reach(number) > 1 or any(place.population >= _GREAT for place in found[:1])


def _ends(prose: DeclinedProse, number: int, endings: tuple[str, ...]) -> bool:
    start, end = prose.tokens[number]
    return prose.is_name(number) and prose.prose.endswith(endings, start, end)
