import re

import msgspec

from catalog.records import Actor
from catalog.store import Store, save_photos, set_value
from tests.web import captions, samples


def caption_of(text):
    return re.search(r'<p class="caption-text" dir="auto">(.*?)</p>', text, re.DOTALL)[1]


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
        "Handout word",
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
    assert "date/day-month-swap" in page(f"/photos/{number('ferry')}")


def test_the_chain_leads_from_the_source_to_the_distributor(page, number):
    chain = re.search(r'<ol class="chain">.*?</ol>', page(f"/photos/{number('ferry')}"), re.DOTALL)[0]
    assert re.findall(r'chain-role">([^<]+)', chain) == ["Handed out by", "Distributor"]
    assert 'href="/agencies/nordbild"' in chain
    assert 'href="/sources/velsund-harbour-authority"' in chain


def test_the_handout_evidence_is_said_in_words(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert "The caption says handout." in text
    assert "(government, Norway)" in text


def test_findings_carry_their_values_and_other_explanations(page, number):
    text = page(f"/photos/{number('ferry')}")
    assert "Credit differs" in text
    assert "iim 2:110" in text
    assert "The distributor replaced the credit" in text


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
