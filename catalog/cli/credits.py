"""What the credit fields of a file say, printed for people."""

from collections.abc import Iterator

from rich.text import Text

from catalog.cli.show import console, one_line
from catalog.records import CreditFields
from catalog.vocabulary.labels import label


def show_credits(credits_: CreditFields) -> None:
    """Print what the fields say, a line for each field of the record, with the rules and places it rests on.

    Nothing is printed for a file whose fields say nothing.
    """
    rows = [(name, value, _places(credits_, name)) for name, value in _rows(credits_)]
    if not rows:
        return
    out = console()
    out.print(Text("Credit fields say", style="bold"))
    width = max(len(name) for name, _, _ in rows)
    for name, value, places in rows:
        shown = f"  [{places}]" if places else ""
        out.print(Text.assemble((f"{name:<{width}}  ", "bold"), one_line(value), (shown, "dim")))


def _rows(credits_: CreditFields) -> Iterator[tuple[str, str]]:
    """Field and value of everything that the fields say."""
    if credits_.handout:
        yield "handout", f"yes ({label(credits_.origin)})"
    for name, values in (
        ("handout_sources", [party.name for party in credits_.handout_sources]),
        ("creators", list(credits_.creators)),
        ("job_titles", list(credits_.job_titles)),
        ("agencies", [f"{agency.name} ({label(agency.role)})" for agency in credits_.agencies]),
        ("kinds", [label(kind) for kind in credits_.kinds]),
        (
            "copyright_holders",
            [" ".join(filter(None, [one.name, one.years])) for one in credits_.copyright_holders],
        ),
        ("places", [place.name for place in credits_.places]),
        ("countries", [f"{one.name} ({one.code or 'no code'})" for one in credits_.countries]),
        ("dates", [f"{one.edtf} ({one.name})" for one in credits_.dates]),
        ("references", [f"{one.id} ({one.name})" for one in credits_.references]),
        ("alternatives", [f"{one.field} {one.value}" for one in credits_.alternatives]),
        ("unparsed", [f"{one.raw!r} ({one.name})" for one in credits_.unparsed]),
    ):
        if values:
            yield name, ", ".join(values)


def _places(credits_: CreditFields, name: str) -> str:
    """The rules that gave a field, each with the values that they read."""
    found: dict[str, list[str]] = {}
    for one in credits_.evidence:
        if one.field == name:
            found.setdefault(one.rule, []).append(f"{one.block} {one.path}")
    return one_line("; ".join(f"{rule}: {', '.join(places)}" for rule, places in found.items()))
