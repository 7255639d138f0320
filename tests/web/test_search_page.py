import re

from sqlalchemy import event

from catalog.records import Actor
from catalog.search import FACETS
from catalog.store import Store, save_photos
from tests.web import captions, samples
from web.browse import HEADINGS


def test_every_facet_of_the_index_has_its_heading():
    assert set(HEADINGS) == set(FACETS)


def test_the_first_page_shows_each_photo_with_credit_place_and_date(page):
    text = page("/")
    assert "12 photos" in text
    assert text.count("<article>") == 12
    assert "VELSUND HARBOUR AUTHORITY/HANDOUT VIA NORDBILD" in text
    assert "Velsund</bdi>, Norway" in text
    assert '<time datetime="2021-03-04">4 Mar 2021</time>' in text


def test_pictures_have_their_size_and_load_late(page):
    image = re.search(r"<img [^>]+>", page("/?q=ferry"), re.DOTALL)[0]
    assert 'width="320"' in image
    assert 'height="213"' in image
    assert 'loading="lazy"' in image
    assert 'alt="A pilot boat guides the ferry Anneke' in image


def test_a_portrait_keeps_its_shape(page):
    assert 'width="226" height="320"' in re.sub(r"\s+", " ", page("/?q=footbridge"))


def test_a_photo_without_picture_shows_its_caption_on_paper(page):
    text = page("/?q=lap+1")
    assert 'class="card-paper card-paper-short" dir="auto"' in text
    assert "<img" not in text


def test_a_handout_is_badged_with_its_source(page):
    text = page("/?q=ferry")
    assert re.search(
        r'handout-stated.*?handout-word">Handout<.*?>Velsund Harbour Authority</bdi>', text, re.DOTALL
    )


def test_a_handout_without_source_says_so(page):
    assert 'handout-unnamed">source not named</bdi>' in page("/?q=lap")


def test_a_likely_handout_is_badged_as_likely(page):
    assert re.search(r"handout-likely.*?>Likely handout<", page("/?q=balloon"), re.DOTALL)


def test_a_disputed_handout_is_badged_as_disputed(page, number):
    assert "Handout disputed" in page(f"/photos/{number('market')}")


def test_other_kinds_have_badges_of_their_own(page):
    text = page("/?q=coats")
    for words in ("File", "Screengrab", "AI generated"):
        assert f"</svg>{words}</li>" in text


def test_what_stops_the_use_of_a_picture_has_a_badge(page):
    assert "</svg>Embargo</li>" in page('/?q="1+february"')
    assert "</svg>Embargo</li>" not in page('/?q="2+february"')


def test_a_picture_that_is_no_handout_has_no_such_badge(page):
    text = page("/?q=footbridge")
    assert 'class="handout' not in text
    assert "</svg>Pool</li>" in text


def test_the_words_asked_for_are_marked(page):
    assert '<b class="hit">ferry</b>' in page("/?q=ferry")


def test_a_hostile_caption_is_text(page):
    text = page("/?q=balloon")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_hostile_query_is_text(page):
    text = page("/?q=%22%3Cimg+src=x+onerror=alert(1)%3E%22")
    assert "<img src=x" not in text


def test_captions_of_every_script_set_their_own_direction(page):
    assert re.search(r'dir="auto"[^>]*>بائع زهور', page("/"))


def hrefs(text, class_):
    return re.findall(rf'class="{class_}[^"]*"(?: rel="next")? href="([^"]+)"', text)


def test_a_facet_link_narrows_and_the_same_link_widens_again(page):
    narrowed = next(url for url in hrefs(page("/"), "facet-choice") if "nordbild" in url)
    text = page(narrowed)
    assert "1 photo" in text
    assert 'aria-current="true"><bdi class="facet-label">NORDBILD' in text
    widened = next(url for url in hrefs(text, "facet-choice") if "agency" not in url)
    assert "12 photos" in page(widened)


def test_two_values_of_one_facet_are_alternatives(page):
    first = next(url for url in hrefs(page("/"), "facet-choice") if "nordbild" in url)
    second = next(url for url in hrefs(page(first), "facet-choice") if "lumen" in url and "nordbild" in url)
    assert "2 photos" in page(second)


def test_each_part_of_the_query_is_a_chip_with_a_link_that_drops_it(page):
    text = page("/?q=ferry+agency:nordbild")
    assert hrefs(text, "chip-drop") == ["/?q=agency:nordbild", "/?q=ferry"]
    assert '<span class="chip-field">Agency</span> <bdi>NORDBILD</bdi>' in text


def test_a_facet_with_many_values_ends_in_a_link_that_shows_them_all(page, monkeypatch):
    monkeypatch.setattr("web.browse._SHORT", 2)
    text = page("/")
    assert 'more<span class="hidden"> of Country</span>' in text
    whole = page("/?more=country")
    assert 'more<span class="hidden"> of Country</span>' not in whole
    assert 'href="/#facet-country" rel="nofollow">Fewer<' in whole


def test_a_facet_shown_at_length_is_open_on_a_phone_too(page):
    assert "data-facets open>" in page("/?more=country")
    assert "data-facets>" in page("/")


def test_there_is_no_best_match_where_nothing_was_asked(page):
    assert "Best match" not in page("/")
    assert "Best match" in page("/?q=lap")
    assert 'aria-label="Sort"' not in page("/?q=ferry")


def test_sort_links_keep_the_query(page):
    assert 'href="/?q=lap&amp;sort=oldest"' in page("/?q=lap")


def test_pages_follow_each_other_and_lead_back(page, monkeypatch, rooms):
    search = rooms.index.search
    monkeypatch.setattr(rooms.index, "search", lambda *args, **more: search(*args, **{**more, "limit": 5}))
    first = page("/")
    [older] = hrefs(first, "paging-more")
    second = page(older)
    assert "Back to the first page" in second
    assert set(re.findall(r'href="(/photos/\d+)"', first)).isdisjoint(
        re.findall(r'href="(/photos/\d+)"', second)
    )


def test_a_bad_query_is_an_error_with_place_and_proposal_and_no_photos(page):
    text = page("/?q=ferry+agncy:nordbild", 400)
    assert "This query cannot be read" in text
    assert "ferry <mark>agncy:nordbild</mark>\n      ^</code>" in text
    assert 'href="/?q=ferry+agency:nordbild"' in text
    assert "<article>" not in text


def test_a_proposal_that_does_not_mend_the_query_is_told_but_no_link(page):
    text = page("/?q=agncy:nordbild+is:hndout", 400)
    assert 'class="problem-proposal">agency:</span>' in text


def test_a_fault_without_proposal_is_told(page):
    assert "Did you mean" not in page("/?q=%28ferry", 400)


def test_an_unknown_order_is_refused(page):
    assert "is no order" in page("/?sort=loudest", 400)


def test_an_unreadable_page_mark_is_refused(page):
    page("/?after=!!", 400)


def test_no_hits_offers_to_leave_each_part_out(page):
    text = page("/?q=ferry+zeppelin")
    assert "No photo matches all of this" in text
    assert 'href="/?q=zeppelin">without' in text
    assert 'href="/?q=ferry">without' in text


def test_no_hits_for_one_word_leads_back_to_everything(page):
    assert "browse everything" in page("/?q=zeppelin")


def test_an_empty_catalog_says_how_to_import(empty_client):
    text = empty_client.get("/").text
    assert "This catalog is empty" in text
    assert "catalog import" in text


def count_queries(store, ask):
    seen = []

    def note(*args):
        seen.append(args[2])

    event.listen(store.engine, "before_cursor_execute", note)
    ask()
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_photos(client, rooms):
    def ask(query):
        return count_queries(rooms.store, lambda: client.get(f"/?q={query}"))

    ask("lap")
    assert ask("lap") == ask("ferry")
    assert ask("lap") <= 9


def test_photos_that_came_after_the_first_page_are_found(empty_client):
    settings = empty_client.application.extensions["rooms"].settings
    assert "This catalog is empty" in empty_client.get("/").text
    with Store.open(settings) as store, store.writing(Actor(name="test")) as work:
        save_photos(work, [samples.draft("late", captions.bridge())])
    assert "1 photo" in empty_client.get("/").text
