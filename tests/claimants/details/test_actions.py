from datetime import date

import pytest

from claimants.details import actions
from claimants.people.models import Claimant
from claimants.people.words import address_line
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.vault.index import blind_index
from tests.factories import make_case, make_claim

pytestmark = pytest.mark.django_db


def change_name(person):
    names = {"family_name": "TRAN", "given_name": "AN", "one_name": False, "own_name": "", "hangul_name": ""}
    actions.save_name(claimant=person, actor=person.account, **names)


def test_name_is_saved_and_told_to_the_ledger_without_itself():
    claim = make_claim()
    change_name(claim.claimant)
    saved = Claimant.objects.get()
    assert (saved.passport_name, saved.hangul_confirmed_at, saved.version) == ("TRAN AN", None, 2)
    event = LedgerEvent.objects.filter(verb="claimant.answered").get()
    assert (event.data, event.claim_id, event.actor_id) == (
        {"page": "name"},
        str(claim.pk),
        str(claim.claimant.account_id),
    )


def test_a_hangul_name_the_person_typed_is_confirmed():
    person = make_claim(ready=True).claimant
    assert person.hangul_name == "응우옌 티 흐엉"
    assert person.hangul_confirmed_at is not None


def test_passport_number_is_sealed_and_can_be_found_again():
    person = make_claim(ready=True, passport_number=" c12 34567 ").claimant
    assert person.passport_number == "C1234567"
    assert person.passport_index == blind_index("C1234567", "passport")
    assert "C1234567" not in str(Claimant.objects.values_list("passport_number", flat=True).get().token)


def test_nationalities_are_replaced_and_the_passport_stays():
    person = make_claim(ready=True).claimant
    number = person.passport_number
    held = [("KR", date(2015, 1, 1), None), ("VN", None, date(2015, 12, 31))]
    actions.save_nationalities(claimant=person, nationalities=held, actor=person.account)
    rows = person.nationalities.values_list("country", "held_from", "held_until").order_by("country")
    assert list(rows) == held
    assert Claimant.objects.get().passport_number == number


def test_no_nationality_is_refused():
    person = make_claim().claimant
    with pytest.raises(DomainError) as refused:
        actions.save_nationalities(claimant=person, nationalities=[], actor=person.account)
    assert refused.value.code == "claimant.no_nationality"


@pytest.mark.parametrize(
    "status, code", [("submitted", "claimant.sent"), ("accepted", "claimant.sent"), ("filed", "claimant.frozen")]
)
def test_who_somebody_is_cannot_change_after_sending(status, code):
    person = make_claim(case=make_case(), status=status).claimant
    with pytest.raises(DomainError) as refused:
        change_name(person)
    assert (refused.value.code, refused.value.status) == (code, 409)
    assert Claimant.objects.get().family_name == "NGUYEN"


def test_a_refused_change_of_nationality_leaves_the_old_ones():
    person = make_claim(case=make_case(), status="submitted").claimant
    with pytest.raises(DomainError):
        actions.save_nationalities(claimant=person, nationalities=[("KR", None, None)], actor=person.account)
    assert list(person.nationalities.values_list("country", flat=True)) == ["VN"]


def test_name_can_change_again_while_a_lawyer_waits():
    person = make_claim(case=make_case(), status="needs_information").claimant
    change_name(person)
    assert Claimant.objects.get().family_name == "TRAN"


@pytest.mark.parametrize("status, may", [("accepted", True), ("in_round", False)])
def test_address_stays_open_until_the_papers_are_made(status, may):
    person = make_claim(case=make_case(), status=status).claimant
    new = {"country": "VN", "address": "1 Le Loi\nHue", "postcode": ""}
    if may:
        actions.save_address(claimant=person, actor=person.account, **new)
    else:
        with pytest.raises(DomainError):
            actions.save_address(claimant=person, actor=person.account, **new)
    assert (Claimant.objects.get().address == "1 Le Loi\nHue") is may


def test_phone_stays_open_for_ever():
    person = make_claim(case=make_case(), status="filed").claimant
    actions.save_contact(claimant=person, phone="+84 91 111 11 11", actor=person.account)
    assert Claimant.objects.get().phone == "+84 91 111 11 11"


def test_an_empty_hangul_name_is_refused():
    person = make_claim().claimant
    with pytest.raises(DomainError) as refused:
        actions.confirm_hangul(claimant=person, hangul_name=" ", actor=person.account)
    assert refused.value.fields == {"hangul_name": "Enter the name in Hangul."}


@pytest.mark.parametrize("field", ["family_name", "given_name", "hangul_name"])
def test_names_that_papers_stand_on_are_refused_where_they_cannot_be_printed(field):
    """By whatever way they come: the pages and endpoints only ask for their letters."""
    person = make_claim().claimant
    names = {"family_name": "TRAN", "given_name": "AN", "one_name": False, "own_name": "ꪎ", "hangul_name": ""}
    with pytest.raises(DomainError) as refused:
        actions.save_name(claimant=person, actor=person.account, **names | {field: "A\x07B"})
    assert (refused.value.code, set(refused.value.fields)) == ("text.unprintable", {field})
    assert "U+0007" in refused.value.sentence
    assert Claimant.objects.get().version == 1
    actions.save_name(claimant=person, actor=person.account, **names)
    assert Claimant.objects.get().own_name == "ꪎ"


def test_a_korean_spelling_that_cannot_be_printed_is_not_confirmed():
    person = make_claim().claimant
    with pytest.raises(DomainError) as refused:
        actions.confirm_hangul(claimant=person, hangul_name="김ꪎ", actor=person.account)
    assert (refused.value.code, Claimant.objects.get().hangul_confirmed_at) == ("text.unprintable", None)


def test_korean_letters_of_an_address_die_with_the_address(db):
    claimant = make_claim(ready=True).claimant
    at_home = {
        "country": "VN",
        "address": "12 Nguyen Hue",
        "postcode": "700000",
        "address_ko": "베트남 호찌민시 응우옌후에 12",
    }
    actions.save_address(claimant=claimant, actor=claimant.account, **at_home)
    assert address_line(claimant) == "베트남 호찌민시 응우옌후에 12"
    actions.save_address(claimant=claimant, actor=claimant.account, **at_home)
    assert claimant.address_ko == "베트남 호찌민시 응우옌후에 12"
    for moved in ({"address": "1 Le Loi"}, {"postcode": "530000"}, {"country": "LA"}):
        actions.save_address(claimant=claimant, actor=claimant.account, **at_home)
        actions.save_address(claimant=claimant, actor=claimant.account, **at_home | moved)
        assert claimant.address_ko is None
    actions.save_address(
        claimant=claimant, actor=claimant.account, **at_home | {"address_ko": "베트남 후에시 레러이 1"}
    )
    assert claimant.address_ko == "베트남 후에시 레러이 1"
