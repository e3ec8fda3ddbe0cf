"""What who left had given is deleted on the day that was promised, and nothing else is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils import timezone

from claimants.claims.actions import begin_claim
from claimants.claims.models import Claim
from claimants.details.actions import confirm_hangul, save_contact
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.evidence.models import Evidence
from claimants.leaving import actions
from claimants.leaving.actions_holds import lift, set_hold
from claimants.limitation.actions import count, enter_event
from claimants.mandates.actions import attach_document
from claimants.people.models import Claimant
from claimants.review.actions import add_note
from claimants.review.queries import found
from documents.bulletins.models import Bulletin
from documents.portability.models import DataCopy
from litigation.accounts.actions import begin_account, make_token
from litigation.accounts.models import User
from litigation.cases.actions_rule import save_draft
from litigation.cases.models import Case
from litigation.cases.queries import current_rule
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.vault import files
from litigation.vault.adapters import adapter
from litigation.watch.queries import open_alarms
from tests.factories import make_case, make_claim, make_member
from tests.pages import says, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings, tmp_path, time_machine):
    settings.FILES_ROOT = tmp_path / "vault"
    time_machine.move_to("2026-11-30T10:00+09:00", tick=False)


KEPT = {  # rows of a claim or a person that stay, and why
    "claimants.Consent": "proves what was agreed to and taken back; it says nothing of the person",
    "claimants.StatusSpan": "when the claim stood where: dates, for the counts of the case",
    "claimants.Mandate": "the register of mandates, for three years more",
    "claimants.Claim": "the reference, so that the ledger still says of what it speaks",
    "claimants.LegalHold": "why it was kept longer, in the team's words; rows are only added",
    "documents.RosterEntry": "who stands in one is not deleted",
    "documents.LeftOut": "why a claim was no candidate, as a code",
}


def whole():
    """Somebody of whom every room keeps something, and who left."""
    claim = make_claim(case=make_case(), status="needs_information")
    attorney = claim.reviewer
    page, thumb, original, copy = (
        files.put(f"{number}".encode(), prefix=prefix)
        for number, prefix in enumerate(["pages", "pages", "evidence", "copies"])
    )
    names = {"stored_name": original.name, "copy_name": copy.name}
    proof = Evidence.objects.create(
        claim=claim, kind="ticket", sha256=original.sha256, size=1, uploaded_by=claim.claimant.account, **names
    )
    proof.pages.create(number=1, stored_name=page.name, thumb_name=thumb.name, width=1, height=1)
    add_note(claim=claim, text="Called, will send the ticket.", actor=attorney)
    enter_event(claim=claim, kind="demand", on=date(2026, 11, 2), note="A letter", actor=attorney)
    body = current_rule(claim.case).body | {"ports": ["PUS"]}
    draft = save_draft(case=claim.case, body=body, citation="A newer disclosure", actor=attorney)
    run = RuleRun.objects.create(draft=draft, draft_version=1, asked_by=attorney)
    RuleChange.objects.create(run=run, claim=claim, kind="none", before="yes", after="no")
    paper = files.put(b"signed", prefix="mandates")
    attach_document(mandate=claim.mandates.get(), name=paper.name, sha256=paper.sha256, pages=1)
    Bulletin.objects.create(case=claim.case, texts={}, written_by=attorney).deliveries.create(claim=claim)
    made = files.put(b"a copy", prefix="data")
    held = {"case": claim.case, "claim": claim, "told": {"en": "a suit was threatened."}, "actor": attorney}
    hold = set_hold(reason="A suit was threatened.", review_on=date(2027, 1, 5), **held)
    lift(hold=hold, reason="It was not filed.", actor=attorney)
    when = {"made_at": timezone.now(), "ends_at": timezone.now() + timedelta(days=90)}
    DataCopy.objects.create(claim=claim, language="en", stored_name=made.name, sha256=made.sha256, size=6, **when)
    make_token(user=claim.claimant.account, name="mine", scopes=["claim.own"], actor=claim.claimant.account)
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    return claim


def after(days, claim):
    """The clock of the claim is set back, and the daily bell rings."""
    left = timezone.now() - timedelta(days=days)
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=left)
    actions.erase_due()
    claim.refresh_from_db()


def rows_of(claim):
    """{model: rows} of everything that belongs to the claim or its person."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model in (Claim, Claimant):
                key = claim.pk if field.related_model is Claim else claim.claimant_id
                found[model._meta.label] = (
                    found.get(model._meta.label, 0) + model.objects.filter(**{field.name: key}).count()
                )
    return found


def vault():
    return list(adapter().names("", before=timezone.now() + timedelta(days=1)))


def test_every_room_deletes_what_it_keeps_of_a_person_on_the_day_promised(django_capture_on_commit_callbacks):
    claim = whole()
    before = rows_of(claim)
    assert [label for label, count in before.items() if not count] == ["documents.RosterEntry", "documents.LeftOut"]
    after(30, claim)
    assert (rows_of(claim), claim.erased_at) == (before, None)
    with django_capture_on_commit_callbacks(execute=True):
        after(31, claim)
    assert claim.erased_at
    left = {label: count for label, count in rows_of(claim).items() if count}
    assert left == {label: before[label] for label in left}
    assert set(left) == set(KEPT) - {"documents.RosterEntry", "documents.LeftOut"}
    assert vault() == [claim.mandates.get().document_name]


def test_nothing_about_the_person_is_left_in_their_row():
    claim = whole()
    after(31, claim)
    person = Claimant.objects.get()
    fresh = Claimant()
    ours = {"id", "account", "relation", "version", "created_at", "updated_at"}
    told = {
        field.name: getattr(person, field.name) for field in Claimant._meta.concrete_fields if field.name not in ours
    }
    assert told == {name: getattr(fresh, name) for name in told}
    assert (claim.no_evidence_reason, claim.verdict, claim.verdict_detail) == ("", "", {})


def test_mandate_and_way_in_stay_as_long_as_the_register_and_go_then(django_capture_on_commit_callbacks):
    claim = whole()
    address = claim.claimant.account.email
    with django_capture_on_commit_callbacks(execute=True):
        after(31, claim)
    after(3 * 365, claim)
    assert (claim.mandates.count(), User.objects.filter(email=address).count()) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        after(3 * 366, claim)
    account = User.objects.get(pk=claim.claimant.account_id)
    assert (claim.mandates.count(), vault(), account.email) == (0, [], f"{account.pk}@closed.invalid")
    assert (account.is_active, account.api_tokens.count(), account.sessions.count()) == (False, 0, 0)
    assert begin_account(email=address, language="en").pk != account.pk


def test_account_without_a_mandate_closes_with_the_answers():
    claim = make_claim(case=make_case(), ready=False)
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    after(31, claim)
    assert not User.objects.get(pk=claim.claimant.account_id).is_active


def test_account_of_a_colleague_stays():
    case = make_case()
    colleague = make_member(case).user
    claim = make_claim(case=case, user=colleague)
    actions.withdraw(claim=claim, actor=colleague)
    after(31, claim)
    colleague.refresh_from_db()
    assert (bool(claim.erased_at), colleague.is_active) == (True, True)


def test_person_of_another_claim_keeps_their_answers_and_is_found_by_them_there_alone(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    first = make_claim(case=make_case(), status="submitted")
    values = {field.attname: getattr(first.case, field.attname) for field in Case._meta.concrete_fields}
    second = begin_claim(
        case=Case.objects.create(**values | {"id": uuid4(), "slug": "second"}), account=first.claimant.account
    )
    actions.withdraw(claim=first, actor=first.claimant.account)
    after(31, first)
    person = Claimant.objects.get()
    assert (bool(first.erased_at), person.family_name, second.claimant_id) == (True, "NGUYEN", person.pk)
    names = (person.family_name, first.claimant.account.email, first.reference)
    assert [found(first.case, text).count() for text in names] == [0, 0, 1]
    client.force_login(make_member(first.case).user)
    page = client.get(reverse("desk_claimants"), {"q": first.reference})
    assert (says(page, "Somebody who left"), says(page, "NGUYEN")) == (True, False)


@pytest.mark.parametrize("status", ["in_round", "filed"])
def test_what_papers_were_made_from_stays_with_them(status):
    claim = make_claim(case=make_case(), status=status)
    actions.withdraw(claim=claim, actor=claim.claimant.account)
    before = rows_of(claim)
    after(4 * 366, claim)
    assert (rows_of(claim), claim.erased_at) == (before, None)


def test_who_came_back_in_the_last_moment_loses_nothing():
    claim = whole()
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=timezone.now() - timedelta(days=31))
    found = Claim.objects.get(pk=claim.pk)
    actions.come_back(claim=claim, actor=claim.claimant.account)
    actions.erase(claim=found)
    claim.refresh_from_db()
    assert (claim.status, claim.erased_at, claim.trips.count()) == ("draft", None, 1)


def test_one_that_cannot_be_deleted_keeps_no_other_from_it_and_is_an_alarm_until_it_is(monkeypatch):
    first, second = whole(), make_claim(ready=True)
    actions.withdraw(claim=second, actor=second.claimant.account)
    Claim.objects.update(status_changed_at=timezone.now() - timedelta(days=31))
    real = actions.erase

    def breaks(*, claim):
        if claim.pk == first.pk:
            raise OSError("the disk is away")
        real(claim=claim)

    with monkeypatch.context() as broken:
        broken.setattr(actions, "erase", breaks)
        assert actions.erase_due() == 1
    first, second = (Claim.objects.get(pk=each.pk) for each in (first, second))
    assert (bool(first.erased_at), bool(second.erased_at)) == (False, True)
    [alarm] = open_alarms()
    assert (alarm.key, alarm.code) == (f"leaving:{first.pk}", "leaving.not_erased")
    assert actions.erase_due() == 0
    assert not open_alarms().exists()


def test_second_bell_finds_nothing_to_do():
    claim = whole()
    after(31, claim)
    acts = LedgerEvent.objects.count()
    actions.erase_due()
    assert LedgerEvent.objects.count() == acts


def test_pages_say_what_is_kept_until_when_and_afterwards_what_is_gone(client):
    claim = whole()
    client.force_login(claim.claimant.account)
    home = client.get(reverse("my"))
    assert says(home, "After 30 December 2026 we delete what you wrote and sent.")
    assert says(home, "The power of attorney you signed stays until 30 November 2029")
    after(31, claim)
    home = client.get(reverse("my"))
    assert says(home, "we deleted what you wrote and sent.")
    assert says(client.get(reverse("my_come_back")), "What you wrote and sent before is deleted. You begin anew.")
    for name in ("my_status", "my_check", "my_trips", "my_settings", "my_consent_given"):
        assert client.get(reverse(name)).status_code == 200


def test_desk_says_what_is_gone_and_opens_no_dead_page(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    claim = whole()
    after(31, claim)
    attorney = make_member(claim.case).user
    client.force_login(attorney)
    page = client.get(reverse("desk_claim", args=[claim.reference]))
    assert (page.status_code, says(page, "What this person wrote and sent was deleted")) == (200, True)
    assert says(client.get(reverse("desk_claimants"), {"q": claim.reference}), "Somebody who left")


def refusal(act, **told):
    with pytest.raises(DomainError) as refused:
        act(**told)
    return refused.value.code


def test_nothing_is_written_about_who_left_once_it_was_deleted(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    claim = whole()
    attorney, person, account = make_member(claim.case).user, claim.claimant, claim.claimant.account
    after(31, claim)
    left = rows_of(claim)
    refused = [
        refusal(add_note, claim=claim, text="Called again.", actor=attorney),
        refusal(enter_event, claim=claim, kind="demand", on=date(2026, 11, 3), actor=attorney),
        refusal(save_contact, claimant=person, phone="+84901234567", actor=account),
        refusal(confirm_hangul, claimant=person, hangul_name="흐엉", actor=attorney),
    ]
    assert refused == ["claim.erased", "claim.erased", "claimant.erased", "claimant.erased"]
    count(case=claim.case, claims=[claim.pk])
    assert rows_of(claim) == left
    client.force_login(account)
    page = client.get(reverse("my_contact"))
    answer = client.post(reverse("my_contact"), shown(page) | {"phone": "+84901234567"})
    assert (answer.status_code, says(answer, "What you wrote was deleted after you left.")) == (409, True)


def test_after_coming_back_one_writes_again():
    claim = whole()
    after(31, claim)
    actions.come_back(claim=claim, actor=claim.claimant.account)
    save_contact(claimant=Claimant.objects.get(), phone="+84901234567", actor=claim.claimant.account)
    assert Claimant.objects.get().phone == "+84901234567"
