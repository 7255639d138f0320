"""A small catalog of invented photos: handouts of every state, other kinds, scripts, captions alone."""

from pathlib import Path

from catalog.records import Actor, Finding, FindingValue, Handout, Problem, Reference
from catalog.settings import Settings
from catalog.store import (
    CaptionDraft,
    PhotoDraft,
    RunCounts,
    RunProblem,
    Store,
    add_problems,
    begin_run,
    end_run,
    save_photos,
)
from catalog.vocabulary.codes import HandoutState, Severity, SourceClass
from tests.web.captions import (
    bridge,
    harbour,
    hostile,
    lighthouse,
    market,
    orchard,
    party,
    plain,
)
from tests.web.credentials import CREDENTIALS
from tests.web.pictures import field, picture

HARBOUR_FIELDS = {
    "credit_line": field(
        "NORDBILD",
        ("xmp", "photoshop:Credit", "NORDBILD"),
        ("iim", "2:110", "VELSUND HARBOUR AUTHORITY"),
        agree=False,
    ),
    "creators": field(
        ["Ingrid Solheim"], ("xmp", "dc:creator", ["Ingrid Solheim"]), ("exif", "0x013b", "Ingrid Solheim")
    ),
    "date_created": field(
        "2021-03-04", ("xmp", "photoshop:DateCreated", "2021-03-04"), ("exif", "0x9003", "2021:03:04")
    ),
    "keywords": field(["ferry", "harbour", "pilot"], ("iim", "2:25", ["ferry", "harbour", "pilot"])),
}  # fmt: skip
HARBOUR_FINDINGS = (
    Finding(
        id="a1",
        rule="handout-stated",
        severity=Severity.NOTICE,
        values=(FindingValue(origin="caption", raw="HANDOUT"),),
    ),
    Finding(
        id="a2",
        rule="credit-differs",
        severity=Severity.WARNING,
        values=(
            FindingValue(origin="xmp photoshop:Credit", raw="NORDBILD"),
            FindingValue(origin="iim 2:110", raw="VELSUND HARBOUR AUTHORITY"),
        ),
        explains=("The distributor replaced the credit when it relayed the picture.",),
    ),
)


def draft(reference, parsed, handout=None, image=None, findings=()):
    caption = parsed and CaptionDraft(raw=parsed.caption.encode(), parsed=parsed, parser="test")
    return PhotoDraft(
        ref=Reference(provider="desk", id=reference),
        caption=caption,
        image=image,
        handout=handout or Handout(),
        findings=findings,
    )


def stated(*parties):
    return Handout(state=HandoutState.STATED, from_=parties)


def drafts(folder: Path):
    """The catalog's photos; the first has everything."""
    authority = party("velsund-harbour-authority", "Velsund Harbour Authority", SourceClass.GOVERNMENT, "NO")
    press = party("press-office", "Пресс-служба администрации Верхнего Озера", SourceClass.GOVERNMENT, "RU")
    society = party("leuchtturm", lighthouse().handout_sources[0].name, SourceClass.NGO, "DE")
    kesten = party("kesten-sons", '"Kesten & Sons" <b>Meteorology</b>', SourceClass.COMPANY)
    exif = {"exif": {"Image Make": "Testcam", "Image Orientation": "Horizontal (normal)"}}
    pictures = {
        "ferry": picture(folder, "ferry.jpg", fields=HARBOUR_FIELDS, blocks=exif),
        "bridge": picture(folder, "bridge.jpg", (1200, 1700), (150, 120, 110), (70, 60, 50)),
        "orchard": picture(
            folder, "orchard.jpg", (2000, 900), (130, 150, 190), (96, 120, 60), c2pa=CREDENTIALS
        ),
        "market": picture(
            folder, "market.jpg", (900, 900), (180, 140, 90), (90, 50, 40),
            problems=(Problem(block="xmp", reason="the packet ends in the middle of a tag"),),
        ),
    }  # fmt: skip
    pictures["night"] = picture(folder, "IMG_0001.jpg", (1600, 1067), (40, 50, 80), (30, 30, 40))
    return [
        draft("ferry", harbour(), stated(authority), pictures["ferry"], HARBOUR_FINDINGS),
        draft("bridge", bridge(), None, pictures["bridge"]),
        draft("orchard", orchard(), stated(press), pictures["orchard"]),
        draft("market", market(), Handout(state=HandoutState.CONFLICTING), pictures["market"]),
        draft("hostile", hostile(), Handout(state=HandoutState.LIKELY, from_=(kesten,))),
        draft("lighthouse", lighthouse(), stated(society)),
        draft(
            "silent", None, None, picture(folder, "IMG_0001.jpg", (1600, 1067), (40, 50, 80), (30, 30, 40))
        ),
        *(draft(f"race-{n}", plain(n), stated()) for n in range(1, 6)),
    ]


TROUBLES = (
    RunProblem(line=7, where="desk/captions.csv", reason="there is no caption and no image", raw=b"7;;;"),
    RunProblem(line=9, where="desk/captions.csv", reason="this is not UTF-8", raw=b"9;caf\xe9 <b>"),
)


def new(settings: Settings) -> Store:
    """A migrated store without photos."""
    settings.home.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings)
    store.migrate()
    return store


def fill(settings: Settings, folder: Path) -> Store:
    """A migrated store that holds the photos, as one import run with two bad rows brought them."""
    store = new(settings)
    with store.writing(Actor(name="test", kind="program")) as work:
        run = begin_run(work, source="desk/captions.csv", provider="desk")
        photos = drafts(folder)
        save_photos(work, photos, run)
        add_problems(work, run, TROUBLES)
        counts = RunCounts(read=len(photos) + 2, added=len(photos), failed=2)
        end_run(work, run, counts, said="captions.csv: took the file for a table\nferry.jpg: a picture")
    return store
