"""The notices of `data/notices/`: what each looks like, where it may stand and which terms it sets."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalog.caption.prefilter import Prefilter
from catalog.caption.required import fold_case, required_literals
from catalog.text import fold
from catalog.vocabulary.codes import Term

DATA = Path(__file__).parent / "data" / "notices"
"""One file for each sort of notice."""

_BLANK = r"[\s_–-]+"
_QUOTE = "['’ʼ`´]"  # noqa: S105 (the apostrophes that captions use)
# Scripts without blanks between words: Thai to Lao, Myanmar, Khmer, CJK, Hangul.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uffdc]")


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """One look of a notice.

    Attributes:
        id: The rule's id; the phrases of one entry share it.
        terms: What it sets.
        expression: The regular expression, compiled when it is first needed.
        flags: Those of `re`.
        literals: What every match holds one of (folded by `fold_case`), None where nothing is known.
        anywhere: It may stand in running text; otherwise in capitals, or set apart by signs.
        hides: Other rules shall not read its words.
        opens: It only opens a notice: its terms count where no other notice adjoins.
        after: It counts only where the caption holds a notice with this term.
    """

    id: str
    terms: tuple[Term, ...]
    expression: str
    flags: int
    literals: frozenset[str] | None
    anywhere: bool = False
    hides: bool = True
    opens: bool = False
    after: Term | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return _compiled(self.expression, self.flags)


class NoticeRules:
    """All rules, and what else reading notices needs to know."""

    def __init__(
        self, rules: tuple[NoticeRule, ...], parties: dict[str, Term], never_out: frozenset[str]
    ) -> None:
        self.rules = rules
        self.parties = parties
        """Folded names of regions and sorts of outlet to the term of their being out."""
        self.never_out = never_out
        """Capital words before OUT that name no party."""
        self._filter = Prefilter([rule.literals for rule in rules])

    def candidates(self, text: str) -> Iterator[NoticeRule]:
        """The rules that may match in a text, in their order; no other can."""
        return (self.rules[number] for number in self._filter.candidates(text))


def rows() -> Iterator[dict[str, Any]]:
    """Every entry of the files, in the files' order."""
    for path in sorted(DATA.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("notice", ())


@lru_cache(maxsize=1)
def load_notice_rules() -> NoticeRules:
    """The one copy of the rules."""
    table = tomllib.loads((DATA / "out.toml").read_text(encoding="utf-8"))
    parties = {fold(name): Term(term) for term, names in table["parties"].items() for name in names}
    rules = tuple(rule for row in rows() for rule in _rules(row))
    return NoticeRules(rules, parties, frozenset(table["never_out"]))


def _rules(row: dict[str, Any]) -> Iterator[NoticeRule]:
    """An entry's rules: one for its pattern, one for each phrase."""
    looks = []
    if "pattern" in row:
        flags = 0 if row.get("case") else re.IGNORECASE
        looks.append((row["pattern"], int(flags), required_literals(re.compile(row["pattern"], flags))))
    for phrases in row.get("phrases", {}).values():
        looks += [(_expression(phrase), int(re.IGNORECASE), _literals(phrase)) for phrase in phrases]
    for expression, flags, literals in looks:
        yield NoticeRule(
            id=row["id"],
            terms=tuple(Term(term) for term in row["terms"]),
            expression=expression,
            flags=flags,
            literals=literals,
            anywhere=row.get("anywhere", False),
            hides=row.get("hides", True),
            opens=row.get("opens", False),
            after=Term(row["after"]) if "after" in row else None,
        )


def _spellings(phrase: str) -> list[str]:
    """The phrase and, where it differs, the phrase as typed without accents."""
    bare = unicodedata.normalize("NFC", fold(phrase))
    return list(dict.fromkeys([phrase.replace("’", "'"), bare]))


def _expression(phrase: str) -> str:
    """A phrase as a regular expression: any blank or hyphen between words, words whole."""
    bodies = []
    for spelling in _spellings(phrase):
        words = [re.escape(word).replace(r"\-", "[–-]?").replace("'", _QUOTE) for word in spelling.split()]
        bodies.append(_BLANK.join(words))
    left = "" if _SPACELESS.match(phrase[0]) or not phrase[0].isalnum() else r"(?<!\w)"
    right = "" if _SPACELESS.match(phrase[-1]) or not phrase[-1].isalnum() else r"(?!\w)"
    return f"{left}(?:{'|'.join(bodies)}){right}"


def _literals(phrase: str) -> frozenset[str]:
    """For each spelling its longest stretch that is always written the same."""
    return frozenset(
        fold_case(max(re.split(r"[\s'-]+", spelling), key=len)) for spelling in _spellings(phrase)
    )


@lru_cache(maxsize=None)
def _compiled(expression: str, flags: int) -> re.Pattern[str]:
    return re.compile(expression, flags)
