"""A program drafts a rule, lets everybody be counted and publishes it, with the refusals of the pages."""

import pytest
from django.urls import reverse

from claimants.eligibility.models import RuleRun
from litigation.cases.queries import current_rule
from litigation.jobs import engine
from tests.api.conftest import program
from tests.claimants.eligibility.conftest import body_with, travelled


@pytest.fixture
def api(kim):
    talks = program(kim)

    def call(method, name, *arguments, **said):
        answer = getattr(talks, method)(reverse(f"api:{name}", args=arguments), said)
        return answer.status_code, answer.json() if answer.content else None

    return call


def test_from_draft_to_published_version(api, case):
    claim = travelled(case, "2021-11-05", status="needs_information")
    assert api("get", "rule_draft")[0] == 404
    said = {"body": body_with(case, last="2021-12-31"), "citation": "A newer disclosure"}
    status, draft = api("put", "rule_draft", **said)
    assert (status, draft["next_version"], draft["changes"]) == (200, 2, 1)
    status, run = api("post", "rule_count")
    assert (status, run["state"]) == (201, "counting")
    engine.work()
    assert api("get", "rule_run", run["id"])[1]["counts"] == {
        "newly_in": 1, "newly_out": 0, "needs_person": 0, "unchanged": 0, "drafts": 0,
    }  # fmt: skip
    status, published = api("post", "rule_publish", run["id"], tell=["newly_in"])
    assert (status, published["state"]) == (200, "writing")
    engine.work()
    claim.refresh_from_db()
    assert (RuleRun.objects.get().state, claim.verdict, claim.rule_version) == ("written", "yes", 2)
    assert [(each["version"], each["claims"]) for each in api("get", "rules")[1]] == [(2, 1), (1, 0)]
    status, answer = api("post", "rule_publish", run["id"])
    assert (status, answer["code"]) == (409, "rule.run_not_counted")


def test_a_rule_that_cannot_judge_is_refused_and_a_draft_discarded(api, case):
    status, answer = api("put", "rule_draft", body={"windows": []}, citation="x")
    assert (status, answer["code"]) == (422, "rule.cannot_judge")
    status, answer = api("put", "rule_draft", body=body_with(case, last="2021-12-31"), citation=" ")
    assert status == 422
    api("put", "rule_draft", body=body_with(case, last="2021-12-31"), citation="A newer disclosure")
    assert api("delete", "rule_draft")[0] == 204
    assert api("get", "rule_draft")[0] == 404 and current_rule(case).version == 1
