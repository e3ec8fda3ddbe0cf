"""What is held is not deleted, whatever its day; the team is reminded of it, and its person reads why."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from claimants.claims.models import Claim
from claimants.evidence.actions import purge_removed
from claimants.evidence.models import Evidence
from claimants.leaving import actions, actions_holds, queries_holds
from claimants.leaving.models import HoldAct, LegalHold
from claimants.leaving.queries import deletions, due, held_by
from claimants.leaving.words import what_is_kept
from litigation.accounts.actions import make_token
from litigation.cases.models import Membership
from litigation.errors import DomainError
from litigation.frame.duties import duties
from litigation.ledger.models import LedgerEvent
from tests.documents.people import make_evidence
from tests.factories import make_case, make_claim, make_member
from tests.pages import says

pytestmark = pytest.mark.django_db
TOLD = {"en": "the State has threatened a suit about fees.", "ko": "국가가 소송을 예고했습니다."}
NEXT = date(2027, 2, 28)


@pytest.fixture(autouse=True)
def _day(settings, tmp_path, time_machine):
    settings.FILES_ROOT = tmp_path / "vault"
    settings.STAFF_SECOND_FACTOR = False
    time_machine.move_to("2026-11-30T10:00+09:00", tick=False)


@pytest.fixture
def claim():
    return make_claim(case=make_case(), status="submitted")


@pytest.fixture
def kim(claim):
    return make_member(claim.case).user


def hold(claim, kim, *, whole_case=False, **said):
    said = {"reason": "A suit is threatened.", "told": TOLD, "review_on": NEXT} | said
    return actions_holds.set_hold(case=claim.case, claim=None if whole_case else claim, actor=kim, **said)


def left_long_ago(claim):
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=timezone.now() - timedelta(days=5 * 366))


def erased(claim):
    actions.erase_due()
    claim.refresh_from_db()
    return bool(claim.erased_at)


def refusal(act, **told):
    with pytest.raises(DomainError) as refused:
        act(**told)
    return refused.value.code, refused.value.status


@pytest.mark.parametrize("whole_case", [False, True])
def test_what_is_held_is_not_deleted_until_it_is_lifted(claim, kim, whole_case):
    left_long_ago(claim)
    held = hold(claim, kim, whole_case=whole_case)
    assert (list(due()), erased(claim), claim.mandates.count()) == ([], False, 1)
    actions.erase(claim=claim)
    claim.refresh_from_db()
    assert (claim.erased_at, claim.trips.count(), held_by(claim).holds) == (None, 1, (held,))
    actions_holds.lift(hold=held, reason="It was not filed.", actor=kim)
    assert (bool(held_by(claim)), erased(claim)) == (False, True)


def test_file_that_was_removed_stays_too_and_its_person_reads_why(client, claim, kim):
    row = make_evidence(claim)
    Evidence.objects.filter(pk=row.pk).update(removed_at=timezone.now() - timedelta(days=6))
    held = hold(claim, kim)
    Claim.objects.filter(pk=claim.pk).update(status="draft")
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_evidence"))
    assert (says(page, TOLD["en"]), says(page, "They are deleted 7 days after")) == (True, False)
    Evidence.objects.update(removed_at=timezone.now() - timedelta(days=8))
    assert purge_removed() == 0
    actions_holds.lift(hold=held, reason="Over.", actor=kim)
    assert purge_removed() == 1


def test_hold_of_one_claim_holds_no_other(claim, kim):
    other = make_claim(case=claim.case, status="submitted")
    left_long_ago(claim)
    left_long_ago(other)
    hold(claim, kim)
    assert [erased(each) for each in (claim, other)] == [False, True]


def test_both_rules_are_asked_in_one_place(kim):
    filed = make_claim(case=Claim.objects.get().case, status="filed")
    assert (held_by(filed).in_papers, held_by(filed).holds, bool(held_by(filed))) == (True, (), True)


def test_second_hold_keeps_what_the_first_let_go(claim, kim):
    left_long_ago(claim)
    first = hold(claim, kim)
    hold(claim, kim, whole_case=True)
    actions_holds.lift(hold=first, reason="Over.", actor=kim)
    assert erased(claim) is False


def test_person_reads_why_in_their_language_and_no_day_that_will_not_come(client, claim, kim):
    hold(claim, kim)
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_withdraw"))
    sentence = "Your data is kept longer than planned. The reason: the State has threatened a suit about fees."
    assert (says(page, sentence), says(page, "we delete what you wrote")) == (True, False)
    assert says(client.get(reverse("my_status")), "A lawyer decided that your data is kept longer than planned.")
    with override("ko"):
        assert what_is_kept(claim)[0].endswith(TOLD["ko"])


@pytest.mark.parametrize(
    ("told", "language", "read"),
    [({"ko": "이유"}, "en", "이유"), ({"en": "why"}, "ko", "why"), (TOLD, "vi", TOLD["en"])],
)
def test_who_finds_none_in_their_language_reads_another(claim, kim, told, language, read):
    hold(claim, kim, told=told)
    with override(language):
        assert what_is_kept(claim)[0].endswith(read)


def test_looking_again_moves_the_day_and_lifting_ends_it(claim, kim):
    held = hold(claim, kim)
    later = date(2027, 6, 1)
    actions_holds.review(hold=held, reason="Still pending.", review_on=later, actor=kim)
    assert queries_holds.in_force().get().next_review == later
    actions_holds.lift(hold=held, reason="Over.", actor=kim)
    assert queries_holds.in_force().count() == 0
    verbs = LedgerEvent.objects.filter(verb__startswith="hold.").order_by("seq").values_list("verb", "claim_id")
    assert list(verbs) == [(f"hold.{verb}", str(claim.pk)) for verb in ("set", "reviewed", "lifted")]


def test_what_cannot_be_is_refused(claim, kim, time_machine):
    held = hold(claim, kim)
    today = date(2026, 11, 30)
    act = {"reason": "Over.", "actor": kim}
    found = [
        refusal(hold, claim=claim, kim=kim, review_on=today),
        refusal(actions_holds.review, hold=held, review_on=today, **act),
    ]
    actions_holds.lift(hold=held, **act)
    found += [
        refusal(actions_holds.lift, hold=held, **act),
        refusal(actions_holds.review, hold=held, review_on=NEXT, **act),
    ]
    left_long_ago(claim)
    assert erased(claim)
    found += [refusal(hold, claim=claim, kim=kim)]
    assert found == [
        ("hold.review_past", 422),
        ("hold.review_past", 422),
        ("hold.lifted", 409),
        ("hold.lifted", 409),
        ("hold.nothing_left", 409),
    ]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_database_keeps_holds_and_what_became_of_them(claim, kim, act):
    held = hold(claim, kim)
    actions_holds.lift(hold=held, reason="Over.", actor=kim)
    for rows in (LegalHold.objects.all(), HoldAct.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(reason="Another") if act == "update" else rows._raw_delete(rows.db)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_lift_at_once_one_does(claim, kim):
    held, codes, begin = hold(claim, kim), [], threading.Barrier(2)

    def lift():
        begin.wait()
        try:
            actions_holds.lift(hold=held, reason="Over.", actor=kim)
        except DomainError as error:
            codes.append(error.code)
        finally:
            connection.close()

    both = [threading.Thread(target=lift) for _ in range(2)]
    [each.start() for each in both]
    [each.join() for each in both]
    assert (codes, HoldAct.objects.count()) == (["hold.lifted"], 1)


def test_desk_sets_looks_again_and_lifts(client, claim, kim):
    client.force_login(kim)
    here = reverse("desk_claim", args=[claim.reference])
    assert says(client.get(here), "Not held: what is due is deleted on its day.")
    address = reverse("desk_hold_claim", args=[claim.reference])
    wrong = client.post(address, {"reason": "", "told_en": ""})
    assert (wrong.status_code, says(wrong, "Write why")) == (422, True)
    said = {"reason": "A suit is threatened.", "review_on_day": 28, "review_on_month": 2, "review_on_year": 2027}
    untold = client.post(address, said)
    assert says(untold, "Write what the person reads in one language at least.")
    assert client.post(address, said | {"told_en": TOLD["en"]}).url == here
    shown = client.get(here)
    assert (says(shown, "To be looked at again on"), says(shown, "28 February 2027")) == (True, True)
    held = LegalHold.objects.get()
    page = client.get(reverse("desk_holds"))
    assert (says(page, claim.reference), says(page, TOLD["en"])) == (True, True)
    later = {"reason": "Pending.", "review_on_day": 1, "review_on_month": 6, "review_on_year": 2027}
    client.post(reverse("desk_hold_review", args=[held.pk]), later)
    client.post(reverse("desk_hold_lift", args=[held.pk]), {"reason": "Over."})
    page = client.get(reverse("desk_holds"))
    assert [says(page, word) for word in ("Pending.", "Over.", "Lifted", "Lift it")] == [True, True, True, False]
    assert client.get(reverse("desk_hold_lift", args=[held.pk])).url == reverse("desk_holds")


def test_day_to_look_again_stands_on_today_for_who_may_decide(claim, kim, time_machine):
    hold(claim, kim)
    asked = f"Is the hold on {claim.reference} still needed?"
    seen = lambda who: [each.sentence for each in waits_for(who, claim.case) if "hold" in each.sentence]  # noqa: E731
    auditor = make_member(claim.case, "auditor").user
    assert seen(kim) == []
    time_machine.move_to("2027-02-28T00:30+09:00", tick=False)
    assert (seen(kim), seen(auditor)) == ([asked], [])
    actions_holds.review(hold=LegalHold.objects.get(), reason="Pending.", review_on=date(2027, 6, 1), actor=kim)
    assert seen(kim) == []


def waits_for(person, case):
    request = RequestFactory().get("/staff/")
    request.user, request.case, request.membership = person, case, Membership.objects.get(case=case, user=person)
    return duties(request)


def test_program_sets_and_lifts_as_the_pages_do(client, claim, kim):
    _token, secret = make_token(user=kim, name="mine", scopes=["claim.read", "data.hold"], actor=kim)
    headers = {"Authorization": f"Bearer {secret}"}
    told = [{"language": "en", "sentence": TOLD["en"]}]
    said = {"claim": claim.reference, "reason": "A suit.", "told": told, "review_on": "2027-02-28"}

    def post(address, body, key):
        keyed = {**headers, "Idempotency-Key": key}
        return client.post(f"/api/v1/holds/{address}", body, headers=keyed, content_type="application/json")

    made = post("", said, "one")
    assert (made.status_code, made.json()["claim"], made.json()["lifted"]) == (201, claim.reference, False)
    pk = made.json()["id"]
    looked = post(f"{pk}/review/", {"reason": "Pending.", "review_on": "2027-06-01"}, "two")
    assert (looked.status_code, looked.json()["review_on"]) == (200, "2027-06-01")
    lifted = post(f"{pk}/lift/", {"reason": "Over."}, "three")
    assert (lifted.json()["lifted"], [each["kind"] for each in lifted.json()["acts"]]) == (True, ["reviewed", "lifted"])
    again = post(f"{pk}/lift/", {"reason": "Over."}, "four")
    assert (again.status_code, again.json()["code"]) == (409, "hold.lifted")
    [line] = client.get("/api/v1/holds/", headers=headers).json()["results"]
    assert line["id"] == pk
    twice = post("", said | {"told": told * 2}, "five")
    assert twice.status_code == 422


def test_report_says_what_waits_what_is_held_and_what_is_deleted(client, claim, kim):
    others = [make_claim(case=claim.case, status="submitted") for _ in range(3)]
    for each in others:
        actions.withdraw(claim=each, actor=each.claimant.account)
    hold(others[0], kim)
    Claim.objects.filter(pk=others[1].pk).update(status_changed_at=timezone.now() - timedelta(days=40))
    actions.erase(claim=Claim.objects.get(pk=others[1].pk))
    answers, mandates = deletions(claim.case)
    assert (answers.waiting, answers.held, answers.deleted, answers.after) == (1, 1, 1, date(2026, 12, 30))
    assert (mandates.waiting, mandates.held, mandates.deleted) == (2, 1, None)
    client.force_login(kim)
    page = client.get(reverse("desk_holds"))
    assert (says(page, "What people wrote and sent"), says(page, "30 December 2026")) == (True, True)
