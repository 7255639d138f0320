"""Which words find which texts, and what is marked: in many scripts, with and without spaces."""

import pytest

from catalog.search import document, find_matches, matches, parse_query
from catalog.search.tokens import column_text, key, pattern, tokenise
from tests.search.support import NAMES, make_photo

FINDS = [
    ("harbour", "The HARBOUR at dawn", "HARBOUR"),
    ("sirnak", "Şırnak’ta", "Şırnak"),
    ("ŞIRNAK", "sirnak", "sirnak"),
    ("valparaiso", "Valparaíso, Chile", "Valparaíso"),
    ("Łódź", "LODZ station", "LODZ"),
    ("strasse", "Große Straße", "Straße"),
    ("cox", "Cox’s ferry", "Cox"),
    ('"cox\'s ferry"', "Cox’s ferry", "Cox’s ferry"),
    ("AP-Photo", "AP Photo/Lena Moss", "AP Photo"),
    ("3:2", "a ratio of 3:2", "3:2"),
    ('"of 3"', "a ratio of 3:2", "of 3"),
    ("gomel", "Площадь в городе Гомель", "Гомель"),
    ("гомель", "Gomel, Belarus", "Gomel"),
    ("ГОМЕЛЬ", "в Гомель", "Гомель"),
    ('"gorode gomel"', "Площадь в городе Гомель", "городе Гомель"),
    ("Zelenskiy", "Зеленский у входа", "Зеленский"),
    ("Zelensky", "Зеленский у входа", "Зеленский"),
    ("Зеленский", "Volodymyr Zelenskyy at the door", "Zelenskyy"),
    ("zelenskyy", "President Zelensky", "Zelensky"),
    ("sergey", "Sergei Vik", "Sergei"),
    ("mariya", "Maria Vik", "Maria"),
    ("athina", "Στην Αθήνα", "Αθήνα"),
    ("ירושלים", "בירושלים ירושלים", "ירושלים"),
    ("غزة", "مدينة غَزَّة", "غَزَّة"),
    ("東京", "東京都の港", "東京"),
    ("京都", "東京都の港", "京都"),
    ("都", "東京都の港", "都"),
    ("港", "東京都の港", "港"),
    ("ガラス", "窓ｶﾞﾗｽ", "ｶﾞﾗｽ"),
    ("東京都の港", "東京都の港", "東京都の港"),
    ('"港 2020"', "東京都の港 2020", "港 2020"),
    ("G20東京", "G20東京会議", "G20東京"),
    ("กรุงเทพ", "ท่าเรือกรุงเทพมหานคร", "กรุงเทพ"),
    ("मुंबई", "मुंबई बंदरगाह", "मुंबई"),
    ("서울", "서울 항구", "서울"),
    ("caption:dawn", "The harbour at dawn", "dawn"),
    ("harbour dawn", "dawn harbour", "dawn harbour"),
    ("harbour OR pier", "the pier", "pier"),
]
MISSES = [
    ("harbour", "harbours"),
    ("may", "mai"),
    ("kyiv", "kiev"),
    ("arbour", "harbour"),
    ('"dawn harbour"', "harbour dawn"),
    ("東都", "東京都"),
    ("東", "港"),
    ("मुंबई", "मुंबा"),
    ("harbour -dawn", "harbour at dawn"),
    ("creator:dawn", "harbour at dawn"),
    ("-harbour", "the harbour"),
    ('"quay quay"', "the quay"),
]


def finds(query, text):
    return matches(parse_query(query), document(make_photo(1, text), NAMES), NAMES)


@pytest.mark.parametrize(("query", "text", "marked"), FINDS)
def test_a_query_finds_a_text_and_marks_its_words(query, text, marked):
    assert finds(query, text)
    spans = find_matches(parse_query(query), text)
    start, end = spans[0][0], spans[-1][1]
    assert text[start:end] == marked


@pytest.mark.parametrize(("query", "text"), MISSES)
def test_a_query_does_not_find_a_text(query, text):
    assert not finds(query, text)


def test_the_index_finds_the_same_texts(make_index):
    texts = dict(enumerate({text for _, text, *_ in (*FINDS, *MISSES)}, 1))
    index = make_index(*(make_photo(number, text) for number, text in texts.items()))
    for query in {query for query, *_ in (*FINDS, *MISSES)}:
        expected = [number for number, text in texts.items() if finds(query, text)]
        assert sorted(index.search(query).ids) == expected, query


def test_every_place_is_marked_and_touching_marks_are_one():
    text = "quay, quay; 東京都"
    assert find_matches(parse_query("quay OR 東京 OR 京都 OR -dawn"), text) == [(0, 4), (6, 10), (12, 15)]
    assert find_matches(parse_query("place:quay -quay is:handout"), text) == []
    assert find_matches(parse_query("place:quay"), text, field="place") == [(0, 4), (6, 10)]


def test_a_single_letter_marks_itself_within_a_pair():
    assert find_matches(parse_query("東"), "大東京") == [(1, 2)]
    assert find_matches(parse_query('"x 東"'), "x東京") == [(0, 2)]


def test_no_phrase_spans_two_values():
    assert column_text(("Ana Lund", "Mora Vik")) == "ana lund ¦ mora vik"
    assert column_text(("—", "Гомель")) == "гомель ¦ gomel"
    photo = make_photo(1, "", creators=("Ana Lund", "Mora Vik"))
    assert not matches(parse_query('creator:"lund mora"'), document(photo, NAMES), NAMES)


def test_marks_without_a_letter_and_signs_are_no_words():
    assert tokenise("— \u0e31 ¡! ·¦") == []
    assert pattern("…").readings == ((),)


def test_a_word_whose_latin_letters_are_none_stays_as_it_is():
    assert [token.latin for token in tokenise("ːːx ˑ")] == ["x", "ˑ"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Harbour Authority", "harbour-authority"),
        ("harbour-authority", "harbour-authority"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("Гомель №2", "гомель-no2"),
        ("東京 港", "東京-港"),
        ("¿?", ""),
    ],
)
def test_a_whole_value_is_one_key(value, expected):
    assert key(value) == expected
