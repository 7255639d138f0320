"""Where a name or a venue without a name of its own ends."""

from catalog.caption.place_tokens import WordedProse

OWNER = ("'s", "’s")
_LONGEST_NAME = 9  # words
_LONGEST_SMALL = 3  # letters of a small word inside a name
_LEAST_ABBREVIATION = 4  # code points, the stop included: "St. Louis" is one name
_MOST_PLAIN = 3  # words between "the" and a venue's noun
_MOST_SMALL = 2  # small words in a row inside a name: "de la"
_LOOSE_JOINTS = frozenset({"and", "y", "e", "et", "in", "for", "bei", "am", "an", "vor"})
_GERMAN_ARTICLES = frozenset({"am", "im", "der", "dem", "den", "des", "das", "die", "beim", "vom"})
_GENITIVES = frozenset({"der", "des"})
_OPENERS = frozenset({"a", "an", "the", "this", "these"})
_MONTHS = frozenset({"jan", "feb", "aug", "sept", "oct", "nov", "dec"})
_DEFINITE = frozenset({"de", "het", "den", "det"})  # Dutch and Nordic, which open a sentence
_LOCATIVE = frozenset({"in", "im", "am", "at", "near", "outside", "during"})
_ARTICLES = frozenset({"the", "a", "an", "this", "his", "her"})
_ROADS = frozenset({"street", "avenue", "road", "lane", "boulevard", "drive", "square", "place", "terrace"})
_OTHER_PHRASE = frozenset(
    {
        *("in", "at", "on", "of", "from", "by", "to", "and", "or", "with", "for", "the", "a", "an", "as"),
        *("near", "outside", "inside", "off", "over", "his", "her", "their", "its"),
    }
)


def name_end(prose: WordedProse, first: int) -> int | None:
    """The last word of the name that begins at a word; None where none begins."""
    word = prose.words[first]
    if word.folded in _DEFINITE and word.capital and _is_bare(prose, first):
        return None
    opens = (
        word.capital
        and not _is_titled(prose, first)
        and (word.folded.strip("'") not in prose.never or _names_venue(prose, first))
    )
    head = prose.head(first)
    if not opens and not head and not _is_house_number(prose, first):
        return None
    last = first + head - 1 if head and not word.capital else first
    while last + 1 < len(prose.words) and last - first < _LONGEST_NAME and not _owns(prose, first, last):
        step = _step(prose, last) or _known_step(prose, first, last)
        if not step:
            break
        last += step
    if not word.capital and last < first + head:
        return None  # a head without a name: "en la plaza"
    return last


def _is_titled(prose: WordedProse, number: int) -> bool:
    """Whether a small word with a capital ends a name: "Ada Rowe In Piccadilly Circus", not "South Bend, IN".

    An article with a capital opens a sentence ("in Indonesia A handout photo"), and a month opens a date.
    """
    word = prose.words[number]
    if not prose.text[word.start : word.end].istitle():
        return False
    opener = word.folded in _OPENERS and word.folded in prose.never  # "Hội An" is one name
    return opener or word.folded in _LOCATIVE or word.folded.rstrip(".") in _MONTHS


def _is_bare(prose: WordedProse, first: int) -> bool:
    """Whether an article stands before a venue's name in one word: "De Waalbrug", but "Den Haag"."""
    return first + 1 < len(prose.words) and prose.words[first + 1].joined and prose.compound(first + 1)


def _names_venue(prose: WordedProse, first: int) -> bool:
    """Whether a word that opens no name stands before a venue's noun: "Parliament Hill", "Queen Street"."""
    after = prose.words[first + 1] if first + 1 < len(prose.words) else None
    if after is None or prose.words[first].folded in _ARTICLES:
        return False
    if not (after.joined and after.capital):
        return False
    return prose.noun(first + 1) == 1 or (
        first + 2 < len(prose.words)
        and prose.words[first + 2].joined
        and prose.words[first + 2].capital
        and prose.noun(first + 2) == 1
        and prose.noun(first + 1) == 0
    )


def _is_house_number(prose: WordedProse, number: int) -> bool:
    """Whether a word is a house's number: "10 Downing Street"."""
    if not prose.words[number].folded.isdigit() or number + 2 >= len(prose.words):
        return False
    name, noun = prose.words[number + 1], prose.words[number + 2]
    return name.joined and name.capital and noun.joined and noun.folded in _ROADS


def _owns(prose: WordedProse, first: int, last: int) -> bool:
    """Whether the words are a place that owns what follows: "Brazil's capital", not "St James's Park"."""
    text = prose.slice(first, last)
    bare = last + 1 == len(prose.words) or not prose.noun(last + 1)
    return text.endswith(OWNER) and bare and prose.is_place(text[:-2])


def _step(prose: WordedProse, last: int) -> int:
    """How many more words the name takes in: a noun, a capital, a road's number, small words."""
    number = last + 1
    word = prose.words[number]
    noun = prose.noun(number) if word.joined else 0
    if not word.joined or (word.folded in prose.never and noun < 2 and not _before_noun(prose, number)):  # noqa: PLR2004 ("game reserve")
        return 0
    if _is_abbreviated(prose, last):
        return 0
    small = not word.capital and noun == 1 and word.folded in prose.table.capital_nouns
    if noun and not small and (word.capital or prose.closes(number + noun - 1)):
        return noun
    if _is_titled(prose, number):
        return 0
    if word.capital or (word.folded.isdigit() and _is_road(prose, last)):
        return 1
    return _small_step(prose, last)


def _known_step(prose: WordedProse, first: int, last: int) -> int:
    """One small word and a capital that the map has in the name: "Dar es Salaam"."""
    run = prose.words[last + 1 : last + 3]
    if len(run) < 2 or run[0].capital or not (run[0].joined and run[1].joined and run[1].capital):  # noqa: PLR2004 (a small word and a capital)
        return 0
    short = len(run[0].folded) <= _LONGEST_SMALL and first == last
    return 2 if short and prose.is_place(prose.slice(first, last + 2)) else 0


def _before_noun(prose: WordedProse, number: int) -> bool:
    """Whether a capitalised word stands before a venue's noun: "Mediterranean Conference Centre"."""
    if not prose.words[number].capital or number + 1 == len(prose.words):
        return False
    after = prose.words[number + 1]
    return after.joined and after.capital and prose.noun(number + 1) > 0


def _is_abbreviated(prose: WordedProse, last: int) -> bool:
    """Whether a name ends with a state's abbreviation and its stop: "in Xyz, Fla. Ada Rowe was"."""
    text = prose.slice(last, last)
    abbreviated = len(text) >= _LEAST_ABBREVIATION and text.find(".") == len(text) - 1 and text[1].islower()
    return abbreviated and prose.is_place(text)


def _is_road(prose: WordedProse, last: int) -> bool:
    noun = (prose.words[last].folded,)
    return noun in prose.table.nouns or noun in prose.table.heads


def _small_step(prose: WordedProse, last: int) -> int:
    """Small words and the capital behind them: "Temple" + "of the Tooth"."""
    number = following = last + 1
    while following < len(prose.words) and following - number < _MOST_SMALL:
        word = prose.words[following]
        if not word.joined or word.capital or word.folded not in prose.joints:
            break  # a capital is no small word: "Rio Grande do Sul"
        following += 1
    if following == number or following >= len(prose.words):
        return 0
    after = prose.words[following]
    opens = after.joined and after.capital and after.folded not in prose.never
    return following - last if opens and _may_join(prose, last, number, following) else 0


def _may_join(prose: WordedProse, last: int, number: int, following: int) -> bool:
    """Whether small words belong inside a name: "and" and "in" only where the map or a noun says so."""
    joint = prose.words[number].folded
    if prose.nouns and joint in _GENITIVES:
        return prose.noun(last) > 0  # "Platz der Republik", not "Eröffnung der Brücke"
    if joint not in _LOOSE_JOINTS or prose.is_place(prose.slice(last, following)):
        return True
    after = following + 1
    return joint == "and" and after < len(prose.words) and prose.words[after].joined and prose.noun(after) > 0


def plain_end(prose: WordedProse, number: int) -> int | None:
    """The last word of a definite venue: "the old customs house", "i havnen"; None where none begins."""
    if prose.nouns:
        return _german_venue(prose, number)
    if (
        prose.own.plain
        and number + 1 < len(prose.words)
        and prose.words[number + 1].folded in prose.own.plain
    ):
        return number + 1 if prose.words[number + 1].joined else None
    if prose.words[number].folded != "the":
        return None
    for first in range(number + 1, min(number + 2 + _MOST_PLAIN, len(prose.words))):
        word = prose.words[first]
        if not word.joined or word.folded in _OTHER_PHRASE or word.folded.endswith("'s"):
            return None
        if word.capital and first == number + 1:
            return None
        count = prose.noun(first)
        loose = count == 1 and word.folded in prose.table.loose
        if count and not loose and prose.closes(first + count - 1):
            return None if _introduces(prose, first + count - 1) else first + count - 1
    return None


def _german_venue(prose: WordedProse, number: int) -> int | None:
    """A venue's noun behind an article, with its name: "im Landgericht", "am Bahnhof Zoo"."""
    if number + 1 == len(prose.words) or prose.words[number].folded not in _GERMAN_ARTICLES:
        return None
    last = number + 1
    noun = prose.words[last]
    if not (noun.joined and noun.capital and (prose.noun(last) == 1 or prose.compound(last))):
        return None
    after = prose.words[last + 1] if last + 1 < len(prose.words) else None
    towns = prose.slice(last + 1, last + 1).split("/") if after and after.joined and after.capital else []
    return last + 1 if any(map(prose.is_place, towns)) else last  # "auf dem Flughafen Leipzig/Halle"


def _introduces(prose: WordedProse, last: int) -> bool:
    """Whether a noun only introduces a name: "the village of X", "the gardens of X"."""
    return last + 1 < len(prose.words) and prose.words[last + 1].folded == "of"
