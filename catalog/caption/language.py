"""The language of the prose, by script and by its commonest words."""

import re
from functools import lru_cache

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
)
# The commonest function words that tell neighbours apart; CLDR and UDHR texts agree on them.
_COMMON = {
    "en": "the of in and at with for from on by his her during after is are was shows photo",
    "es": "el la los las del en que una por con para su durante este fotografía",
    "fr": "le la les des du dans une par avec lors pour sur cette été est",
    "de": "der die das und mit dem den ein eine bei auf für von zeigt nach im",
    "pt": "o os as do da dos em uma com para na no pelo pela não mostra",
    "it": "il gli della del nel una con per alla dei di che durante mostra",
    "nl": "het een van op met voor de bij tijdens aan",
    "sv": "och är på för med som en till under av",
    "da": "og er på for med som en til af det ved",
    "nb": "og er på for med som en til av det ikke",
    "fi": "ja on oli kuvassa sekä ennen klo",
    "pl": "w na z i podczas się przez dla do jest",
    "cs": "na se v a při ve z byl který po",
    "hu": "és a az egy során egyik van",
    "ro": "în de la cu și şi pe o un este din",
    "hr": "u na je i se za od tijekom",
    "bs": "u na je i se za od tokom dana",
    "sl": "in na je se za od ob v med",
    "tr": "ve bir bu için ile da de sırasında olarak tarafından",
    "id": "di yang dan dengan untuk ini dari hari",
    "vi": "của và tại trong ngày ở cho người",
    "ru": "и в на с по во для из у после",
    "uk": "і в на з та у під час від після",
    "bg": "и в на с за от по се",
    "ar": "في من على إلى خلال عن مع",
    "fa": "در از به که با را این",
}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language, words in _COMMON.items():
        for word in words.split():
            table[word] = (*table.get(word, ()), language)
    return table


def language_of(text: str) -> str | None:
    """ISO 639-1 of a text, None where too little of it tells.

    Args:
        text: The prose, without credit and notices.
    """
    for pattern, language in _SCRIPTS:
        if len(pattern.findall(text)) * 4 > sum(c.isalpha() for c in text):
            return language
    counts: dict[str, int] = {}
    table = _by_word()
    for word in _WORD.findall(text.casefold()):
        for language in table.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda c: counts[c])
    rivals = [c for c in counts if c != best and counts[c] == counts[best]]
    return best if not rivals else None
