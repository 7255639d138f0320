"""Whether a stretch of text reads as a credit, and not as prose."""

import re
from collections.abc import Sequence
from itertools import islice

from catalog.agencies import AgencyHit
from catalog.caption.names import class_of, is_address
from catalog.caption.words import load_words
from catalog.text import fold

_MOST_WORDS = 18
# The vowel signs of India's and Thailand's scripts are no letters to `re`, yet part no word (Unicode 16.0).
_SIGN = r"\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff"
WORD = re.compile(rf"(?<![\w{_SIGN}])[^\W\d_][\w.'’{_SIGN}-]*")
CASELESS = re.compile(
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
MOST_CASELESS_WORDS = 7
_FORMAL = re.compile(r"/\s*(?:hand-?out|HO)\b", re.IGNORECASE)
_MOST_FORMAL_WORDS = 26
# A caption of one sentence, "Imagen de archivo de patrullas de la Guardia / AGENCY", names nobody.
_PICTURE_OF = re.compile(
    r"(?:im[aá]gen(?:es)?|fotograf[ií]as?|fotos?|vistas?|image[mns]?|photos?|vues?)\s"
    r"(?:de archivo |de arquivo |d['’]archives? |of |de |d['’]|des |du )",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s?/")
_MOST_SMALL = 2  # lower-case words of an institution behind a wire: "REUTERS/Ada Rowe/Royal palace"
_MOST_WIRED_WORDS = 9
_TELEPHOTO = re.compile(r"(?:TELE|LASER|WIRE|RADIO)PHOTO\s*$")


def credit_like(text: str, hits: Sequence[AgencyHit], start: int, most: int = _MOST_WORDS) -> bool:
    """Whether a text reads as a credit: short, and no lower-case word but those that join names.

    Args:
        text: The text.
        hits: Agencies found in the whole caption; their words are never prose.
        start: Where `text` begins in that caption.
        most: How many words it may have.
    """
    most = _MOST_FORMAL_WORDS if _FORMAL.search(text) and most == _MOST_WORDS else most
    found = list(islice(WORD.finditer(text), max(most, MOST_CASELESS_WORDS) + 1))
    if not found or len(found) > (MOST_CASELESS_WORDS if CASELESS.search(text) else most):
        return False
    if _is_formal(text, hits, start, len(found)):
        return True
    wired = any(h.start == start and _SLASH.match(text, h.end - start) for h in hits)
    small = _MOST_SMALL if wired and len(found) <= _MOST_WIRED_WORDS else 0
    for word in found:
        first = word.group()[0]
        if (
            not first.islower()
            or CASELESS.match(first)
            or text[: word.start()].endswith("@")
            or is_address(word.group())
            or word.group().rstrip(".").casefold() in load_words().connectors
        ):
            continue
        if any(h.start <= start + word.start() < h.end for h in hits):
            continue
        if len(word.group()) > 4 or not _parts_code(text[: word.start()]):  # noqa: PLR2004 (desk codes: dpa/lni)
            small -= 1
            if small < 0:
                return False
    return True


def _parts_code(before: str) -> bool:
    """Whether a desk's code may follow: behind a slash, or behind a telegraphed picture's mark."""
    return before.rstrip().endswith("/") or _TELEPHOTO.search(before) is not None


def _is_formal(text: str, hits: Sequence[AgencyHit], start: int, count: int) -> bool:
    """An institution's own name may hold lower-case words; a slash joins it to HANDOUT or an agency."""
    if count > _MOST_FORMAL_WORDS or not text[:1].isupper() or _PICTURE_OF.match(text):
        return False
    joined = any(
        text[: h.start - start].rstrip().endswith("/") for h in hits if start < h.start < start + len(text)
    )
    if not joined and not _FORMAL.search(text):
        return False
    return (
        class_of(fold(text.partition("/")[0]), load_words()) is not None or _FORMAL.search(text) is not None
    )
