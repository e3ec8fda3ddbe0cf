"""Theories from the pack, choosing and confirming a start; the refused, the repeated and the concurrent."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from litigation.accounts.rights import AUDITOR, COORDINATOR
from litigation.cases.actions import load_pack, plan_next_filing
from litigation.errors import DomainError
from litigation.lawbook.queries import table
from litigation.ledger.models import LedgerEvent
from litigation.theories.actions import choose_start, confirm_start
from litigation.theories.models import LimitationBasis
from litigation.theories.queries import based_theories, one
from litigation.theories.signals import starts_changed
from tests.factories import PACK, make_case, make_member

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 20)
EVENT = {"en": "Last day of the records", "ko": "기록의 마지막 날"}


def choose(theory, actor, **said):
    wanted = {"limb": "objective", "start": DAY, "event": EVENT, "note": "The act ended with the last record.", **said}
    return choose_start(theory=theory, actor=actor, **wanted)


def test_pack_brings_theories_with_a_start_nobody_confirmed():
    case = make_case()
    told = [
        (each.theory.key, each.theory.standing, each.theory.rule, each.starts, each.is_confirmed)
        for each in based_theories(case)
    ]
    starts = {"objective": date(2021, 12, 31)}
    assert told == [
        ("privacy_act", "primary", "state", starts, False),
        ("state_compensation", "alternative", "state", starts, False),
        ("tort", "alternative", "state", starts, False),
    ]
    assert [each.clock(table=table()).result for each in based_theories(case)] == [date(2026, 12, 31)] * 3
    offered = [(each["key"], each["limb"], each["start"]) for each in one(case, "tort").starts]
    assert offered == [
        ("agreement", "objective", "2019-04-01"),
        ("last_data", "objective", "2021-10-20"),
        ("project_end", "objective", "2021-12-31"),
        ("destruction", "objective", "2022-03-01"),
        ("made_public", "subjective", "2021-10-21"),
        ("disclosure", "subjective", "2021-12-20"),
        ("complaints_dismissed", "subjective", "2026-02-26"),
    ]


def test_loading_the_pack_again_leaves_what_counsel_chose():
    case = make_case()
    choose(one(case, "tort"), make_member(case).user)
    load_pack(PACK)
    assert LimitationBasis.objects.filter(theory__case=case).count() == 4
    assert based_theories(case)[2].starts == {"objective": DAY}


def test_theories_are_read_in_a_fixed_number_of_queries():
    case = make_case()
    with CaptureQueriesContext(connection) as queries:
        [(each.theory.title, [basis.confirmed_by for basis in each.bases]) for each in based_theories(case)]
    assert len(queries) == 2


def test_chosen_start_is_a_new_version_told_to_the_ledger_and_to_the_clocks():
    case = make_case()
    theory, attorney = one(case, "tort"), make_member(case).user
    heard = []
    starts_changed.connect(listener := lambda sender, theory, actor, **_: heard.append((theory.key, actor)))
    basis = choose(theory, attorney, seen=1)
    starts_changed.disconnect(listener)
    assert (basis.version, basis.start, basis.chosen_by, basis.is_confirmed) == (2, DAY, attorney, False)
    assert heard == [("tort", attorney)]
    event = LedgerEvent.objects.latest("seq")
    assert (event.verb, event.data) == (
        "limitation.start_chosen",
        {"theory": "tort", "limb": "objective", "version": 2, "start": "2021-10-20"},
    )
    assert list(theory.bases.filter(limb="objective").values_list("version", "start")) == [
        (2, DAY),
        (1, date(2021, 12, 31)),
    ]


def test_limb_can_be_added_and_taken_out_again():
    case = make_case()
    attorney = make_member(case).user
    choose(one(case, "tort"), attorney, limb="subjective", start=date(2022, 5, 2))
    assert based_theories(case)[2].clock(table=table()).result == date(2025, 5, 2)
    choose(one(case, "tort"), attorney, limb="subjective", start=None)
    assert based_theories(case)[2].starts == {"objective": date(2021, 12, 31)}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"note": "  "}, "limitation.note_missing"),
        ({"seen": 0}, "limitation.stale"),
        ({"start": date(2021, 12, 31)}, "limitation.same_start"),
        ({"start": None}, "limitation.no_start"),
        ({"start": date(1970, 1, 1)}, "law.outside"),
    ],
)
def test_start_that_cannot_be_chosen_is_refused_and_changes_nothing(said, code):
    case = make_case()
    with pytest.raises(DomainError) as refused:
        choose(one(case, "tort"), make_member(case).user, **said)
    assert refused.value.code == code
    assert LimitationBasis.objects.filter(theory__case=case).count() == 3


@pytest.mark.parametrize("role", [COORDINATOR, AUDITOR])
def test_only_attorneys_of_the_case_choose_and_confirm(role):
    case = make_case()
    theory, other = one(case, "tort"), make_member(case, role).user
    with pytest.raises(DomainError) as refused:
        choose(theory, other)
    assert refused.value.status == 403
    with pytest.raises(DomainError) as refused:
        confirm_start(basis=theory.bases.get(), actor=other)
    assert refused.value.code == "case.not_an_attorney"


def test_confirmation_is_by_name_and_day_once_and_of_the_newest_only():
    case = make_case()
    theory, attorney = one(case, "tort"), make_member(case).user
    basis = theory.bases.get()
    confirm_start(basis=basis, actor=attorney)
    assert (basis.confirmed_by, based_theories(case)[2].is_confirmed) == (attorney, True)
    with pytest.raises(DomainError) as refused:
        confirm_start(basis=basis, actor=attorney)
    assert refused.value.code == "case.confirmed_before"
    choose(theory, attorney)
    assert not based_theories(case)[2].is_confirmed
    with pytest.raises(DomainError) as refused:
        confirm_start(basis=basis, actor=attorney)
    assert refused.value.code == "limitation.superseded"


def test_database_keeps_one_version_of_a_kind():
    case = make_case()
    basis = one(case, "tort").bases.get()
    basis.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        LimitationBasis.objects.bulk_create([basis])


def test_planned_filing_is_told_to_the_ledger():
    case = make_case()
    plan_next_filing(case=case, day=date(2026, 12, 21), actor=make_member(case).user)
    case.refresh_from_db()
    assert case.next_filing_on == date(2026, 12, 21)
    assert LedgerEvent.objects.latest("seq").data == {"day": "2026-12-21"}
