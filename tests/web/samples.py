"""A small catalog of invented photos: handouts of every state, other kinds, scripts, captions alone."""

import hashlib
from pathlib import Path

from PIL import Image, ImageDraw

from catalog.records import (
    Actor,
    AgencyCredit,
    Alternative,
    Claim,
    CreatorCredit,
    DateMention,
    Evidence,
    FieldReading,
    Finding,
    FindingValue,
    Form,
    Handout,
    HandoutParty,
    HandoutSource,
    ImageField,
    ImageRecord,
    Notice,
    NoticeTerm,
    ParsedCaption,
    PlaceMention,
    Problem,
    Reference,
)
from catalog.settings import Settings
from catalog.store import (
    CaptionDraft,
    ImageDraft,
    PhotoDraft,
    RunCounts,
    RunProblem,
    Store,
    add_problems,
    begin_run,
    end_run,
    save_photos,
)
from catalog.vocabulary.codes import (
    AgencyRole,
    Certainty,
    DateRole,
    HandoutState,
    How,
    Kind,
    Origin,
    Severity,
    SourceClass,
    Term,
)


def span(text, part, start=0):
    at = text.index(part, start)
    return at, at + len(part)


def agency(text, part, id_, name=None, role=AgencyRole.MAKER):
    return AgencyCredit(id=id_, name=name or part, role=role, span=span(text, part))


def source(text, part, *, class_=SourceClass.UNKNOWN, country=None, forms=()):
    named = tuple(Form(text=form, span=span(text, form)) for form in forms)
    return HandoutSource(name=part, span=span(text, part), forms=named, class_=class_, country=country)


def taken(text, part, edtf, role=DateRole.TAKEN):
    return DateMention(role=role, edtf=edtf, span=span(text, part))


def place(text, part, country, **more):
    return PlaceMention(name=part, span=span(text, part), country=country, **more)


def party(id_, name, class_=SourceClass.UNKNOWN, country=None):
    return HandoutParty(id=id_, name=name, class_=class_, country=country)


HARBOUR = (
    "A pilot boat guides the ferry Anneke past the breakwater at Velsund, Norway, on 4 March 2021, in this "
    "picture released by the Velsund Harbour Authority. VELSUND HARBOUR AUTHORITY/HANDOUT VIA NORDBILD "
    "EDITORIAL USE ONLY. NO SALES."
)
BRIDGE = (
    "Engineers inspect the cables of the new footbridge over the river Tarn in Albi, France, "
    "September 30, 2020. LUMEN AGENCY/Marisol Okafor"
)
ORCHARD = (
    "ВЕРХНЕЕ ОЗЕРО, РОССИЯ - 12 МАЯ 2022: Садовники белят яблони в городском саду после долгой зимы. "
    "Пресс-служба администрации Верхнего Озера/раздаточный материал"
)
MARKET = "بائع زهور يرتب الورود في سوق المدينة القديمة، تونس، 8 نيسان 2019. وكالة النخيل/سليم الحداد"
HOSTILE = (
    "<script>alert(1)</script> A weather balloon rises over Kesten Moor, 2 January 2018. "
    'Courtesy of "Kesten & Sons" <b>Meteorology</b>'
)
LONG = (
    "Volunteers sort donated winter coats at the Internationale Vereinigung zur Erhaltung historischer "
    "Leuchtturmanlagen e.V. depot in Husby, Germany, 19 November 2016. Photo provided by "
    "Internationale Vereinigung zur Erhaltung historischer Leuchtturmanlagen e.V."
)


def harbour():
    party_name = "Velsund Harbour Authority"
    return ParsedCaption(
        caption=HARBOUR,
        language="en",
        description=HARBOUR[: HARBOUR.index(" VELSUND HARBOUR AUTHORITY/")],
        credit_line="VELSUND HARBOUR AUTHORITY/HANDOUT VIA NORDBILD",
        agencies=(agency(HARBOUR, "NORDBILD", "nordbild", role=AgencyRole.DISTRIBUTOR),),
        handout=True,
        origin=Origin.HANDOUT,
        how=How.RELEASED,
        handout_sources=(
            HandoutSource(
                name=party_name,
                span=span(HARBOUR, "VELSUND HARBOUR AUTHORITY"),
                forms=(Form(text=party_name, span=span(HARBOUR, party_name)),),
                class_=SourceClass.GOVERNMENT,
                country="NO",
            ),
        ),
        kinds=(Kind.HANDOUT,),
        places=(
            place(
                HARBOUR,
                "Velsund",
                "NO",
                geonames_id=0,
                latitude=61.2,
                longitude=-5.1,
                names=("Velsund havn", "Вельсунн"),
                claims=(
                    Claim(party="Norway", kind="recognised", from_="1905", source="An invented treaty"),
                    Claim(party="Free Port of Velsund", kind="claimed", from_="1993", to="2003"),
                ),
            ),
        ),
        country="NO",
        date="2021-03-04",
        date_text="4 March 2021",
        dates=(taken(HARBOUR, "4 March 2021", "2021-03-04"),),
        notices=(
            Notice(
                text="EDITORIAL USE ONLY. NO SALES.",
                span=span(HARBOUR, "EDITORIAL USE ONLY. NO SALES."),
                terms=(NoticeTerm(term=Term.EDITORIAL_USE_ONLY), NoticeTerm(term=Term.NO_SALES)),
            ),
        ),
        certainty={"handout": Certainty.SURE, "date": Certainty.LIKELY, "places": Certainty.OPEN},
        alternatives=(
            Alternative(
                field="date",
                value="2021-04-03",
                span=span(HARBOUR, "4 March 2021"),
                rule="date/day-month-swap",
            ),
        ),
        evidence=(
            Evidence(field="handout", rule="credit/handout-suffix", span=span(HARBOUR, "HANDOUT")),
            Evidence(
                field="handout_sources", rule="credit/source", span=span(HARBOUR, "VELSUND HARBOUR AUTHORITY")
            ),
            Evidence(field="date", rule="prose/date", span=span(HARBOUR, "4 March 2021")),
        ),
    )


def bridge():
    return ParsedCaption(
        caption=BRIDGE,
        description=BRIDGE[: BRIDGE.index(" LUMEN")],
        credit_line="LUMEN AGENCY/Marisol Okafor",
        agencies=(agency(BRIDGE, "LUMEN AGENCY", "lumen-agency"),),
        creators=(CreatorCredit(name="Marisol Okafor", span=span(BRIDGE, "Marisol Okafor")),),
        origin=Origin.OWN,
        kinds=(Kind.STAFF, Kind.POOL),
        places=(place(BRIDGE, "Albi", "FR"),),
        country="FR",
        date="2020-09-30",
        dates=(taken(BRIDGE, "September 30, 2020", "2020-09-30"),),
    )


def orchard():
    name = "Пресс-служба администрации Верхнего Озера"
    return ParsedCaption(
        caption=ORCHARD,
        language="ru",
        description="Садовники белят яблони в городском саду после долгой зимы.",
        credit_line=f"{name}/раздаточный материал",
        handout=True,
        origin=Origin.HANDOUT,
        handout_sources=(source(ORCHARD, name, class_=SourceClass.GOVERNMENT, country="RU"),),
        kinds=(Kind.HANDOUT,),
        places=(place(ORCHARD, "ВЕРХНЕЕ ОЗЕРО", "RU"),),
        country="RU",
        date="2022-05",
        dates=(taken(ORCHARD, "12 МАЯ 2022", "2022-05-12"),),
        evidence=(
            Evidence(field="handout", rule="credit/handout-word", span=span(ORCHARD, "раздаточный материал")),
        ),
    )


def market():
    return ParsedCaption(
        caption=MARKET,
        language="ar",
        description=MARKET[: MARKET.index(" وكالة")],
        credit_line="وكالة النخيل/سليم الحداد",
        agencies=(agency(MARKET, "وكالة النخيل", "al-nakhil", "AL-NAKHIL"),),
        creators=(CreatorCredit(name="سليم الحداد", span=span(MARKET, "سليم الحداد")),),
        places=(place(MARKET, "تونس", "TN"),),
        country="TN",
        date="2019-04-08",
        dates=(taken(MARKET, "8 نيسان 2019", "2019-04-08"),),
    )


def hostile():
    return ParsedCaption(
        caption=HOSTILE,
        description=HOSTILE[: HOSTILE.index(" Courtesy")],
        credit_line='Courtesy of "Kesten & Sons" <b>Meteorology</b>',
        origin=Origin.HANDOUT_LIKELY,
        how=How.COURTESY,
        handout_sources=(source(HOSTILE, '"Kesten & Sons" <b>Meteorology</b>', class_=SourceClass.COMPANY),),
        places=(place(HOSTILE, "Kesten Moor", "GB"),),
        country="GB",
        date="2018-01-02",
        dates=(taken(HOSTILE, "2 January 2018", "2018-01-02"),),
        unparsed=(span(HOSTILE, "<script>alert(1)</script>"),),
    )


def lighthouse():
    name = "Internationale Vereinigung zur Erhaltung historischer Leuchtturmanlagen e.V."
    return ParsedCaption(
        caption=LONG,
        description=LONG[: LONG.index(" Photo provided")],
        credit_line=f"Photo provided by {name}",
        handout=True,
        origin=Origin.HANDOUT,
        how=How.PROVIDED,
        handout_sources=(source(LONG, name, class_=SourceClass.NGO, country="DE"),),
        kinds=(Kind.HANDOUT, Kind.FILE, Kind.SCREENGRAB, Kind.AI),
        places=(place(LONG, "Husby", "DE"),),
        country="DE",
        date="2016-11-19",
        dates=(taken(LONG, "19 November 2016", "2016-11-19"),),
    )


def plain(number):
    day = f"{number} February 2017"
    text = f"Runners pass the old mill of Harrow Fen on lap {number} of the winter race, {day}. HANDOUT"
    embargo = Notice(text=day, span=span(text, day), terms=(NoticeTerm(term=Term.EMBARGO, until=day),))
    return ParsedCaption(
        caption=text,
        notices=(embargo,) if number == 1 else (),
        description=text.removesuffix(" HANDOUT"),
        credit_line="HANDOUT",
        handout=True,
        origin=Origin.HANDOUT,
        kinds=(Kind.HANDOUT,),
        places=(place(text, "Harrow Fen", "GB"),),
        country="GB",
        date=f"2017-02-{number:02}",
        dates=(taken(text, day, f"2017-02-{number:02}"),),
    )


def field(value, *all_, agree=True):
    readings = tuple(FieldReading(block=block, path=path, value=read) for block, path, read in all_)
    return ImageField(value=value, block=all_[0][0], path=all_[0][1], all=readings, agree=agree)


def draw(path: Path, size, sky, ground):
    """A small landscape: sky, a low sun, hills."""
    width, height = size
    image = Image.new("RGB", size, sky)
    pen = ImageDraw.Draw(image)
    for row in range(height):
        light = row / height
        pen.line((0, row, width, row), fill=tuple(int(low + (255 - low) * light * 0.55) for low in sky))
    sun = height // 6
    pen.ellipse((width * 0.62, height * 0.3, width * 0.62 + sun, height * 0.3 + sun), fill=(255, 244, 214))
    for step, shade in enumerate((0.75, 1.0)):
        top = height * (0.55 + 0.16 * step)
        hills = [
            (0, height),
            (0, top),
            (width * 0.3, top - height * 0.12),
            (width * 0.55, top + height * 0.03),
        ]
        hills += [(width * 0.8, top - height * 0.09), (width, top), (width, height)]
        pen.polygon(hills, fill=tuple(int(tone * shade) for tone in ground))
    image.save(path, quality=90)


def picture(folder: Path, name: str, size=(1800, 1200), sky=(92, 122, 160), ground=(60, 84, 62), **more):
    """An image draft with its original and both renditions on disk."""
    path = folder / name
    draw(path, size, sky, ground)
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    renditions = folder / "home" / "media" / "renditions" / sha256[:2]
    renditions.mkdir(parents=True, exist_ok=True)
    for longest in (320, 1600):
        with Image.open(path) as image:
            image.thumbnail((longest, longest))
            image.save(renditions / f"{sha256}-{longest}.webp")
    record = ImageRecord(
        file=name, format="jpeg", mime="image/jpeg", width=size[0], height=size[1],
        bytes=len(data), sha256=sha256, **more,
    )  # fmt: skip
    return ImageDraft(path=str(path), record=record, rendition="made")


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
        "orchard": picture(folder, "orchard.jpg", (2000, 900), (130, 150, 190), (96, 120, 60)),
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
        end_run(work, run, RunCounts(read=len(photos) + 2, added=len(photos), failed=2))
    return store
