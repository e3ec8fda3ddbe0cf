"""From a draft to everybody's verdict: nothing is told before it is written, and nothing frozen changes."""

import shutil
from datetime import date

import pytest
from django.db import IntegrityError

from claimants.claims.models import Claim
from claimants.eligibility import actions, queries
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.notices.models import Notice
from claimants.trips.actions import add_trip
from claimants.trips.queries import verdict_of
from litigation.cases.actions import load_pack
from litigation.cases.actions_rule import discard_draft, save_draft
from litigation.cases.models import EligibilityRule, RuleDraft
from litigation.cases.pack import PACKS
from litigation.cases.queries import current_rule
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.actions import retry_failed
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.claimants.eligibility.conftest import body_with, draft_of, travelled


def counted(case, kim, **changes):
    run = actions.count(draft=draft_of(case, kim, **changes), actor=kim)
    engine.work()
    run.refresh_from_db()
    return run


def kinds(run):
    return dict(run.changes.values_list("claim__reference", "kind"))


def stands(claim):
    return Claim.objects.values_list("verdict", "rule_version").get(pk=claim.pk)


# Drafts ------------------------------------------------------------------------------------------------------------------
def test_saving_a_draft_begins_it_changes_it_and_leaves_the_same_content_alone(case, kim):
    first = draft_of(case, kim, last="2020-12-31")
    again = draft_of(case, kim, last="2020-12-31")
    changed = draft_of(case, kim, last="2019-12-31")
    assert {first.pk, again.pk, changed.pk} == {RuleDraft.objects.get().pk}
    assert (again.version, changed.version, changed.base.version) == (1, 2, 1)
    verbs = LedgerEvent.objects.filter(verb__startswith="rule.").values_list("verb", flat=True)
    assert list(verbs) == ["rule.draft_begun", "rule.draft_changed"]


@pytest.mark.parametrize(
    ("changes", "citation", "code"),
    [
        ({}, "A source", "rule.nothing_new"),
        ({"last": "2020-12-31"}, "  ", "rule.no_citation"),
        ({"last": "2000-12-31"}, "A source", "rule.cannot_judge"),
        ({"age": {"group": "foreign", "directions": ["entry"], "least": 0}}, "A source", "rule.cannot_judge"),
    ],
)
def test_a_draft_that_could_not_judge_is_refused(case, kim, changes, citation, code):
    with pytest.raises(DomainError) as refused:
        save_draft(case=case, body=body_with(case, **changes), citation=citation, actor=kim)
    assert (refused.value.code, RuleDraft.objects.count()) == (code, 0)


def test_a_second_open_draft_is_refused_by_the_database(case, kim):
    draft = draft_of(case, kim, last="2020-12-31")
    with pytest.raises(IntegrityError):
        RuleDraft.objects.create(case=case, body=draft.body, citation="x", base=draft.base)


def test_a_newer_rule_of_the_pack_waits_as_a_draft_and_does_not_come_back(case, kim, tmp_path):
    shutil.copytree(PACKS / case.pack, tmp_path / case.pack)
    toml = tmp_path / case.pack / "eligibility.toml"
    toml.write_text(toml.read_text().replace('last = "2021-10-20"', 'last = "2021-12-31"'))
    assert load_pack(case.pack, folder=tmp_path).added == ["draft of an eligibility rule"]
    assert current_rule(case).version == 1
    discard_draft(draft=queries.open_draft(case), actor=kim)
    assert load_pack(case.pack, folder=tmp_path).added == []


# Counting ----------------------------------------------------------------------------------------------------------------
def test_a_count_says_whom_the_draft_changes_and_changes_nobody(case, kim):
    late = travelled(case, "2021-11-05", status="needs_information")
    gone = travelled(case, "2021-10-05", status="accepted")
    young = travelled(case, "2018-05-11", birth_date=date(2000, 1, 1))
    same = travelled(case, "2015-05-11")
    unsent = travelled(case, "2021-10-06", status="draft")
    frozen = travelled(case, "2021-10-07", status="in_round")
    age = {"group": "foreign", "directions": ["entry"], "least": 19}
    before = {claim.pk: stands(claim) for claim in (late, gone, young, same, unsent, frozen)}

    draft_of(case, kim, last="2021-09-30", age=age)
    run = actions.count(draft=queries.open_draft(case), actor=kim)
    engine.work()
    run.refresh_from_db()

    assert run.state == RuleRun.State.COUNTED
    assert kinds(run) == {
        late.reference: "unchanged",
        gone.reference: "newly_out",
        young.reference: "needs_person",
        same.reference: "unchanged",
        unsent.reference: "newly_out",
    }
    assert queries.counts(run) == {"newly_in": 0, "newly_out": 1, "needs_person": 1, "unchanged": 2, "drafts": 1}
    assert [each.claim for each in queries.changes(run, "newly_out")] == [gone]
    assert {claim.pk: stands(claim) for claim in (late, gone, young, same, unsent, frozen)} == before
    assert not Notice.objects.filter(kind__startswith="rule").exists()


def test_every_claim_is_in_one_piece_also_one_begun_while_it_is_counted(case, kim, monkeypatch):
    monkeypatch.setattr(queries, "SPAN", 2)
    for _ in range(4):
        travelled(case, "2015-05-11")
    run = actions.count(draft=draft_of(case, kim, last="2020-12-31"), actor=kim)
    travelled(case, "2015-05-12")
    engine.work()
    assert (run.job.items.count(), run.changes.count()) == (2, 5)


def test_a_second_count_while_the_first_goes_on_is_refused(case, kim):
    draft = draft_of(case, kim, last="2020-12-31")
    actions.count(draft=draft, actor=kim)
    with pytest.raises(DomainError) as refused:
        actions.count(draft=draft, actor=kim)
    assert (refused.value.code, RuleRun.objects.count()) == ("jobs.already_running", 1)


def test_a_count_with_a_part_missing_publishes_nothing_until_it_is_retried(case, kim, monkeypatch):
    travelled(case, "2015-05-11")
    run = actions.count(draft=draft_of(case, kim, last="2020-12-31"), actor=kim)
    real = actions.keep_count
    monkeypatch.setattr(actions, "keep_count", lambda **_: 1 / 0)
    engine.work()
    with pytest.raises(DomainError, match=r"rule\.run_not_counted"):
        actions.publish(run=run, tell=[], actor=kim)
    monkeypatch.setattr(actions, "keep_count", real)
    run.refresh_from_db()
    retry_failed(run.job, actor=kim)
    engine.work()
    run.refresh_from_db()
    assert (run.state, run.changes.count()) == ("counted", 1)


# Publishing --------------------------------------------------------------------------------------------------------------
def test_publishing_writes_every_verdict_then_tells_whom_it_was_asked_to_tell(case, kim):
    comes = travelled(case, "2021-11-05", status="needs_information")
    goes = travelled(case, "2010-09-05", status="accepted")
    same = travelled(case, "2015-05-11")
    unsent = travelled(case, "2021-11-06", status="draft")
    frozen = travelled(case, "2010-09-06", status="in_round")
    run = counted(case, kim, first="2011-01-01", last="2021-12-31")

    rule = actions.publish(run=run, tell=["newly_in"], actor=kim)
    assert (rule.version, rule.confirmed_by, current_rule(case)) == (2, kim, rule)
    assert stands(comes) == ("no", 1) and not Notice.objects.filter(kind="rule_in").exists()

    engine.work()
    run.refresh_from_db()
    assert run.state == RuleRun.State.WRITTEN
    assert [stands(each) for each in (comes, goes, same, unsent, frozen)] == [
        ("yes", 2),
        ("no", 2),
        ("yes", 2),
        ("yes", 2),
        ("yes", 1),
    ]
    told = Notice.objects.filter(kind__startswith="rule").values_list("kind", "claim__reference")
    assert list(told) == [("rule_in", comes.reference)]
    assert verdict_of(frozen).rule_version == 1 and verdict_of(same).rule_version == 2
    assert goes.trips.get().rule_version == 2
    applied = LedgerEvent.objects.get(verb="rule.applied")
    assert applied.data == {"version": 2, "told": 1}


def test_publishing_twice_makes_one_version_and_tells_once(case, kim):
    travelled(case, "2021-11-05", status="needs_information")
    run = counted(case, kim, last="2021-12-31")
    actions.publish(run=run, tell=["newly_in"], actor=kim)
    with pytest.raises(DomainError, match=r"rule\.run_not_counted"):
        actions.publish(run=run, tell=["newly_in"], actor=kim)
    engine.work()
    assert (EligibilityRule.objects.count(), Notice.objects.filter(kind="rule_in").count()) == (2, 1)


def test_a_count_of_an_earlier_state_of_the_draft_publishes_nothing(case, kim):
    run = counted(case, kim, last="2021-12-31")
    draft_of(case, kim, last="2022-01-31")
    with pytest.raises(DomainError, match=r"rule\.preview_stale"):
        actions.publish(run=run, tell=[], actor=kim)
    run.refresh_from_db()
    assert (run.state, EligibilityRule.objects.count()) == ("counted", 1)


def test_a_discarded_draft_is_neither_counted_nor_published(case, kim):
    run = counted(case, kim, last="2021-12-31")
    discard_draft(draft=run.draft, actor=kim)
    for act in (
        lambda: actions.publish(run=run, tell=[], actor=kim),
        lambda: actions.count(draft=run.draft, actor=kim),
        lambda: discard_draft(draft=run.draft, actor=kim),
    ):
        with pytest.raises(DomainError, match=r"rule\.draft_closed"):
            act()
    assert EligibilityRule.objects.count() == 1


def test_a_claim_that_moves_meanwhile_is_judged_by_what_it_says_then(case, kim):
    told_more = travelled(case, "2021-11-05", status="needs_information")
    goes_into_round = travelled(case, "2010-09-05", status="accepted")
    run = counted(case, kim, first="2011-01-01", last="2021-12-31")
    assert kinds(run) == {told_more.reference: "newly_in", goes_into_round.reference: "newly_out"}

    add_trip(claim=told_more, actor=kim, date="2015-05-11", precision="day", direction="entry", nationality="VN")
    actions.publish(run=run, tell=["newly_in", "newly_out"], actor=kim)
    factories.move(goes_into_round, "in_round", actor=kim)
    engine.work()

    rows = dict(run.changes.values_list("claim__reference", "written"))
    assert rows == {told_more.reference: True, goes_into_round.reference: False}
    assert RuleChange.objects.get(claim=told_more).kind == "unchanged"  # it was covered before the new rule already
    assert (stands(told_more), stands(goes_into_round)) == (("yes", 2), ("yes", 1))
    assert not Notice.objects.filter(kind__startswith="rule").exists()


def test_writing_that_broke_off_goes_on_without_a_second_message(case, kim, monkeypatch):
    travelled(case, "2021-11-05", status="needs_information")
    run = counted(case, kim, last="2021-12-31")
    actions.publish(run=run, tell=["newly_in"], actor=kim)
    real = actions.record
    monkeypatch.setattr(actions, "record", lambda *_, **__: 1 / 0)  # after the messages, in the same transaction
    engine.work()
    assert not Notice.objects.filter(kind="rule_in").exists()
    monkeypatch.setattr(actions, "record", real)
    run.refresh_from_db()
    retry_failed(run.job, actor=kim)
    engine.work()
    run.refresh_from_db()
    assert (run.state, Notice.objects.filter(kind="rule_in").count()) == ("written", 1)
