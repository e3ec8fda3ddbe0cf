"""What an older version of the rule began never writes or tells once a newer one is in force."""

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.eligibility import actions
from claimants.notices.models import Notice
from litigation.cases.actions_rule import discard_draft
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.actions import cancel, pause, resume
from tests.claimants.eligibility.conftest import draft_of, travelled
from tests.pages import says

pytestmark = pytest.mark.django_db


def published(case, kim, *, tell=(), work=True, **changes):
    run = actions.count(draft=draft_of(case, kim, **changes), actor=kim)
    engine.work()
    run.refresh_from_db()
    actions.publish(run=run, tell=tell, actor=kim)
    run.refresh_from_db()
    if work:
        engine.work(run.job_id)
    return run


def stands(claim):
    return Claim.objects.values_list("verdict", "rule_version").get(pk=claim.pk)


@pytest.fixture
def overtaken(case, kim):
    """(a claim, the run of version 2 that was paused before it wrote, kim): version 3 is published and written."""
    claim = travelled(case, "2018-05-11", status="accepted")
    older = published(case, kim, last="2018-01-01", tell=["newly_out"], work=False)
    pause(older.job, actor=kim)
    published(case, kim, last="2021-09-30")
    return claim, older


def test_a_superseded_rule_is_not_taken_up(overtaken, kim):
    claim, older = overtaken
    with pytest.raises(DomainError) as refused:
        resume(older.job, actor=kim)
    assert str(refused.value.sentence) == (
        "Version 3 of the rule is in force, so verdicts of version 2 are no longer written."
    )
    assert stands(claim) == ("yes", 3)


def test_a_superseded_rule_that_runs_ends_and_tells_nobody(overtaken):
    claim, older = overtaken
    type(older.job).objects.filter(pk=older.job_id).update(state="queued")
    engine.work(older.job_id)
    older.refresh_from_db()
    assert (older.state, older.job.state, older.job.done) == ("writing", "cancelled", 0)
    assert stands(claim) == ("yes", 3)
    assert not Notice.objects.filter(kind="rule_out").exists()


def test_page_of_a_superseded_rule_says_what_came_in_between(overtaken, client, kim):
    _claim, older = overtaken
    type(older.job).objects.filter(pk=older.job_id).update(state="queued")
    engine.work(older.job_id)
    client.force_login(kim)
    page = client.get(reverse("desk_rule_run", args=[older.pk]))
    assert says(page, "Not every verdict was written, and nobody was told.")
    assert says(page, "Version 3 of the rule is in force, so verdicts of version 2 are no longer written.")
    assert 'value="resume"' not in page.content.decode()


def test_a_cancelled_writing_is_taken_up_by_who_published(case, kim, client):
    claim = travelled(case, "2018-05-11", status="accepted")
    run = published(case, kim, last="2018-01-01", tell=["newly_out"], work=False)
    cancel(run.job, actor=kim)
    client.force_login(kim)
    assert 'value="resume"' in client.get(reverse("desk_rule_run", args=[run.pk])).content.decode()
    answer = client.post(reverse("desk_job_control", args=[run.job_id]), {"do": "resume"})
    assert answer.status_code == 302
    engine.work(run.job_id)
    run.refresh_from_db()
    assert (run.state, stands(claim)) == ("written", ("no", 2))
    assert Notice.objects.filter(kind="rule_out").count() == 1


@pytest.mark.parametrize(
    ("meanwhile", "sentence"),
    [
        (
            lambda case, kim: draft_of(case, kim, last="2017-01-01"),
            "The draft was changed meanwhile, so this count ended. Count again by the draft as it is now.",
        ),
        (
            lambda case, kim: discard_draft(draft=case.rule_drafts.get(), actor=kim),
            "The draft was published or discarded meanwhile, so this count ended.",
        ),
    ],
)
def test_a_count_ends_with_its_draft(case, kim, meanwhile, sentence):
    travelled(case, "2018-05-11", status="accepted")
    run = actions.count(draft=draft_of(case, kim, last="2018-01-01"), actor=kim)
    meanwhile(case, kim)
    engine.work()
    run.refresh_from_db()
    assert (run.state, run.job.state, run.job.error_sentence) == ("counting", "cancelled", sentence)
    assert not run.changes.exists()
