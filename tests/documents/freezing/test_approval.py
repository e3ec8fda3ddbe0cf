"""Two people for a freeze: who may be the second one, what the answer holds for, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from claimants.notices.models import Notice
from claimants.notices.writing import compose
from documents.freezing import actions as freezing
from documents.freezing import actions_approval
from documents.rounds import actions
from documents.rounds.models import Approval, Round
from documents.rounds.queries import approval_of, approvers, selection
from litigation.cases.models import CaseText, Membership
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def attorney(case):
    return case.members.get(role="attorney").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 2)
    return actions.open_round(case=case, actor=lead)


def ask(round, actor):
    return actions_approval.ask_for_approval(round=round, seen=selection(round).digest, actor=actor)


def approve(round, actor):
    return actions_approval.approve(round=round, seen=selection(round).digest, actor=actor)


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_two_people_and_then_the_freeze(round, lead, attorney):
    asked = ask(round, lead)
    given = approve(round, attorney)
    frozen = freezing.freeze(round=round, actor=lead)
    assert (asked.pk, given.state, given.count) == (given.pk, "given", 2)
    assert (frozen.prepared_by, frozen.approved_by, frozen.frozen_by) == (lead, attorney, lead)
    events = LedgerEvent.objects.filter(subject_id=str(round.pk)).order_by("seq")
    assert [(event.verb, event.actor_id) for event in events] == [
        ("round.opened", str(lead.pk)),
        ("round.approval_asked", str(lead.pk)),
        ("round.approved", str(attorney.pk)),
        ("round.frozen", str(lead.pk)),
    ]


def test_nothing_is_frozen_without_an_answer(round, lead):
    assert code_of(lambda: freezing.freeze(round=round, actor=lead)) == "round.not_approved"
    ask(round, lead)
    assert code_of(lambda: freezing.freeze(round=round, actor=lead)) == "round.not_approved"
    assert Round.objects.get().status == "open"


def test_who_asked_does_not_approve_through_another_role_either(case, round, lead):
    people.second(case)
    ask(round, lead)
    Membership.objects.create(case=case, user=lead, role="attorney", display_name="The same person")
    assert code_of(lambda: approve(round, lead)) == "round.own_approval"
    assert code_of(lambda: actions_approval.decline(round=round, reason="No.", actor=lead)) == "round.own_approval"
    assert approval_of(round).state == "asked"


def test_question_needs_somebody_who_may_answer(case, round, lead):
    case.members.exclude(user=lead).update(role="auditor")
    assert code_of(lambda: ask(round, lead)) == "round.no_second_person"
    assert Approval.objects.count() == 0


def test_everybody_who_may_answer_gets_one_mail(case, round, lead, attorney):
    second = people.second(case)
    Membership.objects.create(case=case, user=second, role="attorney", display_name="Two roles")
    people.make_member(case, "auditor")
    assert set(approvers(round, beside=lead)) == {attorney, second}
    ask(round, lead)
    assert sorted(Notice.objects.values_list("user", "kind", "params"), key=str) == sorted(
        [(user.pk, "approval_asked", {"round": 1, "case_slug": case.slug}) for user in (attorney, second)], key=str
    )


def test_mails_name_the_round_and_lead_to_it(round, lead, attorney):
    ask(round, lead)
    approve(round, attorney)
    actions_approval.decline(round=round, reason="The sum is wrong.", actor=attorney)
    mails = [compose(each) for each in Notice.objects.order_by("created_at")]
    assert [mail.subject for mail in mails] == [
        "Round 1 waits for your approval",
        "Round 1 is approved",
        "Round 1 is not approved",
    ]
    assert [mail.to for mail in mails] == [[attorney.email], [lead.email], [lead.email]]
    assert all("/staff/rounds/1/freeze/" in mail.body and "The sum" not in mail.body for mail in mails)


def more_people(case, round):
    people.make_accepted(case, 1, start=5)


def other_sum(case, round):
    actions.change_round(round=round, size_limit=None, amount_won=5, actor=round.prepared_by)


def other_text(case, round):
    values = {"key": "complaint.prayer", "language": "ko", "body": people.TEXTS["complaint.prayer"] + "\n\n3. 가집행."}
    CaseText.objects.create(case=case, version=2, sha256="1" * 64, **values)


def name_corrected(case, round):
    person = case.claims.first().claimant
    type(person).objects.filter(pk=person.pk).update(version=person.version + 1)


@pytest.mark.parametrize("change", [more_people, other_sum, other_text, name_corrected])
def test_approval_holds_only_for_what_was_approved(case, round, lead, attorney, change):
    ask(round, lead)
    approve(round, attorney)
    change(case, round)
    assert code_of(lambda: freezing.freeze(round=round, actor=lead)) == "round.approval_outdated"
    assert set(case.claims.values_list("status", flat=True)) == {"accepted"}
    ask(round, lead)
    approve(round, attorney)
    assert freezing.freeze(round=round, actor=lead).approved_by == attorney
    assert sorted(Approval.objects.values_list("state", flat=True)) == ["given", "outdated"]


def test_answer_to_an_overtaken_question_is_refused(case, round, lead, attorney):
    ask(round, lead)
    seen = selection(round).digest
    more_people(case, round)
    assert code_of(lambda: actions_approval.approve(round=round, seen=seen, actor=attorney)) == "round.changed"
    assert code_of(lambda: approve(round, attorney)) == "round.approval_outdated"


def test_question_about_what_is_no_longer_so_is_refused(case, round, lead):
    seen = selection(round).digest
    more_people(case, round)
    asking = {"round": round, "seen": seen, "actor": lead}
    assert code_of(lambda: actions_approval.ask_for_approval(**asking)) == "round.changed"


def test_same_question_is_asked_once(case, round, lead, attorney):
    second = people.second(case)
    ask(round, lead)
    assert code_of(lambda: ask(round, second)) == "round.asked_already"
    approve(round, attorney)
    assert code_of(lambda: ask(round, second)) == "round.asked_already"
    assert code_of(lambda: approve(round, second)) == "round.answered_already"


def test_declined_question_keeps_its_reason_and_can_be_asked_again(round, lead, attorney):
    ask(round, lead)
    declined = actions_approval.decline(round=round, reason="  The sum\nis wrong. ", actor=attorney)
    assert (declined.state, declined.reason, declined.answered_by) == ("declined", "The sum is wrong.", attorney)
    assert code_of(lambda: freezing.freeze(round=round, actor=lead)) == "round.not_approved"
    assert ask(round, attorney).state == "asked"
    assert Round.objects.get().prepared_by == attorney
    assert code_of(lambda: approve(round, attorney)) == "round.own_approval"


def test_approver_takes_a_yes_back(round, lead, attorney):
    ask(round, lead)
    approve(round, attorney)
    actions_approval.decline(round=round, reason="One more look.", actor=attorney)
    assert code_of(lambda: freezing.freeze(round=round, actor=lead)) == "round.not_approved"


def test_asker_takes_the_question_back(round, lead, attorney):
    ask(round, lead)
    taken = actions_approval.withdraw_question(round=round, reason="Too early.", actor=lead)
    assert (taken.state, taken.reason) == ("withdrawn", "Too early.")
    assert code_of(lambda: approve(round, attorney)) == "round.not_asked"
    withdraw = {"round": round, "reason": "Again.", "actor": lead}
    assert code_of(lambda: actions_approval.withdraw_question(**withdraw)) == "round.not_asked"


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 301])
def test_no_needs_a_reason_that_fits(round, lead, attorney, reason):
    ask(round, lead)
    assert code_of(lambda: actions_approval.decline(round=round, reason=reason, actor=attorney)) == "round.reason"
    assert code_of(lambda: actions_approval.withdraw_question(round=round, reason=reason, actor=lead)) == "round.reason"
    assert approval_of(round).state == "asked"


def test_cancelled_round_waits_for_no_answer(round, lead, attorney):
    ask(round, lead)
    actions.cancel_round(round=round, actor=lead)
    assert approval_of(round) is None
    assert code_of(lambda: approve(round, attorney)) == "round.not_open"


def test_database_refuses_a_freeze_by_one_person(round, lead, attorney):
    ask(round, lead)
    approve(round, attorney)
    frozen = freezing.freeze(round=round, actor=lead)
    for values in ({"approved_by": None}, {"approved_by": lead}, {"prepared_by": attorney}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=frozen.pk).update(**values)


def test_database_refuses_an_answer_by_who_asked(round, lead, attorney):
    asked = ask(round, lead)
    for values in ({"answered_by": lead}, {"state": "given"}, {"state": "declined", "answered_by": attorney}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=asked.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(round=round, digest="0" * 64, count=1, asked_by=attorney)


def test_page_offers_each_person_only_what_they_may(client, settings, case, round, lead, attorney):
    settings.STAFF_SECOND_FACTOR = False
    second, auditor = people.second(case), people.make_member(case, "auditor").user

    def offered(user):
        client.force_login(user)
        page = client.get("/staff/rounds/1/freeze/").content.decode()
        ways = ("ask", "approve", "decline", "withdraw")
        found = {way for way in ways if f"/staff/rounds/1/{way}/" in page}
        return found | ({"freeze"} if '<form method="post"><' in page else set())

    assert [offered(user) for user in (lead, attorney, second, auditor)] == [{"ask"}, set(), {"ask"}, set()]
    ask(round, lead)
    assert [offered(user) for user in (lead, attorney, second, auditor)] == [
        {"withdraw"},
        {"approve", "decline"},
        {"approve", "decline", "withdraw"},
        set(),
    ]
    approve(round, attorney)
    assert [offered(user) for user in (lead, attorney, second, auditor)] == [
        {"withdraw", "freeze"},
        {"decline"},
        {"decline", "withdraw", "freeze"},
        set(),
    ]
    more_people(case, round)
    assert [offered(user) for user in (lead, attorney)] == [{"ask", "withdraw"}, {"decline"}]


def test_link_of_the_mail_leads_to_the_frozen_round(client, settings, round, lead, attorney):
    settings.STAFF_SECOND_FACTOR = False
    people.freeze(round, lead)
    client.force_login(attorney)
    answer = client.get("/staff/rounds/1/freeze/")
    assert (answer.status_code, answer.url) == (302, "/staff/rounds/1/")
