import re

import pytest


def names(text):
    return re.findall(r'<th scope="row"><a [^>]+><bdi>([^<]+)', text)


def test_handout_sources_are_listed_with_class_country_and_count(page):
    text = page("/sources")
    assert len(names(text)) == 4
    assert "<td>government</td>" in text
    assert "<td>Norway</td>" in text


def test_sources_sort_by_name_and_country(page):
    by_name = names(page("/sources?sort=name"))
    assert by_name == sorted(by_name, key=str.casefold)
    assert names(page("/sources?sort=country"))[0].startswith("Internationale")


def test_sources_filter_by_class(page):
    text = page("/sources?class=government")
    assert len(names(text)) == 2
    assert "2 of 4" in text
    assert '<option value="government" selected>' in text


def test_a_source_has_its_page(page):
    text = page("/sources/velsund-harbour-authority")
    assert "Velsund Harbour Authority</bdi></h1>" in text
    assert "NORDBILD" in text
    assert 'href="/?q=from:%3Dvelsund-harbour-authority"' in text
    assert text.count("<article>") == 1


def test_an_agency_has_its_page_with_its_share_of_handouts(page):
    text = page("/agencies/nordbild")
    assert "Of them handouts" in text
    assert "100 %" in text


def test_an_agency_that_we_know_has_its_names(page, rooms):
    known = next(iter(rooms.agencies))
    text = page(f"/agencies/{known.id}")
    assert known.name in text


def test_imports_are_listed_and_each_shows_its_bad_rows(page):
    assert "desk/captions.csv" in page("/imports")
    text = page("/imports/1")
    assert "<li><bdi>captions.csv: took the file for a table</bdi></li>" in text
    assert "line 7" in text
    assert "there is no caption and no image" in text
    assert "9;caf\\xe9 &lt;b&gt;" in text


@pytest.mark.parametrize(
    "path", ["/sources/nobody", "/agencies/nobody", "/agencies/!!", '/agencies/"', "/imports/99", "/nothing"]
)
def test_what_is_not_there_is_not_found(page, path):
    assert "Not Found" in page(path, 404)


@pytest.mark.parametrize(
    ("path", "words"), [("/sources", "names one yet"), ("/imports", "Nothing has been imported")]
)
def test_an_empty_catalog_has_its_lists(empty_client, path, words):
    assert words in empty_client.get(path).text
