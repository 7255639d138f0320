"""Read captions out of plain text: one a line, one a paragraph, or between the prose of an article."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from catalog.exchange.credits import Agencies, carries_credit
from catalog.exchange.encoding import Encoding
from catalog.exchange.feed import Feed, RawLine, raw_lines
from catalog.exchange.rows import BadRow, Row, SourceKind, SourceRow, unfit

# Editors wrap at 72 to 80 columns, mail programs at up to 100: a longer line is a paragraph of its own.
_LONGEST_WRAPPED_LINE = 110
_ENDS_SENTENCE = re.compile(r"[.!?…:。！？]['\"”’»)\]]*$|[)\]]$")
# A credit that an editor put on a line of its own is shorter than this and ends without a full stop.
_LONGEST_CREDIT_LINE = 60
# Below this share of uncredited lines a list of captions has lost a few credits; above it, it is an article.
_STRAY_SHARE = 0.1


# A longer run of lines without a blank one is no paragraph; holding it could fill the memory.
_LONGEST_BLOCK = 8 << 20


class Paragraph(NamedTuple):
    """A paragraph of a text.

    Attributes:
        number: The physical line it begins on.
        raw: Its bytes.
        text: Its text without the white space around it.
        fault: What is wrong with its bytes.
    """

    number: int
    raw: bytes
    text: str
    fault: str | None = None


class Outline(NamedTuple):
    """What a text looks like.

    Attributes:
        kind: `lines`, `paragraphs` or `article`.
        said: What speaks for that.
        by_line: Whether every line is a paragraph: no blank line stands between two of them.
    """

    kind: SourceKind
    said: str
    by_line: bool


def read_lines(feed: Feed, encoding: Encoding) -> Iterator[Row]:
    """One caption a line."""
    for line in raw_lines(feed.chunks(), encoding.newline):
        yield from _rows([_line_paragraph([line], encoding)])


def read_paragraphs(feed: Feed, encoding: Encoding) -> Iterator[Row]:
    """One caption a paragraph."""
    for block in _blocks(raw_lines(feed.chunks(), encoding.newline), encoding):
        yield from _rows([_line_paragraph(block, encoding)])


def read_article(feed: Feed, encoding: Encoding, agencies: Agencies, *, by_line: bool) -> Iterator[Row]:
    """The paragraphs that carry a credit; the prose between them is left alone."""
    lines = raw_lines(feed.chunks(), encoding.newline)
    for paragraph in _article_paragraphs(lines, encoding, agencies, by_line=by_line):
        # A paragraph with a fault may be a caption: it is kept, so that a person can tell.
        if paragraph.fault is not None or carries_credit(paragraph.text, agencies):
            yield from _rows([paragraph])


def outline(feed: Feed, encoding: Encoding, agencies: Agencies) -> Outline:
    """Guess how captions stand in a text, from its head.

    A text in which only some paragraphs carry a credit is an article. Where nearly all carry one, or none
    does, every line (or every paragraph, where paragraphs span lines) is a caption.
    """
    lines = list(raw_lines([feed.head], encoding.newline))
    by_line = len(list(_blocks(lines, encoding))) == 1
    paragraphs = list(_article_paragraphs(lines, encoding, agencies, by_line=by_line))
    spanning = any("\n" in paragraph.text for paragraph in paragraphs)
    credited = sum(carries_credit(paragraph.text, agencies) for paragraph in paragraphs)
    count = len(paragraphs)
    found = f"{credited} caption{'s' * (credited != 1)} found in {count} paragraph{'s' * (count != 1)}"
    more = "" if feed.whole else " of its first MiB"
    if 0 < credited < count and (count - credited) / count > _STRAY_SHARE:
        return Outline("article", f"{found}{more}", by_line)
    kind: SourceKind = "paragraphs" if spanning else "lines"
    unit = "paragraph" if spanning else "line"
    return Outline(kind, f"one a {unit}, {count} of them{more}, {credited} with a credit we know", by_line)


def _rows(paragraphs: Iterable[Paragraph]) -> Iterator[Row]:
    for paragraph in paragraphs:
        reason = paragraph.fault or unfit(paragraph.text)
        if reason is not None:
            yield BadRow(paragraph.number, paragraph.raw, reason)
        elif paragraph.text:
            yield SourceRow(paragraph.number, paragraph.raw, caption=paragraph.text)


def _line_paragraph(lines: list[RawLine], encoding: Encoding) -> Paragraph:
    """Some lines as one paragraph."""
    decoded = [encoding.decode(line.raw) for line in lines]
    fault = next((fault for _, fault in decoded if fault is not None), None)
    if any(line.cut for line in lines):
        fault = "a line of more than 8 MiB, kept in part"
    text = "".join(text for text, _ in decoded).removeprefix("\ufeff").strip()
    return Paragraph(lines[0].number, b"".join(line.raw for line in lines), text, fault)


def _blocks(lines: Iterable[RawLine], encoding: Encoding) -> Iterator[list[RawLine]]:
    """Runs of lines between blank lines, of bounded length."""
    block: list[RawLine] = []
    size = 0
    for line in lines:
        blank = not encoding.decode(line.raw)[0].strip("\ufeff \t\r\n\f\v\xa0")
        if block and (blank or size + len(line.raw) > _LONGEST_BLOCK):
            yield block
            block, size = [], 0
        if not blank:
            block.append(line)
            size += len(line.raw)
    if block:
        yield block


def _article_paragraphs(
    lines: Iterable[RawLine], encoding: Encoding, agencies: Agencies, *, by_line: bool
) -> Iterator[Paragraph]:
    """Paragraphs: blocks where lines are wrapped, single lines where each line is a paragraph."""
    if by_line:
        yield from (p for line in lines if (p := _line_paragraph([line], encoding)).text)
        return
    for block in _blocks(lines, encoding):
        if _is_wrapped([encoding.decode(line.raw)[0].strip() for line in block], agencies):
            yield _line_paragraph(block, encoding)
        else:
            yield from (_line_paragraph([line], encoding) for line in block)


def _is_wrapped(lines: list[str], agencies: Agencies) -> bool:
    """Whether lines are one paragraph broken for width: it has one credit, and breaks within sentences."""
    if max(map(len, lines)) > _LONGEST_WRAPPED_LINE:
        return False
    if len(lines) > 1 and sum(carries_credit(line, agencies) for line in lines) > 1:
        return False
    soft = sum(
        _ENDS_SENTENCE.search(line) is None
        or (len(following) < _LONGEST_CREDIT_LINE and not following.endswith((".", "!", "?")))
        for line, following in pairwise(lines)
    )
    return soft * 2 >= len(lines) - 1
