"""What a file's Content Credentials say, printed for people."""

from collections.abc import Iterator

from rich.text import Text

from catalog.cli.show import console, one_line
from catalog.provenance import CredentialLine, CredentialSource, tell_credentials
from catalog.records import ContentCredentials


def show_credentials(said: ContentCredentials) -> None:
    """Print the sentence that sums them up, a line for each statement, and what the picture was made from."""
    told = tell_credentials(said)
    out = console()
    out.print(Text("The file says (Content Credentials)", style="bold"))
    out.print(Text(one_line(told.sentence)))
    rows = [*map(_row, told.lines), *_made_from(told.sources, "")]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        out.print(Text.assemble((f"{name:<{width}}  ", "bold"), one_line(value)))


def _row(line: CredentialLine) -> tuple[str, str]:
    return line.name, f"{line.words} [{line.code}]" if line.code else line.words


def _made_from(sources: tuple[CredentialSource, ...], inset: str) -> Iterator[tuple[str, str]]:
    """Each picture that another was made from, set in by its depth, with what does not hold of it."""
    for source in sources:
        yield f"{inset}Made from", f"{source.title} ({source.relation}): {source.sentence}"
        for line in source.lines:
            name, words = _row(line)
            yield f"{inset}  {name}", words
        yield from _made_from(source.sources, f"{inset}  ")
