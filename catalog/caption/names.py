"""Whether a name is a person's, an institution's or a newspaper's, and how it is written in natural case."""

import re
from functools import lru_cache

from catalog.caption.words import Words, load_words
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass

_CASELESS = re.compile(r"[\u0530-\u058f\u0590-\u06ff\u0900-\u0dff\u10a0-\u10ff\u0e00-\u0eff]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_NAME_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,3}|[^\W\d_][\w'’.-]*")
_GLUED = re.compile(r"(?:[A-ZÀ-Ž]\.-?){1,2}[A-ZÀ-Ž][a-zà-ž]{2,}(?:-[A-ZÀ-Ž][a-zà-ž]+)?")  # "V.Rowe"
_WORD = re.compile(r"\w+")
_LONGEST_ACRONYM = 5  # letters; "UNHCR", not "POLICE"
_ADDRESS = re.compile(r"(?:[A-Za-z0-9-]{2,}\.)+[A-Za-z]{2,6}")
_DIGIT = re.compile(r"\d")
_LEAST_TOKENS = 2
_MOST_TOKENS = 5
_MOST_IDEOGRAPHS = 4
_TRANSCRIBED = "·"  # parts a foreign name's words in Chinese
_MOST_TRANSCRIBED = 12


def is_address(text: str) -> bool:
    """Whether a name is a site's address: "LAMP-WATCH.ORG", "lampi.is"."""
    return _ADDRESS.fullmatch(text) is not None


def class_of(folded: str, words: Words) -> SourceClass | None:
    """The class of institution that a folded name's words make it; None where no word of ours is in it."""
    return words.institutions.class_of(folded)


def is_newspaper(folded: str, words: Words) -> bool:
    """Whether a folded name has a newspaper's form: "The Salvada Herald", "Daily Lamp"."""
    patterns = words.patterns
    return patterns["newspaper"].fullmatch(folded) is not None and not patterns["no-newspaper"].search(folded)


def is_person(text: str, words: Words) -> bool:
    """Whether a name without institution words has a person's form: two to five name tokens.

    In scripts without capitals two to four words; in Chinese, Japanese and Korean two to four letters.
    """
    text = text.strip()
    if not text or _DIGIT.search(text):
        return False
    if _IDEOGRAPH.search(text):
        longest = _MOST_TRANSCRIBED if _TRANSCRIBED in text else _MOST_IDEOGRAPHS
        return _LEAST_TOKENS <= len(text.replace(" ", "")) <= longest
    tokens = text.split()
    if not _LEAST_TOKENS <= len(tokens) <= _MOST_TOKENS:
        return _GLUED.fullmatch(text) is not None
    if _CASELESS.search(text):
        return len(tokens) <= _MOST_IDEOGRAPHS
    return _is_cased_person(tokens, words)


def _is_cased_person(tokens: list[str], words: Words) -> bool:
    """Whether words with capitals, and particles between, are a person's name."""
    if tokens[-1].casefold() in words.people["lands"]:
        return False
    particles = words.people["particles"]
    named = 0
    for token in tokens:
        if not _NAME_TOKEN.fullmatch(token):
            return False
        if token[0].isupper():
            named += 1
        elif token.casefold().rstrip(".") not in particles and not re.match(r"[a-z]+['’]?[A-Z]", token):
            return False
    return named >= 1 and not (tokens[-1].casefold() in particles and len(tokens) == _LEAST_TOKENS)


def is_person_named_so(text: str, folded: str, words: Words) -> bool:
    """Whether an institution's word is rather part of a person's name: "Martin Bureau", "Kai Church"."""
    tokens = folded.split()
    if len(tokens) != _LEAST_TOKENS or words.institutions.has(folded) or not is_person(text, words):
        return False
    return tokens[1] in words.people["surnames"] or tokens[0] in words.people["given_names"]


def natural_case(text: str, seen: str, words: Words, *, whole: bool = False) -> str:
    """Write an ALL CAPS name as the caption writes it elsewhere, else with capitals at the words' heads.

    Args:
        text: The name as it stands.
        seen: The whole caption, whose own spelling of a word is better than ours.
        words: The room's knowledge: acronyms that stay, small words that are lower.
        whole: Leave a name alone that is not in capitals throughout: "NASA/JPL-Caltech".
    """
    if is_address(text):
        return text
    if whole and max(map(len, re.split(r"[\s-]+", text))) <= _LONGEST_ACRONYM:
        return text
    shouting = [len(t) > 1 and t.isupper() for t in re.split(r"[\s-]+", text)]
    if not any(shouting) or (whole and not text.isupper()):
        return text
    pieces = re.split(r"([\s/-]+)", text)
    return "".join(_natural(piece, index, seen, words) for index, piece in enumerate(pieces))


def spelled(words: str) -> str:
    """A name in natural case where it is written in capitals or in small letters throughout."""
    return natural_case(words.upper() if words.islower() else words, "", load_words())


def natural_name(text: str, seen: str, words: Words) -> str:
    """A person's name in natural case, also where it is written in small letters throughout.

    Args:
        text: The name as it stands.
        seen: The whole caption.
        words: The room's knowledge.
    """
    return (
        spelled(text)
        if text.islower() and text.isascii() and " " in text
        else natural_case(text, seen, words)
    )


def _natural(token: str, index: int, seen: str, words: Words) -> str:
    bare = token.strip(".,()")
    if len(bare) < 2 or not bare.isupper() or "." in bare or bare in words.people["keep_upper"]:  # noqa: PLR2004 (an initial stays)
        return token
    if index and bare.casefold() in words.people["small_words"]:
        return token.lower()
    spellings = _spellings(bare, seen) - {bare, bare.lower()}
    return token.replace(bare, min(spellings)) if spellings else _title(token)


def _spellings(word: str, seen: str) -> set[str]:
    """How a caption writes a word, in whatever case."""
    if word.isalnum():
        return _written(seen).get(word.lower(), set())
    return set(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", seen, re.IGNORECASE))


@lru_cache(maxsize=2)
def _written(seen: str) -> dict[str, set[str]]:
    """The words of a caption in small letters, each with its spellings."""
    found: dict[str, set[str]] = {}
    for word in _WORD.findall(seen):
        found.setdefault(word.lower(), set()).add(word)
    return found


def _title(token: str) -> str:
    """O'BRIEN to O'Brien, MCNEW to McNew, İZMİR to İzmir."""
    lowered = token[0] + token[1:].replace("İ", "i").lower()
    lowered = re.sub(r"(?<=['’])(\w)(?=\w{2})", lambda m: m.group().upper(), lowered)
    return re.sub(r"^(Mc)(\w)", lambda m: m.group(1) + m.group(2).upper(), lowered)


def without_article(text: str) -> str:
    """A folded name without a leading "the": what two forms of one party share."""
    return re.sub(r"^the ", "", fold(text))
