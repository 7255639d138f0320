"""Where sentences end, minding initials and abbreviations: `Frederic J. Brown`, `U.S. Army`, `Sgt. Roe`."""

import re

# Abbreviations after which a full stop ends no sentence. English, German, Spanish, French wires' own.
_ABBREVIATIONS = frozenset(
    "jr sr st dr mr mrs ms inc corp co ltd cpl lcpl sgt ssgt lt col maj gen capt cmdr pfc pvt spc gov sen rep rev "
    "prof no nos vs dept univ assn bros ft mt jan feb mar apr jun jul aug sept sep oct nov dec calif fla mich tenn "
    "mass conn ill ind ala ariz ark colo del ga ky la md minn miss mo mont neb nev okla ore pa va vt wash wis wyo "
    "fot dok foto approx ca bzw ing sra sr a.m p.m d.c u.s u.k e.g i.e n.y n.j n.c s.c".split()  # noqa: SIM905 (a table of short words reads best as one text)
)
_END = re.compile(r"[.!?։。！？]+[\"”’'»)\]]*(?=\s|$|[A-Z]|Credit)|\n+|[。！？]")
_LAST_TOKEN = re.compile(r"[^\s/(\[—–-]*$")


def sentence_bounds(text: str) -> list[int]:
    """The places where a new sentence begins, 0 first; a place lies behind the end mark and its blanks."""
    bounds = [0]
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text, match.start(), match.end()):
            continue
        stop = match.end()
        while stop < len(text) and text[stop].isspace():
            stop += 1
        bounds.append(stop)
    return bounds


def _is_abbreviation(text: str, dot: int, after: int) -> bool:
    found = _LAST_TOKEN.search(text, 0, dot)
    token = found.group().strip("\"'“‘").casefold() if found else ""
    if not token:
        return True
    rest = text[after:].lstrip()
    # Glued sentence: "…the bakery.Courtesy of" ends one; "Klix.ba" or "U.S.Army" does not.
    if (
        rest
        and after < len(text)
        and not text[after].isspace()
        and not (len(token) > 3 and rest[:1].isupper())
    ):
        return True
    if token in _ABBREVIATIONS:
        # A state after its town ends the sentence when a capital follows: "in Mercer, Calif. Ada Rowe/AP".
        state = text[: dot - len(token)].endswith(", ") and token not in {
            "inc",
            "jr",
            "sr",
            "ltd",
            "co",
            "corp",
        }
        return not (state and rest[:1].isupper())
    initial = len(token) == 1 and token.isalpha() and text[dot - 1].isupper()
    return initial or (bool(rest) and rest[0].islower())


def sentence_start(bounds: list[int], position: int) -> int:
    """Where the sentence that holds `position` begins."""
    return max(b for b in bounds if b <= position)
