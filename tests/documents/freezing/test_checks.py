"""A roster is frozen only where its texts make a complaint: afterwards nobody could put them right."""

import pytest

from claimants.claims.models import Claim
from claimants.people.models import Claimant
from claimants.trips.models import Trip
from documents.rounds import actions
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from tests.documents import people

pytestmark = pytest.mark.django_db


def no_attorney(case):
    case.members.update(of_record=False)


def no_prayer(case):
    CaseText.objects.filter(case=case, key="complaint.prayer").delete()


def no_grounds(case):
    CaseText.objects.filter(case=case, key__startswith="complaint.").exclude(key="complaint.prayer").delete()


def unknown_name(case):
    CaseText.objects.filter(case=case, key="complaint.2_facts").update(body="# 사실관계\n\n{{장관}}입니다.")


def address_that_papers_cannot_print(case):
    lives_at(Claimant.objects.first(), "12 ꪎꪳꪒ Street")


def lives_at(person, address):
    person.address = address
    person.save(update_fields=["address"])


def carrier_that_papers_cannot_print(case):
    Trip.objects.update(carrier="Air \U0001f600")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (address_that_papers_cannot_print, "round.letters"),
        (carrier_that_papers_cannot_print, "round.letters"),
        (no_attorney, "round.no_attorney"),
        (no_prayer, "round.texts_missing"),
        (no_grounds, "round.texts_missing"),
        (unknown_name, "round.texts_unfillable"),
    ],
)
def test_freeze_is_refused_and_nobody_moves(harm, code):
    case = people.make_case()
    people.make_accepted(case, 1)
    lead = people.make_member(case, "case_lead").user
    round = actions.open_round(case=case, actor=lead)
    harm(case)
    with pytest.raises(DomainError) as refused:
        people.freeze(round, lead)
    assert refused.value.code == code
    round.refresh_from_db()
    assert (round.status, round.roster.count(), round.frame) == ("open", 0, {})
    assert set(Claim.objects.values_list("status", flat=True)) == {"accepted"}


def test_freeze_names_the_claims_whose_letters_cannot_be_printed_and_goes_on_without_them():
    case = people.make_case()
    people.make_accepted(case, 3)
    lead = people.make_member(case, "case_lead").user
    round = actions.open_round(case=case, actor=lead)
    claim = case.claims.order_by("submitted_at")[1]
    lives_at(claim.claimant, "12 ꪎꪳꪒ Street")
    with pytest.raises(DomainError) as refused:
        people.freeze(round, lead)
    assert f"{claim.reference} (ꪎꪳ ꪒ)." in refused.value.sentence
    Claim.objects.filter(pk=claim.pk).update(status="needs_information")
    assert people.freeze(round, lead).roster_count == 2
