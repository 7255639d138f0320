"""Invented captions, taken apart by hand."""

from catalog.records import (
    AgencyCredit,
    Alternative,
    Claim,
    CreatorCredit,
    DateMention,
    Evidence,
    Form,
    HandoutParty,
    HandoutSource,
    Notice,
    NoticeTerm,
    ParsedCaption,
    PlaceMention,
)
from catalog.vocabulary.codes import AgencyRole, Certainty, DateRole, How, Kind, Origin, SourceClass, Term


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


def harbour_authority():
    name = "Velsund Harbour Authority"
    return HandoutSource(
        name=name,
        span=span(HARBOUR, "VELSUND HARBOUR AUTHORITY"),
        forms=(Form(text=name, span=span(HARBOUR, name)),),
        class_=SourceClass.GOVERNMENT,
        country="NO",
    )


def velsund():
    """A place that two parties claim."""
    return place(
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
    )


def harbour():
    return ParsedCaption(
        caption=HARBOUR,
        language="en",
        description=HARBOUR[: HARBOUR.index(" VELSUND HARBOUR AUTHORITY/")],
        credit_line="VELSUND HARBOUR AUTHORITY/HANDOUT VIA NORDBILD",
        agencies=(agency(HARBOUR, "NORDBILD", "nordbild", role=AgencyRole.DISTRIBUTOR),),
        handout=True,
        origin=Origin.HANDOUT,
        how=How.RELEASED,
        handout_sources=(harbour_authority(),),
        kinds=(Kind.HANDOUT,),
        places=(velsund(),),
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
                rule="date/day-or-month-first",
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
