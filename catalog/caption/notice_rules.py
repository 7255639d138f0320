"""The notices of `data/notices/`: what each looks like, where it may stand and which terms it sets.

Run `python -m catalog.caption` after a change of those files: it writes them in the form that loads quickly,
which a test compares with the files.
"""

import re
import tomllib
import unicodedata
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from catalog.caption.prefilter import Prefilter
from catalog.caption.required import fold_case, required_literals
from catalog.text import fold
from catalog.vocabulary.codes import Term

DATA = Path(__file__).parent / "data" / "notices"
"""One file for each sort of notice."""

COMPILED = DATA / "compiled.msgpack"
"""The same rules ready to load; used only while its checksum fits the files."""

_BLANK = r"[\s_–-]+"
_QUOTE = "['’ʼ`´]"
# Scripts without blanks between words: Thai to Lao, Myanmar, Khmer, CJK, Hangul.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uffdc]")


class NoticeRule(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One look of a notice.

    Attributes:
        id: The rule's id; the phrases of one entry share it.
        terms: What it sets.
        look: A regular expression, or a phrase.
        is_phrase: `look` is a phrase.
        literals: What every match holds one of (folded by `fold_case`), None where nothing is known.
        case: Capitals and small letters differ.
        anywhere: It may stand in running text; otherwise in capitals, or set apart by signs.
        hides: Other rules shall not read its words.
        opens: It only opens a notice: its terms count where no other notice adjoins.
        after: It counts only where the caption holds a notice with this term.
    """

    id: str
    terms: tuple[Term, ...]
    look: str
    is_phrase: bool
    literals: tuple[str, ...] | None
    case: bool = False
    anywhere: bool = False
    hides: bool = True
    opens: bool = False
    after: Term | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The look as a compiled expression, made when it is first needed."""
        return _compiled(self.look, is_phrase=self.is_phrase, case=self.case)


class _Table(msgspec.Struct, frozen=True):
    """What the files hold, and their checksum."""

    checksum: int
    rules: tuple[NoticeRule, ...]
    parties: dict[str, Term]
    never_out: frozenset[str]


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


@lru_cache(maxsize=1)
def load_notice_rules() -> NoticeRules:
    """The one copy of the rules."""
    files = _read()
    table = _stored(_checksum(files)) or _build(files)
    return NoticeRules(table.rules, table.parties, table.never_out)


def compile_notice_rules(target: Path = COMPILED) -> None:
    """Write the files' rules in the form that loads quickly, with the files' checksum."""
    target.write_bytes(msgspec.msgpack.encode(_build(_read()), order="deterministic"))


def _read() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(DATA.glob("*.toml"))}


def _checksum(files: dict[str, bytes]) -> int:
    return zlib.crc32(b"\0".join(name.encode() + b"\0" + content for name, content in files.items()))


def _stored(checksum: int, path: Path = COMPILED) -> _Table | None:
    """The compiled rules, None where they are missing, damaged or of other files."""
    try:
        table = msgspec.msgpack.decode(path.read_bytes(), type=_Table)
    except (OSError, msgspec.DecodeError):
        return None
    return table if table.checksum == checksum else None


def _build(files: dict[str, bytes]) -> _Table:
    """The rules of the files."""
    tables = [tomllib.loads(content.decode()) for content in files.values()]
    out = tomllib.loads(files["out.toml"].decode())
    parties = {fold(name): Term(term) for term, names in out["parties"].items() for name in names}
    rules = tuple(rule for table in tables for row in table.get("notice", ()) for rule in _rules(row))
    return _Table(_checksum(files), rules, parties, frozenset(out["never_out"]))


def _rules(row: dict[str, Any]) -> Iterator[NoticeRule]:
    """An entry's rules: one for its pattern, one for each phrase."""
    case = row.get("case", False)
    looks: list[tuple[str, bool, frozenset[str] | None]] = []
    if "pattern" in row:
        expression = _compiled(row["pattern"], is_phrase=False, case=case)
        looks.append((row["pattern"], False, required_literals(expression)))
    for phrases in row.get("phrases", {}).values():
        looks += [(phrase, True, _literals(phrase)) for phrase in phrases]
    for look, is_phrase, literals in looks:
        yield NoticeRule(
            id=row["id"],
            terms=tuple(Term(term) for term in row["terms"]),
            look=look,
            is_phrase=is_phrase,
            literals=tuple(sorted(literals)) if literals else None,
            case=case,
            anywhere=row.get("anywhere", False),
            hides=row.get("hides", True),
            opens=row.get("opens", False),
            after=Term(row["after"]) if "after" in row else None,
        )


def _spellings(phrase: str) -> list[str]:
    """The phrase and, where they differ, the phrase with ss for ß, and as typed without accents."""
    bare = unicodedata.normalize("NFC", fold(phrase))
    return list(dict.fromkeys([phrase.replace("’", "'"), phrase.replace("ß", "ss"), bare]))


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
    """For each spelling its longest stretch that is always written the same, blanks and hyphens aside."""
    return frozenset(fold_case(max(re.split("['-]", spelling), key=len)) for spelling in _spellings(phrase))


@cache
def _compiled(look: str, *, is_phrase: bool, case: bool) -> re.Pattern[str]:
    return re.compile(_expression(look) if is_phrase else look, 0 if case else re.IGNORECASE)
