import jsonschema
import pytest

TEXT = {"type": "string"}
PAGE = {
    "type": "object",
    "required": ["total", "items", "facets", "more", "next", "behind"],
    "additionalProperties": False,
    "properties": {
        "total": {"type": "integer"},
        "items": {"type": "array", "items": {"required": ["id", "ref", "caption", "handout", "findings"]}},
        "facets": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "required": ["value", "label", "count"],
                    "additionalProperties": False,
                    "properties": {"value": TEXT, "label": TEXT, "count": {"type": "integer"}},
                },
            },
        },
        "more": {"type": "object", "additionalProperties": {"type": "integer"}},
        "next": {"type": ["string", "null"]},
        "behind": {"type": "integer"},
    },
}


def test_a_search_has_the_promised_shape(client):
    answer = client.get("/api/v1/photos?q=is:handout&facets=agency,from&limit=2").json
    jsonschema.validate(answer, PAGE)
    assert list(answer["facets"]) == ["agency", "from"]
    assert len(answer["items"]) == 2
    assert answer["total"] == 9


def test_without_facets_none_are_counted(client):
    assert client.get("/api/v1/photos").json["facets"] == {}


def test_pages_lead_through_all_photos_once(client):
    seen, after = [], ""
    while after is not None:
        answer = client.get(f"/api/v1/photos?limit=5&after={after}").json
        seen += [item["id"] for item in answer["items"]]
        after = answer["next"]
    assert sorted(seen) == list(range(1, 13))


@pytest.mark.parametrize(
    "wrong",
    [
        "limit=x",
        "limit=-1",
        "limit=%C2%B2",
        "limit=1001",
        "facets=mood",
        "sort=loudest",
        "after=!!",
        "q=agncy:ap",
    ],
)
def test_a_wrong_request_is_a_problem(client, wrong):
    answer = client.get(f"/api/v1/photos?{wrong}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_a_bad_query_says_where_and_what_to_write(client):
    answer = client.get("/api/v1/photos?q=boat+agncy:ap").json
    assert answer["position"] == 5
    assert answer["proposal"] == "agency:"
    assert answer["mended"] == "boat agency:ap"


def test_one_photo(client, number):
    answer = client.get(f"/api/v1/photos/{number('ferry')}").json
    assert answer["handout"]["state"] == "stated"
    assert answer["caption"]["handout_sources"][0]["class"] == "government"
    assert answer["image"]["fields"]["credit_line"]["agree"] is False


def test_parse_gives_the_parsed_caption(client):
    answer = client.post("/api/v1/parse", json={"caption": "A lake. COUNCIL/HANDOUT"}).json
    assert answer["caption"] == "A lake. COUNCIL/HANDOUT"
    assert "handout_sources" in answer


def test_explain_gives_a_reason_for_each_value(client):
    answer = client.post("/api/v1/explain", json={"caption": "A lake. EPA/COUNCIL HANDOUT"}).json
    assert answer["caption"] == "A lake. EPA/COUNCIL HANDOUT"
    assert ("handout", "credit/handout-suffix") in {(r["field"], r["rule"]) for r in answer["read"]}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("[]", "application/json", 400),
        ("{}", "application/json", 400),
        ('{"caption": 7}', "application/json", 400),
        ("{", "application/json", 400),
        ('{"caption": "x"}', "text/plain", 415),
    ],
)
def test_a_body_that_is_no_caption_is_refused(client, body, kind, status):
    answer = client.post("/api/v1/parse", data=body, content_type=kind)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_a_caption_as_long_as_a_book_is_refused(client):
    assert client.post("/api/v1/parse", json={"caption": "x" * 100_001}).status_code == 413


def test_health_answers(client):
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz").json
    assert ready["photos"] == 12
    assert ready["behind"] == 0
