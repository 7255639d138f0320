"""Match a credit against the templates in which agencies write theirs."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from catalog.agencies.model import Agency, AgencyName

_GRAMMAR = Path(__file__).parent / "forms.toml"
_TOKEN = re.compile(r"\$(?P<variable>[a-z]+)|(?P<slash> ?/ ?)|(?P<space> +)|(?P<words>[^$/ ]+)")


def match_form(template: str, agency: Agency, credit: str) -> dict[str, str] | None:
    """What the template's variables stand for in a credit, None where it does not fit the whole of it.

    Literal words fit in any case, `/` with or without spaces around it, and `$agency` any spelling of the
    agency. `$creator` never fits a word such as Handout, Pool or Stringer that says there is no name.

    Args:
        template: A credit form's template.
        agency: Whose form it is.
        credit: The credit line alone, without prose.
    """
    found = _pattern(template, agency).fullmatch(credit.strip())
    return found.groupdict() if found else None


def unknown_variables(template: str) -> list[str]:
    """The template's variables that `forms.toml` does not define."""
    names = (token["variable"] for token in _TOKEN.finditer(template))
    return [name for name in names if name and name != "agency" and name not in _variables()]


@lru_cache(maxsize=1)
def _variables() -> dict[str, str]:
    """Each variable's pattern, from the shared grammar."""
    grammar = tomllib.loads(_GRAMMAR.read_text(encoding="utf-8"))
    patterns: dict[str, str] = grammar["variables"]
    for words in ("no_name_codes", "no_name"):
        choice = "|".join(map(re.escape, grammar[words]))
        patterns = {name: pattern.replace(f"${words}", choice) for name, pattern in patterns.items()}
    return patterns


@lru_cache(maxsize=2048)
def _pattern(template: str, agency: Agency) -> re.Pattern[str]:
    """The template as a regular expression with a group for each variable."""
    pieces = []
    for token in _TOKEN.finditer(template):
        if token["variable"] == "agency":
            pieces.append(f"(?P<agency>{_spellings(agency)})")
        elif token["variable"]:
            pieces.append(f"(?P<{token['variable']}>{_variables()[token['variable']]})")
        elif token["slash"]:
            pieces.append(r"\s*/\s*")
        elif token["space"]:
            pieces.append(r"\s+")
        else:
            pieces.append(f"(?i:{re.escape(token['words'])})")
    return re.compile("".join(pieces))


def _spellings(agency: Agency) -> str:
    """Any of the agency's names, the longest first."""
    return "|".join(_spelling(name) for name in sorted(agency.names, key=lambda n: -len(n.text)))


def _spelling(name: AgencyName) -> str:
    """One name, in any case unless it is a code."""
    words = r"\s+".join(map(re.escape, name.text.split()))
    return f"{words}|{re.escape(name.text.upper())}" if name.exact_case else f"(?i:{words})"
