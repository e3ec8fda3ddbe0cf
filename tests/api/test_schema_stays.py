"""What the API promises stays: nothing vanishes or changes for programs unless somebody writes it down anew on purpose."""

import copy

from django.utils import translation

from tests.api import schema


def test_what_was_promised_is_what_is_described():
    found = schema.differences(schema.promised(), schema.of_now())
    assert not found, "\n".join(["Meant? Then `python -m tests.api.schema`.", *found])


def test_the_promise_is_the_same_in_every_language():
    with translation.override("ko"):
        assert schema.differences(schema.promised(), schema.of_now()) == []


def test_the_comparison_names_what_vanished_came_and_changed():
    before = {"GET /a/": {"200.name": "string, required"}, "GET /b/": {}}
    now = copy.deepcopy(before)
    now["GET /a/"] = {"200.name": "null or string, required", "200.size": "integer"}
    del now["GET /b/"]
    assert schema.differences(before, now) == [
        "vanished: GET /b/: an operation",
        "added: GET /a/ 200.size: integer",
        "changed: GET /a/ 200.name: string, required → null or string, required",
    ]


def test_every_promise_reaches_down_to_the_fields():
    told = schema.promised()
    assert len(told) > 100
    assert told["GET /api/v1/claims/{reference}/"]["200.trips[].date"] == "string, required"
    assert told["GET /api/v1/rounds/"]["200.results[].follows"].startswith("integer or null")
    assert told["PUT /api/v1/my/claims/{reference}/person/name/"]["said.family_name"].startswith(
        "string, maxLength 120"
    )
    assert told["PATCH /api/v1/me/"]["said.language"] == "string, one of en|ko"
