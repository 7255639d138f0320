"""The records that the store gives besides Photo: versions, originals, sources and runs."""

from datetime import datetime

from msgspec import Struct

from catalog.vocabulary.codes import SourceClass


class CaptionVersion(Struct, frozen=True, kw_only=True):
    """One version of a caption; `raw` is the row exactly as received."""

    version: int
    text: str
    raw: bytes
    received: datetime
    run_id: int | None


class ClusterSummary(Struct, frozen=True, kw_only=True):
    """A cluster of copies of one picture.

    Attributes:
        id: Its number: that of the photo that was received first.
        photos: Its members, in the order of their arrival.
    """

    id: int
    photos: tuple[int, ...]


class Original(Struct, frozen=True, kw_only=True):
    """Where an original lies and what its bytes were when it was read."""

    path: str
    sha256: str


class SourceSummary(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """A handout source of the catalog's list.

    Attributes:
        id: Slug of its page.
        name: The name to show.
        class_: What kind of party it is (`class` in JSON).
        country: ISO 3166-1 alpha-2, None where the words tell none.
        forms: Its spellings as met, the name included.
        photos: How many photos it handed out.
    """

    id: str
    name: str
    class_: SourceClass
    country: str | None
    forms: tuple[str, ...]
    photos: int


class RunCounts(Struct, frozen=True, kw_only=True):
    """How an import's rows went; `failed` counts problems, whether or not a photo was saved."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0


class RunSummary(Struct, frozen=True, kw_only=True):
    """One import run.

    Attributes:
        id: Its number.
        state: `running`, `done`, `failed` or `cancelled`.
        provider: The provider it was given, None where rows name their own.
        source: What was imported, one path a line.
        said: What the source was taken for, one sentence a line.
        actor: Who asked.
        started: When it began.
        ended: When it stopped, None while it runs.
        heartbeat: When it last gave a sign of life.
        counts: How its rows went.
        reason: Why it failed or stopped.
    """

    id: int
    state: str
    provider: str | None
    source: str
    said: str
    actor: str
    started: datetime
    ended: datetime | None
    heartbeat: datetime
    counts: RunCounts
    reason: str | None


class RunProblem(Struct, frozen=True, kw_only=True):
    """A row or file that an import could not take.

    Attributes:
        line: Line or row number in its source, None where it has none.
        where: The source's path.
        reason: What is wrong, in plain words.
        raw: The row exactly as received.
    """

    line: int | None
    where: str
    reason: str
    raw: bytes
