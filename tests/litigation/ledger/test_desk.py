"""The page of the ledger: who may read it, what its filters find, how rows are named."""

import pytest
from django.urls import reverse
from django.utils import timezone

from litigation.cases import desk_ledger as ledger_desk
from litigation.ledger.models import LedgerEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def claim(db):
    return factories.make_claim(case=factories.make_case(), status="in_review")


@pytest.fixture
def auditor(client, claim):
    client.force_login(factories.make_member(claim.case, "auditor").user)
    return client


def rows(client, **query):
    return client.get(reverse("desk_ledger"), query).context["rows"]


@pytest.mark.parametrize(
    ("role", "status"), [("auditor", 200), ("case_lead", 200), ("attorney", 403), ("coordinator", 403)]
)
def test_only_leads_and_auditors_read_the_ledger(client, claim, role, status):
    client.force_login(factories.make_member(claim.case, role).user)
    assert client.get(reverse("desk_ledger")).status_code == status


def test_rows_are_newest_first_in_words_with_the_reference_and_no_name_of_a_claimant(auditor, claim):
    found = rows(auditor)
    newest = found[0]
    assert (newest["sentence"], newest["claim"][0]) == ("Role given", "")
    begun = next(row for row in found if row["event"].verb == "claim.review_begun")
    assert (begun["sentence"], begun["who"], begun["claim"]) == (
        "Reading begun",
        str(claim.reviewer),
        (claim.reference, reverse("desk_claim", args=[claim.reference])),
    )
    sent = next(row for row in found if row["event"].verb == "claim.submitted")
    assert (sent["who"], str(sent["role"])) == ("", "claimant")
    page = auditor.get(reverse("desk_ledger")).content.decode()
    assert "NGUYEN" not in page and "Reading begun" in page


def test_no_verb_of_a_claims_life_is_shown_as_a_code(auditor, claim):
    assert [row["sentence"] for row in rows(auditor) if row["sentence"] == row["event"].verb] == []


def test_filters_find_by_verb_colleague_claim_and_days(auditor, claim):
    other = factories.make_claim(case=claim.case, status="submitted")
    today = timezone.localdate().isoformat()
    verbs = [
        [row["event"].verb for row in rows(auditor, **query)]
        for query in (
            {"verb": "claim.review_begun"},
            {"who": str(claim.reviewer_id)},
            {"claim": other.reference.lower(), "verb": "claim.submitted"},
            {"from": today, "until": today, "verb": "claim.submitted"},
            {"until": "2020-01-01"},
        )
    ]
    assert verbs == [["claim.review_begun"], ["claim.review_begun"], ["claim.submitted"], ["claim.submitted"] * 2, []]


def test_filters_that_make_no_sense_are_named_and_left_out(auditor, claim):
    page = auditor.get(reverse("desk_ledger"), {"verb": "nonsense", "claim": "HK-1", "from": "soon", "after": "x"})
    assert page.context["ignored"] == ["verb=nonsense", "claim=HK-1", "from=soon", "the place in the list"]
    assert len(page.context["rows"]) == LedgerEvent.objects.filter(case_id=str(claim.case_id)).count()


def test_pages_follow_each_other_without_gaps(auditor, claim, monkeypatch):
    monkeypatch.setattr(ledger_desk, "PER_PAGE", 4)
    seen, address = [], reverse("desk_ledger")
    while address:
        context = auditor.get(address).context
        seen += [row["event"].seq for row in context["rows"]]
        address = context["next_url"]
    assert seen == list(
        LedgerEvent.objects.filter(case_id=str(claim.case_id)).order_by("-seq").values_list("seq", flat=True)
    )
