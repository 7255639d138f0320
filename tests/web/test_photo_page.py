import re
from dataclasses import replace

import msgspec
import pytest

from catalog.records import Actor, ParsedCaption, Part
from catalog.store import Store, save_photos, set_value
from catalog.vocabulary.codes import DateRole
from tests.web import captions, samples


def caption_of(text):
    return re.search(r'<p class="caption-text" dir="auto"[^>]*>(.*?)</p>', text, re.DOTALL)[1]


def test_every_parsed_value_is_marked_with_its_kind(page, number):
    caption = caption_of(page(f"/photos/{number('ferry')}"))
    kinds = set(re.findall(r'mark-(agency|source|handout|date|place|notice)"', caption))
    assert kinds == {"agency", "source", "handout", "date", "place", "notice"}
    labels = re.findall(r"\(</span>([^<]+)<", caption)
    assert labels == [
        "Place",
        "Date taken",
        "Handed out by",
        "Handed out by",
        "Handout wording",
        "Distributor",
        "Notice",
    ]


def test_a_photographer_is_marked(page, number):
    assert "Photographer" in caption_of(page(f"/photos/{number('bridge')}"))


def test_a_hostile_caption_is_text(page, number):
    text = page(f"/photos/{number('hostile')}")
    assert "<script>alert" not in text
    assert "<b>Meteorology" not in text
    assert "&lt;b&gt;Meteorology&lt;/b&gt;" in text


def test_the_legend_names_value_rule_and_certainty(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert re.search(
        r'legend-value">HANDOUT</bdi>\s*<span[^>]*>sure</span>\s*<code[^>]*>credit/handout-suffix', text
    )


def test_other_readings_are_shown(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert re.search(r"Day and month may be the other way round\. <code[^>]*>date/day-or-month-first<", text)


def test_the_chain_leads_from_the_source_to_the_distributor(page, number):
    chain = re.search(r'<ol class="chain">.*?</ol>', page(f"/photos/{number('ferry')}"), re.DOTALL)[0]
    assert re.findall(r'chain-role">([^<]+)', chain) == ["Handed out by", "Distributor"]
    assert 'href="/agencies/nordbild"' in chain
    assert 'href="/sources/velsund-harbour-authority"' in chain


def test_the_handout_evidence_is_said_in_words(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert "The caption says handout." in text
    assert '<span class="chain-about">government, Norway</span>' in text


def test_the_line_to_publish_can_be_copied(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert '<bdi id="credit-line">Handout: Velsund Harbour Authority via NORDBILD</bdi>' in text
    assert 'data-copy="credit-line" hidden>' in text
    assert "Style: IPTC Credit Line" in text


@pytest.fixture
def wanted_style(rooms, monkeypatch):
    """Asks for a style of credits as a setting would."""

    def want(style):
        opened = {key: room for key, room in rooms._opened.items() if key[1] != "credit style"}
        monkeypatch.setattr(rooms, "_opened", opened)
        monkeypatch.setattr(rooms, "settings", replace(rooms.settings, credit_style=style))

    return want


def test_the_line_to_publish_is_in_the_style_of_the_settings(page, number, wanted_style):
    wanted_style("de")
    text = page(f"/photos/{number('ferry')}")
    assert "Foto: Velsund Harbour Authority/NORDBILD (Handout)</bdi>" in text


def test_a_style_that_there_is_not_is_told(page, number, wanted_style):
    wanted_style("upi")
    assert "known: ap, de, iptc" in page(f"/photos/{number('ferry')}", status=503)


def test_findings_carry_their_values_and_other_explanations(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert "<h3>Agencies differ</h3>" in text
    assert "<dt>Credit line <code>IIM 2:110</code></dt>" in text
    assert "What else may explain it" in text
    assert "The distributor replaced the credit" in text


def test_what_asks_most_of_a_person_comes_first(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert text.index("Agencies differ") < text.index("Marked as a handout")


def test_terms_of_use_stand_beside_the_handout(page, number):
    terms = re.search(r"Terms and notices</h3>.*?</ul>", page(f"/photos/{number('ferry')}"), re.DOTALL)[0]
    assert re.findall(r"<li>([^<]+)", terms) == ["Editorial use only", "No sales"]


def test_a_caption_says_its_language_to_listeners(page, number):
    assert 'class="caption-text" dir="auto" lang="ru"' in page(f"/photos/{number('orchard')}")
    assert 'dir="auto" lang=' not in page(f"/photos/{number('bridge')}")


def test_a_photo_without_headline_is_headed_by_its_number(page, number):
    assert f">Photo {number('ferry')}</h1>" in page(f"/photos/{number('ferry')}")


def test_blocks_that_say_nothing_have_no_column(page, number):
    head = re.search(r"<thead>.*?</thead>", page(f"/photos/{number('orchard')}"), re.DOTALL)
    assert head is None
    head = re.search(r"<thead>.*?</thead>", page(f"/photos/{number('ferry')}"), re.DOTALL)[0]
    assert re.findall(r'scope="col">([^<]+)', head) == ["Field", "Caption", "XMP", "IIM", "EXIF"]


def test_blocks_that_disagree_are_marked(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert text.count('class="row-differs"') == 1
    assert re.search(r'class="cell-differs">\s*<p><bdi>VELSUND HARBOUR AUTHORITY', text)


def test_claims_on_a_place_stand_beside_each_other(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert "Recognised: Norway, 1905–today" in text
    assert "Claimed: Free Port of Velsund, 1993–2003" in text


def test_what_could_not_be_read_is_said(page, number):
    assert "the packet ends in the middle of a tag" in page(f"/photos/{number('market')}")


def test_a_picture_without_caption_has_its_page(page, number):
    assert "This picture has no caption." in page(f"/photos/{number('silent')}")


def test_the_picture_is_described_by_its_caption(page, number):
    text = page(f"/photos/{number('orchard')}")
    assert 'alt="Садовники белят яблони' in text
    assert f"/photos/{number('orchard')}/image/1600?v=" in text


def test_the_import_that_brought_the_photo_is_linked(page, number):
    assert 'href="/imports/1"' in page(f"/photos/{number('ferry')}")


def test_an_unknown_photo_is_not_found(page):
    assert "There is no photo 99999" in page("/photos/99999", 404)


def test_the_pieces_of_the_caption_are_the_caption(page, number):
    caption = re.sub(
        r"<bdi class=\"mark-label\">.*?</bdi>", "", caption_of(page(f"/photos/{number('ferry')}"))
    )
    assert re.sub(r"<[^>]+>", "", caption) == captions.HARBOUR


def shown(empty_client, caption):
    """The page of a photo with this caption, in a catalog of its own."""
    settings = empty_client.application.extensions["rooms"].settings
    with Store.open(settings) as store, store.writing(Actor(name="test")) as work:
        save_photos(work, [samples.draft("x", caption)])
    return empty_client.get("/photos/1").text


MAYORS = "Mayors at Aldby: on 1 June 2022, left, and on 2 June 2022, right. NORDBILD"


def test_dates_of_one_role_stand_together(empty_client):
    days = (("1 June 2022", "2022-06-01"), ("2 June 2022", "2022-06-02"))
    dates = tuple(captions.taken(MAYORS, words, edtf, DateRole.MENTIONED) for words, edtf in days)
    text = shown(empty_client, ParsedCaption(caption=MAYORS, dates=dates))
    assert re.search(
        r"<dt>Mentioned</dt><dd><time[^>]+>1 Jun 2022</time>; <time[^>]+>2 Jun 2022</time>", text
    )


def test_the_pictures_of_a_combination_are_listed(empty_client):
    part = Part(label="left", span=captions.span(MAYORS, "left"), date="2022-06-01", place="Aldby")
    text = shown(empty_client, ParsedCaption(caption=MAYORS, parts=(part,)))
    assert re.search(r'<span dir="auto">left</span>\s*<span class="quiet">Aldby · 1 Jun 2022</span>', text)


def test_a_legend_of_many_values_is_folded(empty_client):
    words = (
        " ".join(f"{day} May 2020" for day in range(10, 31)) + " 7 May 2020 8 May 2020 9 May 2020 6 May 2020"
    )
    dates = tuple(
        captions.taken(words, f"{day} May 2020", f"2020-05-{day:02}", DateRole.MENTIONED)
        for day in range(6, 31)
    )
    assert '<details class="legend">' in shown(empty_client, ParsedCaption(caption=words, dates=dates))


def test_a_short_legend_is_open(page, number):
    assert '<details class="legend" open>' in page(f"/photos/{number('ferry')}")


def test_a_country_after_a_place_in_it_says_nothing_new(empty_client):
    text = "A bridge in Albi, France."
    places = (captions.place(text, "Albi", "FR"), captions.place(text, "France", "FR"))
    facts = shown(empty_client, ParsedCaption(caption=text, places=places))
    assert re.findall(r'class="fact">\s*<h3><bdi>([^<]+)', facts) == ["Albi"]


def test_older_captions_and_a_person_s_word_are_shown(empty_client):
    settings = empty_client.application.extensions["rooms"].settings
    longer = msgspec.structs.replace(captions.bridge(), caption=f"{captions.BRIDGE} CORRECTION")
    with Store.open(settings) as store:
        for version in (captions.bridge(), longer):
            with store.writing(Actor(name="test")) as work:
                save_photos(work, [samples.draft("x", version)])
        with store.writing(Actor(name="ana", kind="person")) as work:
            set_value(work, 1, "place", "Castres")
    text = empty_client.get("/photos/1").text
    assert "Caption versions" in text
    assert text.index('<li value="2">') < text.index('<li value="1">')
    assert "Place set by a person: <bdi>Castres</bdi> (read as <bdi>Albi</bdi>)" in text
