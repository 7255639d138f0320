"""The caption room's own knowledge, compiled once: labels, institutions, notices, statements, kinds."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from catalog.caption.date_words import DateWords
from catalog.caption.institutions import Institutions, load_institutions
from catalog.caption.notice_rules import NoticeRules, load_notice_rules
from catalog.caption.prefilter import Prefilter
from catalog.text import FIRST_IDEOGRAPH, fold
from catalog.vocabulary.codes import Condition, How, Kind

_DATA = Path(__file__).parent / "data"
HOLE = "\ue000"
"""Stands in the masked caption where a notice was: no pattern matches across it."""


@dataclass(frozen=True, slots=True)
class StatementRule:
    """What a sentence about the picture's origin looks like.

    Attributes:
        id: The rule's id, as evidence names it.
        how: By which road the picture came.
        pattern: Ends before the name, or holds it in its group `name`.
        stop: Gives what ends a name that runs on, compiled when a sentence is found; None where the pattern
            holds the name.
        needs: A word that must stand in the caption as well; None where nothing else is asked.
        institution: Whether the name must hold an institution's word.
    """

    id: str
    how: How
    pattern: re.Pattern[str]
    stop: Callable[[], re.Pattern[str]] | None
    needs: re.Pattern[str] | None
    institution: bool = False


@dataclass(frozen=True, slots=True)
class KindRule:
    """What words make a picture a kind, and where they must stand."""

    kind: Kind
    rule: str
    where: str
    pattern: re.Pattern[str]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _compile(pattern: str, macros: Mapping[str, str], *, case: bool = False) -> re.Pattern[str]:
    for name, text in macros.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    return re.compile(pattern, 0 if case else re.IGNORECASE)


class Words:
    """All of `data/`, each table compiled when it is first asked for."""

    @cached_property
    def notices(self) -> NoticeRules:
        """The notices, and which of them may stand in a text."""
        return load_notice_rules()

    @cached_property
    def statements(self) -> tuple[StatementRule, ...]:
        """The sentences that say who handed a picture out."""
        tables = [_read(f"statements/{path.stem}") for path in sorted((_DATA / "statements").glob("*.toml"))]
        macros = {name: text for table in tables for name, text in table.get("macros", {}).items()}
        return tuple(
            StatementRule(
                row["id"],
                How(row["how"]),
                _compile(row.get("before") or row["around"], macros),
                partial(_stop, row["stop"], tuple(macros.items())) if "stop" in row else None,
                _compile(row["needs"], macros) if "needs" in row else None,
                row.get("institution", False),
            )
            for table in tables
            for row in table["statement"]
        )

    @cached_property
    def kinds(self) -> tuple[KindRule, ...]:
        """The words that say what kind of picture it is."""
        return tuple(
            KindRule(Kind(row["kind"]), row["rule"], row["where"], _compile(row["pattern"], {}))
            for row in _read("kinds")["kind"]
        )

    @cached_property
    def statement_filter(self) -> Prefilter:
        """Which statements may stand in a text."""
        return Prefilter.of_patterns(rule.pattern for rule in self.statements)

    @cached_property
    def kind_filter(self) -> Prefilter:
        """Which kinds' words may stand in a text."""
        return Prefilter.of_patterns(rule.pattern for rule in self.kinds)

    @cached_property
    def condition_filter(self) -> Prefilter:
        """Which conditions' words may stand in a text."""
        return Prefilter.of_patterns(pattern for _, pattern in self.conditions)

    @cached_property
    def conditions(self) -> tuple[tuple[Condition, re.Pattern[str]], ...]:
        """The words that say under what conditions a picture was made."""
        return tuple(
            (Condition(row["condition"]), _compile(row["pattern"], {})) for row in _read("kinds")["condition"]
        )

    @cached_property
    def label(self) -> re.Pattern[str]:
        """What opens a credit."""
        return _label_pattern(_read("labels")["label"])

    @cached_property
    def credit_stop(self) -> re.Pattern[str]:
        """What ends a credit because something else begins."""
        texts = [t for row in _read("labels")["stop"] for t in row["texts"]]
        return re.compile("|".join(map(_flexible, sorted(texts, key=len, reverse=True))), re.IGNORECASE)

    @cached_property
    def institutions(self) -> Institutions:
        """The words that make a party an institution."""
        return load_institutions()

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """The room's long patterns by id (`data/patterns.toml`)."""
        return {
            row["id"]: re.compile(row["pattern"], re.IGNORECASE if row.get("ignore_case") else 0)
            for row in _read("patterns")["pattern"]
        }

    @cached_property
    def dates(self) -> DateWords:
        """The tables of dates: their words, shapes and calendars, and what gives them a role."""
        tables = {name: _read(name) for name in ("date_words", "date_roles", "calendars", "weekdays")}
        shapes = [_read(f"date_shapes/{part}") for part in ("days", "calendars", "years")]
        return DateWords(tables, shapes, self.months, _read("months")["en"])

    @cached_property
    def small(self) -> dict[str, Any]:
        """Abbreviations, connectors and the commonest words of each language."""
        return _read("small_words")

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words after which a full stop ends no sentence."""
        return frozenset(self.small["abbreviations"])

    @cached_property
    def connectors(self) -> frozenset[str]:
        """Lower-case words that a credit holds without being prose."""
        return frozenset(self.small["connectors"])

    @cached_property
    def months(self) -> dict[str, int]:
        """Folded month name, in any of CLDR's languages, to its number."""
        return {
            fold(name): number
            for months in _read("months").values()
            for number, spellings in enumerate(months, 1)
            for name in spellings.split("|")
            if name
        }

    @cached_property
    def month_names(self) -> dict[str, list[str]]:
        """Language to its twelve months, the folded spellings of each parted by bars."""
        found: dict[str, list[str]] = {}
        for locale, months in _read("months").items():
            found.setdefault(locale.partition("_")[0], []).extend(months)
        return found

    @cached_property
    def people(self) -> dict[str, Any]:
        """Ranks, titles, particles and codes of by-lines."""
        return _read("people")

    @cached_property
    def ranks(self) -> re.Pattern[str]:
        """A rank or title before a name, over the text itself."""
        words = sorted([*self.people["ranks"], *self.people["titles"]], key=len, reverse=True)
        spaced = "|".join(re.escape(w) for w in words if w[0] < FIRST_IDEOGRAPH)
        glued = "|".join(re.escape(w) for w in words if w[0] >= FIRST_IDEOGRAPH)
        return re.compile(rf"(?:(?:(?:{spaced})\b\.?|(?:{glued}))\s*)+(?=\w)", re.IGNORECASE)

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """By-line codes (folded) by what they mean: `stringer`, `staff`, `supplied`."""
        return {name: frozenset(map(fold, words)) for name, words in self.people["codes"].items()}


@cache
def _stop(pattern: str, macros: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """A stop, with what always ends a name: a bracket, a sentence's end, a hole."""
    return _compile(
        rf"(?:{pattern})|[;:|\n\ue000]|\s[-–—]\s|,(?!\s?Inc|\s[A-Z]\w+ and [A-Z]\w+)|\.(?=\s*$)",
        dict(macros),
        case=True,
    )


def _flexible(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+")


def _label_text(text: str) -> str:
    return _flexible(text) + ("" if text.endswith(".") else r"\.?")


def _label_pattern(rows: list[dict[str, Any]]) -> re.Pattern[str]:
    """One pattern for all labels, the longest first; `colon` says whether a sign must follow.

    A comma serves as the sign after the labels that the BBC's sites use ("Image source, NAME").
    """
    signs = {
        "required": (
            r"(?:\s*(?:[:：;՝|｜]|\.{3}|…|(?<=source),|(?<=kaynak),|(?<=copyright)(?=\s|(?-i:[A-Z][a-z]))|(?<=تصویر)،"
            r"|(?<=در الصورة)،|(?<=来源|來源)，"
            r"|[/／](?=\s*翻)|(?<=[\u4e00-\u9fff가-힣])[=＝])\s*)"
        ),
        "comma": r"(?:\s?[,،]\s*)",
        "optional": r"(?:\s*[:：]?\s*)",
        "none": r"[\s:]+",
        "glued": r"\s*:?\s*",
    }
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row["colon"], []).extend(row["texts"])
    body = "|".join(rf"(?:{_alternatives(texts)}){signs[colon]}" for colon, texts in groups.items())
    # No word that begins with another letter is tried any further.
    first = "".join(sorted({re.escape(text[0]) for row in rows for text in row["texts"]}))
    # Sites glue labels to the last word: "in HayeImage source, EPA", "May 3© Ada Rowe/TASS".
    return re.compile(
        rf"(?=[{first}])(?:(?<![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z][a-z]))|(?=[©ⓒ]))(?:{body})",
        re.IGNORECASE,
    )


def _alternatives(texts: list[str]) -> str:
    """The texts, those that begin with the same letter together, the longest of them first."""
    groups: dict[str, list[str]] = {}
    for text in sorted(texts, key=len, reverse=True):
        groups.setdefault(text[0].lower(), []).append(_label_text(text))
    return "|".join(rf"(?={re.escape(letter)})(?:{'|'.join(group)})" for letter, group in groups.items())


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The one compiled copy of the room's data."""
    return Words()
