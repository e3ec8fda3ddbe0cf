"""The rule under real locks: one draft, one version, one message, whoever presses at the same moment. PostgreSQL only."""

import pytest

from claimants.claims.models import Claim
from claimants.eligibility import actions
from claimants.eligibility.models import RuleRun
from claimants.notices.models import Notice
from claimants.trips.actions import add_trip
from litigation.cases.models import EligibilityRule, RuleDraft
from litigation.jobs import engine
from tests.claimants.eligibility.conftest import draft_of, travelled
from tests.claimants.review.test_desk_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_drafts_begun_at_the_same_moment_are_one_draft(case, kim):
    outcomes = at_once(*(lambda last=last: draft_of(case, kim, last=last).pk for last in ("2020-12-31", "2019-12-31")))
    assert len(set(outcomes)) == 1
    assert RuleDraft.objects.get().version == 2


def test_of_two_publishings_one_makes_the_version(case, kim):
    travelled(case, "2021-11-05", status="needs_information")
    run = actions.count(draft=draft_of(case, kim, last="2021-12-31"), actor=kim)
    engine.work()

    def publish():
        actions.publish(run=RuleRun.objects.get(pk=run.pk), tell=["newly_in"], actor=kim)

    assert sorted(at_once(publish, publish, publish)) == ["done", "rule.run_not_counted", "rule.run_not_counted"]
    at_once(engine.work, engine.work)
    engine.work()  # a worker that came too early leaves the last step to the next bell
    assert (EligibilityRule.objects.count(), Notice.objects.filter(kind="rule_in").count()) == (2, 1)
    assert RuleRun.objects.get().state == "written"


def test_no_verdict_of_the_old_version_overtakes_a_publishing(case, kim):
    """Claims told anew while verdicts are written end with the new version, whichever came first."""
    claims = [travelled(case, "2021-11-05", status="needs_information") for _ in range(4)]
    run = actions.count(draft=draft_of(case, kim, last="2021-12-31"), actor=kim)
    engine.work()

    def tell():
        for claim in claims:
            trip = {"date": "2015-05-11", "precision": "day", "direction": "entry", "nationality": "VN"}
            add_trip(claim=Claim.objects.get(pk=claim.pk), actor=claim.claimant.account, **trip)

    def publish():
        actions.publish(run=RuleRun.objects.get(pk=run.pk), tell=[], actor=kim)
        engine.work()

    assert at_once(tell, publish) == ["done", "done"]
    engine.work()
    assert set(Claim.objects.values_list("verdict", "rule_version")) == {("yes", 2)}
