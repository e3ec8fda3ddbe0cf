import pytest

from claimants.consents import rules
from claimants.consents.actions import save_consents, withdraw_consent
from claimants.consents.models import Consent
from litigation.cases.actions import amend_text
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, make_user

pytestmark = pytest.mark.django_db

REQUIRED = {"collection", "unique_id", "court", "cost_risk"}


def save(claim, given, language="en"):
    save_consents(claim=claim, given=given, language=language, actor=claim.claimant.account)


def acts(claim):
    return rules.newest_acts(claim.consents.all())


@pytest.fixture
def claim():
    return make_claim(case=make_case())


def test_each_purpose_gets_its_own_row_with_the_text_that_was_shown(claim):
    save(claim, REQUIRED)
    assert acts(claim) == {**dict.fromkeys(REQUIRED, "given"), "contact": "declined"}
    texts = set(claim.consents.values_list("text__key", "text__language", "text__version"))
    assert ("disclosure.cost_risk", "en", 1) in texts and ("consent.collection", "en", 1) in texts
    assert LedgerEvent.objects.filter(verb="consent.given").count() == 4


def test_the_same_answers_again_add_no_row(claim):
    save(claim, REQUIRED)
    save(claim, REQUIRED)
    assert Consent.objects.count() == 5


def test_a_changed_answer_is_a_new_row_and_the_old_one_stays(claim):
    save(claim, REQUIRED)
    save(claim, REQUIRED | {"contact"}, language="ko")
    rows = list(claim.consents.filter(purpose="contact").values_list("act", "text__language"))
    assert rows == [("declined", "en"), ("given", "ko")]


def test_a_required_purpose_left_out_is_named_and_nothing_is_written(claim):
    with pytest.raises(DomainError) as refused:
        save(claim, REQUIRED - {"court"})
    assert (refused.value.code, set(refused.value.fields)) == ("consent.required", {"court"})
    assert Consent.objects.count() == 0


def test_keeping_data_abroad_is_asked_only_where_it_is_so():
    claim = make_claim(case=make_case(hosted_abroad=True))
    assert [purpose for purpose, _, _ in rules.asked(claim.case)] == [
        "collection",
        "unique_id",
        "court",
        "cross_border",
        "cost_risk",
        "contact",
    ]
    with pytest.raises(DomainError) as refused:
        save(claim, REQUIRED)
    assert set(refused.value.fields) == {"cross_border"}


def test_a_consent_can_be_taken_back_once(claim):
    save(claim, REQUIRED)
    take_back = {"claim": claim, "purpose": "collection", "language": "en", "actor": claim.claimant.account}
    withdraw_consent(**take_back)
    assert acts(claim)["collection"] == "withdrawn"
    assert rules.missing(claim.case, claim.consents.all()) == ["collection"]
    with pytest.raises(DomainError) as refused:
        withdraw_consent(**take_back)
    assert refused.value.code == "consent.not_given"


def test_consents_are_fixed_once_the_claim_is_sent():
    claim = make_claim(case=make_case(), status="submitted")
    with pytest.raises(DomainError) as refused:
        save(claim, REQUIRED | {"contact"})
    assert refused.value.code == "claim.not_editable"


def test_an_amended_text_is_the_one_that_is_agreed_to(claim):
    body = "# Giving your details to the court\n\nNew words."
    amended = amend_text(case=claim.case, key="consent.court", language="en", body=body, actor=make_user())
    save(claim, REQUIRED)
    assert claim.consents.get(purpose="court").text == amended
