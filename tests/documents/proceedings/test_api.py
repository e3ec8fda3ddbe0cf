"""The endpoints of proceedings refuse what the pages refuse, with the same sentences."""

from datetime import date

import pytest
from django.urls import reverse

from documents.proceedings import actions
from tests.api.conftest import program
from tests.documents.proceedings.conftest import SERVED


@pytest.fixture
def api(park):
    talks = program(park)

    def call(method, name, *arguments, **said):
        answer = getattr(talks, method)(reverse(f"api:{name}", args=arguments), said)
        return answer.status_code, answer.json()

    return call


def test_an_entry_answers_with_its_deadlines_and_its_correction_with_the_new_ones(api, suit):
    status, answer = api("post", "docket", suit.pk, kind="judgment_first", day="2026-11-02", served="notified")
    assert (status, [(each["key"], each["due_on"], each["critical"]) for each in answer]) == (
        201,
        [("appeal", "2026-11-23", True)],
    )
    entry = suit.entries.get(kind="judgment_first")
    said = {"kind": "judgment_first", "day": "2026-11-02", "served": "opened", "opened_on": "2026-11-02"}
    status, answer = api("post", "docket_correct", entry.pk, **said)
    assert (status, [each["due_on"] for each in answer]) == (201, ["2026-11-16"])
    assert api("post", "docket_correct", entry.pk, **said)[0] == 404
    status, answer = api("get", "proceeding", suit.pk)
    assert ([each["kind"] for each in answer["entries"]], len(answer["deadlines"])) == (["judgment_first", "filed"], 1)


def test_faults_name_their_fields(api, suit):
    status, answer = api("post", "docket", suit.pk, kind="order", day="2026-11-02", due_on="2026-11-20")
    assert (status, list(answer["fields"])) == (422, ["title"])
    status, answer = api("post", "docket", suit.pk, kind="judgment_appeal", day="2026-11-02")
    assert (status, list(answer["fields"])) == (422, ["kind"])


def test_a_deadline_is_listed_and_settled(api, suit, park):
    deadline = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park).deadlines.get()
    listed = api("get", "deadlines")[1]["results"]
    assert [(each["id"], each["title"], each["due_on"]) for each in listed] == [
        (str(deadline.pk), "Filing an appeal", date(2026, 11, 16).isoformat())
    ]
    assert api("post", "deadline_settle", deadline.pk, state="dropped")[0] == 422
    assert api("post", "deadline_settle", deadline.pk, state="done", note="2026나7")[1]["state"] == "done"
    assert api("get", "deadlines")[1]["results"] == []
    assert api("post", "deadline_settle", deadline.pk, state="done")[0] == 409
