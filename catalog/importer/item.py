"""A row on its way through the stages, and what the stages share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from catalog.desk import Assess, Clusters
from catalog.exchange import SourceRow
from catalog.images import TrustList
from catalog.importer.options import ImportOptions
from catalog.importer.report import Tally
from catalog.records import Actor, Finding, Handout, ParsedCaption, Policy, Reference
from catalog.store import ImageDraft, Known, RunProblem, Store
from catalog.workers import Workers


class Readers(NamedTuple):
    """The pure rooms as an import uses them, with the catalog's own knowledge.

    Attributes:
        parse: Text, and the day (UTC) when it came, to its parse: nothing was taken after that day.
        parser: Version of the parser.
        assess: Caption, image and copies to what they say about a handout.
    """

    parse: Callable[[str, date], ParsedCaption]
    parser: str
    assess: Assess


@dataclass(slots=True)
class Item:
    """One row of a source and what the stages made of it.

    Attributes:
        row: The row.
        where: Path of its source; of a picture in a folder, its own.
        line: Line or row number in its source, None for a picture in a folder.
        nth: How many rows with the same bytes its source has had, this one included.
        file: Its image file, None where it has none or it is not there.
        size: Size of that file in bytes.
        sha256: Digest of that file.
        refs: Identities it may have, in order of preference.
        ref: The identity it has.
        known: What the catalog has of it already.
        moved: Where its file lies now, where it is no longer where it was.
        text: Its caption in storable letters.
        raw: The bytes that the caption was read from.
        parsed: The parse of new words.
        image: The image file where it is new.
        handout: What the assessment says.
        findings: What a person should see.
        words: The words weighed that are not new.
        settled: Nothing of it is new.
    """

    row: SourceRow
    where: str
    line: int | None
    nth: int
    file: Path | None = None
    size: int = 0
    sha256: str | None = None
    refs: tuple[Reference, ...] = ()
    ref: Reference | None = None
    known: Known | None = None
    moved: Path | None = None
    text: str | None = None
    raw: bytes = b""
    parsed: ParsedCaption | None = None
    image: ImageDraft | None = None
    handout: Handout = field(default_factory=Handout)
    findings: tuple[Finding, ...] = ()
    words: ParsedCaption | None = None

    @property
    def settled(self) -> bool:
        """Whether the catalog has it as it is."""
        return self.known is not None and not (self.parsed or self.image or self.moved)


@dataclass(slots=True)
class Job:
    """What the stages of one import share.

    Attributes:
        store: Where photos go.
        media: Folder of renditions.
        options: Choices.
        actor: Who asked.
        readers: The pure rooms.
        workers: Processes for image files.
        clusters: Copies of one picture, kept in step.
        run_id: The run.
        trust: Lists to look up signers of Content Credentials in.
        policy: The rule that chooses between the blocks of an image file.
        today: The day (UTC) on which its sources came.
        tally: Counts so far.
        problems: Problems not yet kept.
        following: Whether copies can be looked for.
    """

    store: Store
    media: Path
    options: ImportOptions
    actor: Actor
    readers: Readers
    workers: Workers
    clusters: Clusters
    run_id: int
    trust: tuple[TrustList, ...] = ()
    policy: Policy = "news"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    tally: Tally = field(default_factory=Tally)
    problems: list[RunProblem] = field(default_factory=list)
    following: bool = True

    def refuse(self, where: str, reason: str, *, line: int | None = None, raw: bytes = b"") -> None:
        """Note that something could not be taken; it is kept with the next transaction."""
        self.tally.failed += 1
        self.problems.append(RunProblem(line=line, where=where, reason=reason, raw=raw))

    def refuse_item(self, item: Item, reason: str) -> None:
        """Note that a row could not be taken."""
        self.refuse(item.where, reason, line=item.line, raw=item.row.raw)

    def refuse_file(self, item: Item, path: Path | None, reason: str) -> None:
        """Note that a file which a row names, or which lies beside it, could not be taken."""
        named = item.line is None and path == item.row.image
        self.refuse_item(item, reason if named else f"{path}: {reason}")


Stage: TypeAlias = Callable[[Job, list[Item]], list[Item]]
"""One step: takes rows, leaves out those that it refuses, gives the others on."""
