"""The steps of docs/tour/index.md over the sample catalog; CATALOG_SCREENSHOTS=1 takes its pictures again."""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.waiting import wait_for_keys, wait_for_pictures

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "docs" / "_static" / "screenshots"
MINISTRY = "Georgian Ministry of Regional Development"
EMERGENCIES = "Abkhazian Emergency Situations Ministry"


@pytest.fixture
def visit(open_page, demo_address):
    return lambda path="/", **more: open_page(path, base=demo_address, **more)


@pytest.fixture
def take():
    """Take a picture of the page, or of a part of it, for the tour; WebP, since half of it is photographs."""

    def taken(name, page, part=None):
        wait_for_pictures(page)
        if os.environ.get("CATALOG_SCREENSHOTS") != "1":
            return
        png = (part or page).screenshot(animations="disabled", caret="hide")
        PICTURES.mkdir(parents=True, exist_ok=True)
        Image.open(io.BytesIO(png)).convert("RGB").save(PICTURES / f"{name}.webp", quality=88, method=6)

    return taken


def card(page, words):
    return page.locator(".card", has_text=words).first


def open_card(page, words):
    """Open a photo by the words of its caption."""
    card(page, words).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/photos/\d+$"))
    wait_for_keys(page)


def test_the_start_page_shows_who_handed_out_what(visit, take):
    page = visit()
    expect(page.get_by_role("complementary").get_by_role("heading", name="Handed out by")).to_be_visible()
    expect(card(page, MINISTRY).locator(".handout")).to_contain_text("Handout")
    take("search", page)


def test_one_word_brings_every_copy_of_the_footbridge_together(visit, take):
    page = visit("/?q=footbridge")
    expect(card(page, "that flood water has damaged").locator(".handout")).to_contain_text(MINISTRY)
    expect(card(page, "A view of a pedestrian bridge").locator(".handout")).to_contain_text(EMERGENCIES)
    expect(card(page, "Collapsed pedestrian bridge")).to_be_visible()
    expect(card(page, "Vom Hochwasser")).to_be_visible()
    take("footbridge", page)


def test_a_handout_names_its_source_and_the_hands_it_went_through(visit, take):
    page = visit("/?q=footbridge")
    open_card(page, "that flood water has damaged")
    expect(page.locator(".verdict")).to_contain_text("The caption says handout.")
    expect(page.locator(".chain-step")).to_contain_text([MINISTRY, "EPA"])
    expect(page.locator(".caption-text .mark-handout").first).to_be_visible()
    take("photo-handout", page)


def test_the_mark_is_cut_off_in_a_field_of_32_bytes(visit, take):
    page = visit("/?q=footbridge")
    open_card(page, "that flood water has damaged")
    row = page.get_by_role("row", name=re.compile("^Credit line"))
    expect(row).to_contain_text("HANDOUT")
    expect(row.get_by_role("cell", name=re.compile("cut off here"))).not_to_contain_text("HANDOUT")
    take("mark-cut-off", page, page.locator(".metadata .scroll").first)


def test_the_other_authority_hands_it_out_under_another_place_and_date(visit):
    page = visit("/?q=footbridge")
    open_card(page, "A view of a pedestrian bridge")
    expect(page.locator(".verdict")).to_contain_text(EMERGENCIES)
    expect(page.locator(".chain-step").first).to_contain_text("de facto authority")
    expect(page.locator(".facts")).to_contain_text("16 May 2025")
    expect(page.locator(".facts")).to_contain_text(re.compile("gal", re.IGNORECASE))


def test_a_copy_that_lost_the_mark_is_found_by_the_copies_that_have_it(visit, take):
    page = visit("/?q=finding:handout-mark-lost-in-copy")
    open_card(page, "Vom Hochwasser")
    expect(page.locator(".verdict")).to_contain_text(
        "A copy of this picture is marked as a handout; this one is not."
    )
    expect(page.locator(".caption-text .mark-handout")).to_have_count(0)
    take("photo-without-mark", page)
    page.get_by_role("link", name="3 copies of this picture").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 copies of one picture")
    expect(page.locator(".mark-lost")).to_contain_text(MINISTRY)
    expect(page.locator(".cluster-copy-silent")).to_contain_text("Vom Hochwasser")
    take("cluster", page)


def test_a_crop_that_is_too_small_to_recognise_says_nothing_of_a_handout(visit):
    page = visit("/?q=footbridge+-is:handout")
    expect(page.get_by_text(MINISTRY)).to_have_count(0)
    open_card(page, "Collapsed pedestrian bridge")
    expect(page.locator(".verdict")).to_contain_text("silence is not evidence")


def test_a_disagreement_carries_its_other_explanations(visit, take):
    page = visit("/?q=Valparaiso+finding:handout-statements-differ")
    page.locator("[data-card]").first.click()
    wait_for_keys(page)
    expect(page.locator(".handout-large")).to_contain_text("Handout disputed")
    finding = page.locator(".finding", has_text="Statements about a handout")
    expect(finding).to_contain_text("What else may explain it")
    take("photo-disagreement", page)


def test_a_handout_source_has_a_page_with_its_agencies(visit, take):
    page = visit("/sources")
    page.get_by_role("link", name=MINISTRY).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MINISTRY)
    expect(page.get_by_role("region", name="Relayed by")).to_contain_text("EPA")
    take("source", page)


def test_a_query_that_cannot_be_read_says_where_and_proposes(visit, take):
    page = visit("/?q=footbridge+agncy:epa", height=560)
    expect(page.get_by_role("heading", level=1)).to_have_text("This query cannot be read")
    expect(page.get_by_role("link", name="footbridge agency:epa")).to_be_visible()
    take("bad-query", page)


def test_a_query_without_hits_offers_what_to_leave_out(visit, take):
    page = visit("/?q=footbridge+zeppelin", height=560)
    expect(page.get_by_role("heading", level=2)).to_contain_text("No photo matches")
    take("no-hits", page)


def test_an_empty_catalog_says_how_to_begin(open_page, empty_address, take):
    page = open_page("/", base=empty_address, height=640)
    expect(page.get_by_role("heading", level=1)).to_have_text("This catalog is empty")
    take("empty", page)


def test_the_same_pages_by_night_and_on_a_phone(visit, take):
    dark = visit("/?q=footbridge+is:handout", scheme="dark")
    open_card(dark, "A view of a pedestrian bridge")
    take("dark", dark)
    phone = visit("/?q=footbridge+is:handout", width=390, height=844, device_scale_factor=2)
    expect(card(phone, MINISTRY)).to_be_visible()
    take("phone", phone)
