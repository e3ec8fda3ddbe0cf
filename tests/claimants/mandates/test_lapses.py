"""A mandate dies with what it was made from: nobody is accepted or frozen by one that prints what is so no longer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.details import actions as details
from claimants.intake.actions import send_claim
from claimants.intake.queries import facts_of
from claimants.intake.rules import tasks
from claimants.mandates.actions import compare
from claimants.mandates.models import Mandate
from claimants.mandates.queries import in_force
from claimants.mandates.tasks import compare_all
from claimants.notices.models import Notice
from claimants.people.models import Claimant
from claimants.review.actions import accept, open_review
from documents.freezing.checks import refuse_overtaken_mandates
from documents.rounds.gate import reason_of
from documents.rounds.models import Round
from documents.rounds.queries import candidates
from litigation.errors import DomainError
from litigation.law.figures import today
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.claimants.mandates.conftest import sign
from tests.pages import says

pytestmark = pytest.mark.django_db


def tell(claim, what, **said):
    """One answer of the person, through its action."""
    person = Claimant.objects.get(pk=claim.claimant_id)
    name = {"family_name": "NGUYEN", "given_name": "THI HUONG", "one_name": False, "own_name": "Nguyễn Thị Hường"}
    address = {"country": "VN", "address": "12 Nguyen Hue\nHo Chi Minh City", "postcode": "700000"}
    usual = {"name": name | {"hangul_name": "응우옌 티 흐엉"}, "address": address}.get(what, {})
    {"name": details.save_name, "address": details.save_address, "birth": details.save_birth,
     "nationality": details.save_nationalities, "contact": details.save_contact}[what](
        claimant=person, actor=person.account, **usual | said)  # fmt: skip
    return Claim.objects.get(pk=claim.pk)


def draft(**answers):
    claim = factories.make_claim(ready=True, **answers)
    factories.make_member(claim.case, of_record=True)
    Mandate.objects.all().delete()
    tell(claim, "name")
    sign(Claim.objects.get(pk=claim.pk))
    return Claim.objects.get(pk=claim.pk)


CHANGES = [
    ("name", {"family_name": "TRAN"}, "name"),
    ("name", {"own_name": "Trần Thị Hường"}, "name"),
    ("birth", {"birth_date": date(1987, 3, 28)}, "birth"),
    ("nationality", {"nationalities": [("TH", None, None)]}, "nationality"),
    ("address", {"address": "1 Le Loi\nHue"}, "address"),
]


@pytest.mark.parametrize(("what", "said", "code"), CHANGES)
def test_mandate_lapses_with_each_thing_it_prints(what, said, code):
    claim = tell(draft(), what, **said)
    assert (in_force(claim).lapsed, in_force(claim).counts) == (code, False)
    event = LedgerEvent.objects.filter(verb="mandate.lapsed").get()
    assert event.data == {"why": code}
    with pytest.raises(DomainError) as refused:
        send_claim(claim=claim, actor=claim.claimant.account)
    assert refused.value.code == "claim.not_ready"


@pytest.mark.parametrize(
    ("what", "said"), [("contact", {"phone": "+84901234567"}), ("name", {"hangul_name": "응우엔 티 흐엉"})]
)
def test_mandate_stays_with_what_it_does_not_print_and_how_korean_spells_it(what, said):
    claim = tell(draft(), what, **said)
    assert in_force(claim).counts
    assert not LedgerEvent.objects.filter(verb="mandate.lapsed").exists()


def test_mandate_counts_again_when_the_answer_is_put_back():
    claim = draft()
    tell(claim, "address", address="1 Le Loi\nHue")
    claim = tell(claim, "address")
    assert in_force(claim).counts
    verbs = ["mandate.lapsed", "mandate.counts_again"]
    assert list(LedgerEvent.objects.filter(verb__in=verbs).values_list("verb", flat=True)) == verbs


def test_task_and_page_say_what_changed_and_lead_to_a_new_signature(client):
    claim = tell(draft(), "address", address="1 Le Loi\nHue")
    [task] = [each for each in tasks(facts_of(claim)) if each.key == "authority"]
    assert (task.state, task.why) == ("todo", "Changed since it was signed: the address. Sign it again.")
    client.force_login(claim.claimant.account)
    assert says(client.get(reverse("my")), "Changed since it was signed: the address.")
    page = client.get(reverse("my_authority"))
    assert says(page, "It counts no longer.")
    assert reverse("my_authority_sign") in page.content.decode()


def test_sent_claim_with_a_lapsed_mandate_is_signed_anew_and_the_person_is_told(client):
    claim = draft()
    send_claim(claim=claim, actor=claim.claimant.account)
    claim = tell(claim, "address", address="1 Le Loi\nHue")
    assert list(Notice.objects.filter(kind="sign_again").values_list("user", flat=True)) == [claim.claimant.account_id]
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my"))
    assert says(page, "Until you sign it again, nobody can act for you.")
    assert (says(page, "Sign your power of attorney again."), says(page, "Nothing. Keep your papers")) == (True, False)
    new = sign(claim)
    assert (in_force(claim), new.counts, new.snapshot["person"]["address"]) == (
        new,
        True,
        "1 Le Loi, Hue, 700000, 베트남",
    )
    with pytest.raises(DomainError) as refused:
        sign(Claim.objects.get(pk=claim.pk), method="typed", typed_name="Huong Nguyen Thi")
    assert refused.value.code == "claim.not_editable"


def test_accepted_claim_whose_mandate_lapsed_is_not_called_ready_for_the_court(client):
    claim = draft()
    send_claim(claim=claim, actor=claim.claimant.account)
    attorney = factories.make_member(claim.case).user
    open_review(claim=claim, actor=attorney)
    accept(claim=claim, actor=attorney)
    client.force_login(claim.claimant.account)
    ready = "Ready for the court. We file it in the next round."
    assert says(client.get(reverse("my")), ready)
    claim = tell(claim, "address", address="1 Le Loi\nHue")
    page = client.get(reverse("my"))
    assert (says(page, ready), says(page, "Before it can go to the court you have to sign again.")) == (False, True)
    sign(claim)
    assert says(client.get(reverse("my")), ready)


def test_nobody_is_accepted_by_a_lapsed_mandate(client):
    claim = draft()
    send_claim(claim=claim, actor=claim.claimant.account)
    claim = tell(claim, "address", address="1 Le Loi\nHue")
    attorney = factories.make_member(claim.case).user
    open_review(claim=claim, actor=attorney)
    with pytest.raises(DomainError) as refused:
        accept(claim=Claim.objects.get(pk=claim.pk), actor=attorney)
    assert refused.value.code == "claim.no_mandate"
    assert refused.value.sentence.endswith("Changed since it was signed: the address.")


def test_lapsed_mandate_keeps_a_claim_out_of_a_round():
    claim = factories.make_claim(status="accepted")
    lead = factories.make_user()
    round = Round.objects.create(case=claim.case, number=1, amount_won=1_000_000, prepared_by=lead)
    Mandate.objects.filter(claim=claim).update(lapsed="address")
    reasons = dict(candidates(round).values_list("pk", "reason"))
    assert reasons[claim.pk] == "mandate_lapsed"
    assert str(reason_of("mandate_lapsed").words) == "Power of attorney overtaken"


def test_freeze_looks_at_the_mandates_themselves():
    """Where something changed the answers past their actions, what is written down about the mandate is not enough."""
    claim = factories.make_claim(status="accepted")
    Claimant.objects.filter(pk=claim.claimant_id).update(family_name="TRAN")
    claim = Claim.objects.get(pk=claim.pk)
    claim.signed_mandates = list(claim.mandates.filter(state="signed"))
    with pytest.raises(DomainError) as refused:
        refuse_overtaken_mandates([claim], ())
    assert (refused.value.code, claim.reference in refused.value.sentence) == ("round.mandates", True)


# Minors ----------------------------------------------------------------------------------------------------------------
def years_ago(years, days=0):
    return today().replace(year=today().year - years) + timedelta(days=days)


def test_minor_signs_nothing_and_the_page_says_from_when_on(client):
    claim = draft()
    Mandate.objects.all().delete()
    claim = tell(claim, "birth", birth_date=years_ago(19, days=1))
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert (refused.value.code, refused.value.status) == ("mandate.minor", 409)
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_authority"))
    assert says(page, "both parents sign for somebody under age")
    assert reverse("my_authority_sign") not in page.content.decode()
    assert client.get(reverse("my_authority_sign")).status_code == 302
    [task] = [each for each in tasks(facts_of(claim)) if each.key == "authority"]
    assert task.state == "blocked"


def test_who_is_nineteen_today_signs():
    claim = draft()
    claim = tell(claim, "birth", birth_date=years_ago(19))
    assert sign(claim).counts


def test_mandate_that_a_minor_signed_counts_for_nothing():
    """Of before the age was asked, or under a birth date that was put right."""
    claim = tell(draft(), "birth", birth_date=years_ago(15))
    assert in_force(claim).lapsed == "birth"
    Mandate.objects.update(lapsed="")
    mandate = in_force(claim)
    mandate.snapshot["person"]["birth_date"] = years_ago(15).isoformat()
    mandate.save(update_fields=["snapshot"])
    claim = tell(claim, "contact", phone="+84901234567")
    assert in_force(claim).lapsed == "age"
    [task] = [each for each in tasks(facts_of(claim)) if each.key == "authority"]
    assert task.state == "blocked"


# Korean spelling --------------------------------------------------------------------------------------------------------
def test_korean_spelling_that_only_stayed_beside_another_name_is_confirmed_anew():
    claim = tell(draft(), "name", family_name="TRAN")
    assert claim.claimant.hangul_confirmed_at is None
    claim = tell(claim, "name", family_name="TRAN", hangul_name="쩐 티 흐엉")
    assert claim.claimant.hangul_confirmed_at is not None


def test_korean_spelling_stays_confirmed_when_the_same_names_are_saved_again():
    claim = draft()
    before = claim.claimant.hangul_confirmed_at
    assert tell(claim, "name").claimant.hangul_confirmed_at == before


# Lawyers -----------------------------------------------------------------------------------------------------------------
def test_mandate_lapses_when_none_of_its_lawyers_acts_any_more():
    claim = draft()
    other = factories.make_member(claim.case, of_record=True, bar_number="99999")
    compare_all()
    assert in_force(claim).counts
    claim.case.members.exclude(pk=other.pk).update(of_record=False)
    compare_all()
    assert in_force(claim).lapsed == "lawyers"


def test_mandate_of_a_plaintiff_stands_as_it_was_signed():
    """In a paper of the court it is what it was then; a change comes by the roster."""
    claim = factories.make_claim(status="in_round")
    Claimant.objects.filter(pk=claim.claimant_id).update(family_name="TRAN")
    compare(claim=Claim.objects.get(pk=claim.pk))
    assert in_force(claim).counts
