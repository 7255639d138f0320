"""What holds for every query and every catalog: round trip, oracle, exact facets, whole paging."""

import re
from collections import Counter
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search import (
    FACETS,
    Age,
    DateTerm,
    FieldTerm,
    Index,
    Not,
    Phrase,
    QueryError,
    Word,
    document,
    find_matches,
    matches,
    own_terms,
    parse_query,
    print_query,
    without,
)
from catalog.search.query import all_of, any_of
from catalog.text import fold
from catalog.vocabulary.codes import HandoutState, Kind
from tests.search.support import NAMES, MemorySource, make_photo

NOW = datetime(2026, 2, 1, tzinfo=UTC)
patient = settings(deadline=None)
relaxed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
WORDS = (
    "harbour",
    "Şehir",
    "école",
    "U.S.",
    "Гомель",
    "gomel",
    "東京",
    "東",
    "京都",
    "東京都",
    "it's",
    "ไทย",
)
DATES = ("2019", "2020-09", "2020-09-30", "2021-01-01", "1980-05", "199X", "2020/2021", "../2019", "2020-21")
terms = st.one_of(
    st.sampled_from(WORDS).map(Word),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join).map(Phrase),
    st.builds(FieldTerm, st.sampled_from(("caption", "creator", "from", "place")), st.sampled_from(WORDS)),
    st.builds(FieldTerm, st.just("place"), st.sampled_from(WORDS), st.just(True)),  # noqa: FBT003 - a field
    st.builds(FieldTerm, st.just("agency"), st.sampled_from(("ap", "associated press", "epa", "afp"))),
    st.builds(FieldTerm, st.just("country"), st.sampled_from(("armenia", "AZ", "chile"))),
    st.builds(FieldTerm, st.just("kind"), st.sampled_from(("pool", "file"))),
    st.builds(FieldTerm, st.just("year"), st.sampled_from(("2019", "2020", "1995"))),
    st.builds(FieldTerm, st.just("is"), st.sampled_from(("handout", "pool"))),
    st.builds(FieldTerm, st.just("has"), st.sampled_from(("date", "place", "image", "agency"))),
    st.builds(
        DateTerm,
        st.just("date"),
        st.sampled_from(("=", "<", "<=", ">", ">=")),
        st.sampled_from(("2020", "2020-09", "2019-12-31")),
    ),
    st.builds(DateTerm, st.just("date"), st.just(".."), st.just("2019"), st.sampled_from(("", "2020-09"))),
    st.builds(
        DateTerm, st.just("added"), st.sampled_from(("=", ">=")), st.sampled_from(("2026-01", "2026-01-02"))
    ),
    st.builds(Age, st.just("added"), st.sampled_from("<>"), st.integers(1, 40), st.just("d")),
)
queries = st.recursive(
    terms,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=1, max_size=4).map(all_of),
        st.lists(parts, min_size=1, max_size=4).map(any_of),
    ),
    max_leaves=8,
)
some_words = st.lists(st.sampled_from(WORDS), max_size=4)


@st.composite
def catalogs(draw):
    """Up to eight photos of few values, so that queries find some."""
    return [
        make_photo(
            number,
            draw(st.one_of(st.none(), some_words.map(" ".join))),
            agencies=draw(st.sets(st.sampled_from(("ap", "epa-efe", "afp")), max_size=2)),
            creators=draw(st.lists(st.sampled_from(WORDS), max_size=1)),
            places=draw(st.lists(st.sampled_from(WORDS), max_size=2)),
            other_names=draw(st.lists(st.sampled_from(WORDS), max_size=1)),
            country=draw(st.sampled_from((None, "AM", "AZ"))),
            date=draw(st.sampled_from((None, *DATES))),
            kinds=draw(st.sets(st.sampled_from((Kind.POOL, Kind.FILE)))),
            parties=draw(st.lists(st.sampled_from(("Harbour Office", "Navy")), max_size=2, unique=True)),
            state=draw(st.sampled_from(HandoutState)),
            image=draw(st.sampled_from((None, "a.jpg"))),
            added=f"2026-01-{draw(st.integers(1, 4)):02}T00:00:00+00:00",
        )
        for number in range(1, draw(st.integers(1, 9)))
    ]


def newest(photos):
    """Brute force: the order of the newest date."""
    made = [document(photo, NAMES) for photo in photos]

    def place(one):
        if one.days is None:
            return (0, one.added // 86_400, one.id)
        return (1, one.days[0] if one.days[0] > 1 else one.days[1], one.id)

    return sorted(made, key=place, reverse=True)


def brute_force_counts(photos, query, facet):
    """Brute force: a facet without its own filter."""
    rest = without(query, facet)
    found = (one for one in (document(photo, NAMES) for photo in photos) if matches(rest, one, NAMES, NOW))
    return Counter(value for one in found for value in one.facets[facet])


@patient
@given(query=queries)
def test_parse_reads_what_print_writes(query):
    assert parse_query(print_query(query)) == query


@patient
@given(text=st.text(alphabet=st.sampled_from(' ()"-:=aORNDTfrom.9\\“é東'), max_size=30))
def test_any_text_is_read_or_refused_within_itself(text):
    try:
        query = parse_query(text)
    except QueryError as error:
        position = error.position
    else:
        position = 0
        assert parse_query(print_query(query)) == query
    assert 0 <= position <= len(text)


@relaxed
@given(photos=catalogs(), asked=st.lists(queries, min_size=1, max_size=6))
def test_the_index_finds_what_a_plain_filter_finds(photos, asked, tmp_path_factory):
    index = Index(tmp_path_factory.mktemp("index") / "index.db", MemorySource(photos), NAMES)
    for query in asked:
        expected = [one.id for one in newest(photos) if matches(query, one, NAMES, NOW)]
        page = index.search(query, facet_limit=100, now=NOW)
        assert page.ids == expected
        assert (page.total, page.behind, page.next) == (len(expected), 0, None)
        assert sorted(index.search(query, sort="relevance", now=NOW).ids) == sorted(expected)
        for facet in FACETS:
            counted = {value.value: value.count for value in page.facets[facet] if value.count}
            assert counted == dict(brute_force_counts(photos, query, facet))
            chosen = {value.value for value in page.facets[facet] if value.selected}
            assert bool(chosen) <= bool(own_terms(query, facet))
    index.close()


@relaxed
@given(
    photos=catalogs(),
    sort=st.sampled_from(("newest", "oldest", "added", "relevance")),
    limit=st.integers(1, 3),
)
def test_paging_visits_each_photo_once_in_order(photos, sort, limit, tmp_path_factory):
    index = Index(tmp_path_factory.mktemp("index") / "index.db", MemorySource(photos), NAMES)
    whole = index.search("", sort=sort).ids
    seen, after = [], None
    while True:
        page = index.search("", sort=sort, limit=limit, after=after)
        seen.extend(page.ids)
        after = page.next
        if after is None:
            break
    assert seen == whole
    assert sorted(seen) == [photo.id for photo in photos]
    index.close()


@patient
@given(text=some_words.map(" ".join), word=st.sampled_from(WORDS))
def test_a_match_is_marked_exactly_where_a_word_is_found(text, word):
    spans = find_matches(Word(word), text)
    assert bool(spans) is matches(FieldTerm("caption", word), document(make_photo(1, text), NAMES), NAMES)
    for start, end in spans:
        assert 0 <= start < end <= len(text)


@patient
@given(text=st.text(max_size=40))
def test_words_of_spaced_scripts_are_found_as_a_naive_reader_finds_them(text):
    words = [word for word in re.split(r"[^a-z0-9]+", fold(text)) if word]
    if fold(text).isascii():
        one = document(make_photo(1, text), NAMES)
        assert all(matches(FieldTerm("caption", word), one, NAMES) for word in words)
        assert not matches(FieldTerm("caption", "zzzz" + "".join(words)), one, NAMES)
