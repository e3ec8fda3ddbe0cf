"""The gate: each reason alone, their order, and that its cost does not grow with the claims."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from claimants.consents.models import Consent
from claimants.intake.models import Deficiency
from claimants.limitation.actions import count
from documents.rounds import actions
from documents.rounds.models import RosterEntry, Round
from documents.rounds.queries import blocked_claims, gate, ready_claims, reasons_of
from litigation.cases.actions import Loaded
from litigation.cases.models import CaseText
from litigation.cases.pack import open_pack
from litigation.errors import DomainError
from litigation.theories.loading import store as store_theories
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def open_round(case, lead):
    return actions.open_round(case=case, actor=lead)


def unaccepted(claim):
    type(claim).objects.filter(pk=claim.pk).update(status="submitted")


def in_another_round(claim):
    other = Round.objects.create(case=claim.case, number=90, amount_won=1, prepared_by=claim.reviewer, status="open")
    RosterEntry.objects.create(round=other, number=1, claim=claim, snapshot={"x": 1}, sha256="0" * 64)


def consent(claim, act):
    text = CaseText.objects.get(key="consent.court")
    Consent.objects.create(claim=claim, purpose="court", act=act, text=text, given_by=claim.claimant.account)


def consent_withdrawn(claim):
    consent(claim, "given")
    consent(claim, "withdrawn")


def without_mandate(claim):
    claim.mandates.update(state="revoked", ended_at=timezone.now())


def hangul_open(claim):
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(hangul_confirmed_at=None)


def asked(claim):
    Deficiency.objects.create(
        claim=claim, code="other", note="x", language="en", cure_by=date(2027, 1, 1), asked_by=claim.reviewer
    )


def without_evidence(claim):
    claim.evidence.update(removed_at=timezone.now())


def only_a_passport_page(claim):
    claim.evidence.update(kind="passport")


def only_an_infected_file(claim):
    claim.evidence.update(scan="infected")


def not_scanned_yet(claim):
    claim.evidence.update(scan="waiting")


def one_more_infected(claim):
    people.make_evidence(claim, scan="infected", seed=200)


def only_weak_files(claim):
    claim.evidence.update(grade="weak")
    people.make_evidence(claim, kind="passport", seed=201)


def same_passport_as_a_claim_that_waits(claim):
    other = people.make_claim(claim.case, 60, status="submitted", photo=False)
    type(claim.claimant).objects.filter(pk__in=[claim.claimant_id, other.claimant_id]).update(passport_index="f" * 64)


def same_passport_as_a_claim_that_was_left(claim):
    same_passport_as_a_claim_that_waits(claim)
    claim.case.claims.filter(status="submitted").update(status="withdrawn")


def rule_says_no(claim):
    type(claim).objects.filter(pk=claim.pk).update(verdict="no")


def one_better_file(claim):
    only_weak_files(claim)
    people.make_evidence(claim, kind="ticket", seed=202)


def with_clocks(claim, **change):
    store_theories(None, case=claim.case, pack=open_pack(claim.case.pack), loaded=Loaded(claim.case))
    assert count(case=claim.case, claims=[claim.pk]) == 3
    claim.clocks.update(**change)


def time_over(claim):
    with_clocks(claim, last_day=timezone.localdate() - timedelta(days=1))


def last_day_for_one_theory(claim):
    time_over(claim)
    claim.clocks.filter(theory__key="tort").update(last_day=timezone.localdate())


def held_by_a_suit(claim):
    with_clocks(claim, last_day=date(2020, 1, 2), state="interrupted")


def korean_name_with_a_letter_no_font_has(claim):
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(hangul_name="응우옌 ꪎ")


def passport_name_with_a_bell(claim):
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(given_name="", family_name="A\x07B")


def own_name_that_papers_leave_out(claim):
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(own_name="ꪎꪳꪒ")


def every_letter_of_names(claim):
    names = {"hangul_name": "김뷁 응우옌·티", "family_name": "D’ARCY-ØÞ (A/L) @ Ẽ.", "given_name": ""}
    type(claim.claimant).objects.filter(pk=claim.claimant_id).update(**names)


def nothing(claim):
    pass


def consent_given_again(claim):
    consent_withdrawn(claim)
    consent(claim, "given")


def set_up_without_a_scanner(claim):
    claim.evidence.update(scan="not_scanned")


def exhibit_still_being_made(claim):
    claim.evidence.update(pictures="waiting")


def file_that_crashed_the_sandbox(claim):
    people.make_evidence(claim, seed=901)
    claim.evidence.filter(pk=claim.evidence.last().pk).update(pictures="failed", pictures_error="It broke.")


def passport_page_without_pictures(claim):
    people.make_evidence(claim, kind="passport", seed=902)
    claim.evidence.filter(kind="passport").update(pictures="failed")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (nothing, ""),
        (own_name_that_papers_leave_out, ""),
        (every_letter_of_names, ""),
        (korean_name_with_a_letter_no_font_has, "letters"),
        (passport_name_with_a_bell, "letters"),
        (passport_page_without_pictures, ""),
        (consent_given_again, ""),
        (set_up_without_a_scanner, ""),
        (one_better_file, ""),
        (same_passport_as_a_claim_that_was_left, ""),
        (last_day_for_one_theory, ""),
        (held_by_a_suit, ""),
        (unaccepted, "status"),
        (rule_says_no, "rule"),
        (only_weak_files, "weak_evidence"),
        (in_another_round, "other_round"),
        (consent_withdrawn, "consent"),
        (without_mandate, "mandate"),
        (hangul_open, "hangul"),
        (asked, "deficiency"),
        (time_over, "time"),
        (without_evidence, "evidence"),
        (only_a_passport_page, "evidence"),
        (only_an_infected_file, "evidence"),
        (not_scanned_yet, "scan"),
        (one_more_infected, "scan"),
        (exhibit_still_being_made, "exhibits"),
        (file_that_crashed_the_sandbox, "exhibits"),
    ],
)
def test_claim_is_held_back_for_its_reason(case, open_round, harm, reason):
    good, bad = people.make_accepted(case, 2)
    harm(bad)
    found = gate(open_round)
    if reason:
        assert (found.ready, {each.rule.code: each.count for each in found.blocked}) == (1, {reason: 1})
        assert list(ready_claims(open_round)) == [good]
        assert list(blocked_claims(open_round, reason)) == [bad]
    else:
        assert (found.ready, found.blocked) == (2, ())


def test_two_claims_with_one_passport_hold_each_other_back(case, open_round):
    [claim] = people.make_accepted(case, 1)
    same_passport_as_a_claim_that_waits(claim)
    found = gate(open_round)
    assert {each.rule.code: each.count for each in found.blocked} == {"duplicate": 1, "status": 1}
    assert [rule.code for rule in reasons_of(claim)] == ["duplicate"]


def test_everything_that_holds_one_claim_back_is_told_in_one_query(case, open_round, django_assert_num_queries):
    claim, good = people.make_accepted(case, 2)
    for harm in (without_evidence, hangul_open, without_mandate):
        harm(claim)
    with django_assert_num_queries(1):
        reasons = reasons_of(claim)
    assert [rule.code for rule in reasons] == ["mandate", "hangul", "evidence"]
    assert reasons_of(good) == []


def test_round_means_only_its_countries_and_days(case, open_round, lead):
    people.make_accepted(case, 4)  # MN, VN, CN, JP
    case.claims.filter(claimant__country="VN").update(submitted_at=timezone.now() - timedelta(days=3))
    three_days_ago = timezone.localdate() - timedelta(days=3)
    actions.change_round(round=open_round, actor=lead, countries=["vn", "JP"])
    found = gate(open_round)
    assert (open_round.countries, found.ready, found.blocked[0].rule.code) == (["JP", "VN"], 2, "scope")
    actions.change_round(round=open_round, actor=lead, sent_until=three_days_ago)
    assert [claim.claimant.country.code for claim in ready_claims(open_round)] == ["VN"]
    assert [claim.claimant.country.code for claim in blocked_claims(open_round, "scope")] == ["MN", "CN", "JP"]


@pytest.mark.parametrize(
    ("plan", "field"),
    [({"countries": ["XX"]}, "countries"), ({"order": "age"}, "order"), ({"size_limit": 0}, "size_limit")],
)
def test_plan_that_cannot_be_is_refused(open_round, lead, plan, field):
    with pytest.raises(DomainError) as refused:
        actions.change_round(round=open_round, actor=lead, **plan)
    assert set(refused.value.fields) == {field}
    open_round.refresh_from_db()
    assert (open_round.countries, open_round.order, open_round.size_limit) == ([], "sent", None)


def test_claim_with_several_reasons_is_counted_once_under_the_first(case, open_round):
    [claim] = people.make_accepted(case, 1)
    for harm in (without_evidence, hangul_open, without_mandate):
        harm(claim)
    found = gate(open_round)
    assert (found.ready, found.left_out, found.blocked[0].rule.code) == (0, 1, "mandate")


@pytest.mark.parametrize(
    ("wanted", "given", "ready"),
    [
        ("e_signed", "e_signed", 1),
        ("wet_ink", "e_signed", 0),
        ("wet_ink", "consular", 1),
        ("consular", "apostilled", 1),
    ],
)
def test_mandate_has_to_reach_the_level_of_the_case(case, open_round, wanted, given, ready):
    case.mandate_level = wanted
    case.save()
    open_round.refresh_from_db()
    [claim] = people.make_accepted(case, 1)
    claim.mandates.update(level=given)
    assert gate(open_round).ready == ready


def test_gate_is_one_query_for_one_claim_and_for_three(case, open_round, django_assert_num_queries):
    people.make_accepted(case, 1)
    with django_assert_num_queries(1):
        gate(open_round)
    people.make_accepted(case, 2, start=1)
    with django_assert_num_queries(1):
        assert gate(open_round).ready == 3


def test_gate_sees_only_its_own_case(case, open_round):
    other = people.make_case("other-case")
    people.make_accepted(other, 1)
    assert (gate(open_round).ready, gate(open_round).left_out) == (0, 0)


def test_unknown_reason_is_not_found(open_round):
    with pytest.raises(Http404):
        blocked_claims(open_round, "weather")


def test_limit_splits_ready_into_taken_and_waiting(case, open_round, lead):
    people.make_accepted(case, 3)
    actions.change_round(round=open_round, size_limit=2, amount_won=1_000_000, actor=lead)
    found = gate(open_round)
    assert (found.ready, found.taken, found.waiting) == (3, 2, 1)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("harm", "ready"),
    [
        (every_letter_of_names, 2),
        (own_name_that_papers_leave_out, 2),
        (korean_name_with_a_letter_no_font_has, 1),
        (passport_name_with_a_bell, 1),
    ],
)
def test_both_databases_know_the_same_letters(case, open_round, harm, ready):
    """Each has regular expressions of its own."""
    harm(people.make_accepted(case, 2)[1])
    assert gate(open_round).ready == ready
