"""The desk's pages of rounds: who may open them, what they say, that looks are recorded, that acts happen once."""

import pytest
from django.urls import reverse

from documents.packages.models import Package
from documents.papers.models import PaperFile
from documents.rounds import actions
from documents.rounds.models import Round
from litigation.accounts.models import User
from litigation.ledger.models import LedgerEvent
from tests.documents import people
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def sign_in(client, case):
    """sign_in("auditor") → a client signed in as such a member of the case."""

    def sign_in(role):
        member = case.members.filter(role=role).first() or people.make_member(case, role)
        is_there(client, member.user)
        return client

    return sign_in


@pytest.fixture
def lead_client(sign_in, lead):
    return sign_in("case_lead")


def pages(round, package):
    paper = PaperFile.objects.first()
    return {
        "list": reverse("desk_rounds"),
        "new": reverse("desk_round_new"),
        "round": reverse("desk_round", args=[round.number]),
        "papers": reverse("desk_papers", args=[round.number, "complaint"]),
        "paper": reverse("desk_paper", args=[paper.pk]),
        "zip": reverse("desk_package_zip", args=[package.pk]),
        "file": reverse("desk_package_file", args=[package.pk, package.contents.first().pk]),
        "held_back": reverse("desk_round_blocked", args=[round.number, "mandate"]),
    }


def test_each_role_opens_what_it_may(freeze, make, sign_in):
    round = freeze(1)
    found = pages(round, make(round))
    may = {
        "auditor": {"list", "round", "held_back"},
        "attorney": {"list", "round", "held_back", "papers", "paper", "zip", "file"},
        "coordinator": set(found),
        "case_lead": set(found),
    }
    for role, allowed in may.items():
        opened = {name for name, url in found.items() if sign_in(role).get(url).status_code == 200}
        assert opened == allowed, role


def test_claimant_and_stranger_see_nothing(freeze, make, client):
    round = freeze(1)
    found = pages(round, make(round))
    assert {client.get(url).status_code for url in found.values()} == {302}
    is_there(client, User.objects.get(email="p0@airport-face-data.example.org"))
    assert {client.get(url).status_code for url in found.values()} == {403}


def test_another_case_is_not_found_like_one_that_is_absent(freeze, make, client):
    round = freeze(1)
    found = pages(round, make(round))
    other = people.make_case("other-case")
    is_there(client, people.make_member(other, "case_lead").user)
    for name in ("round", "papers", "paper", "zip", "file"):
        assert client.get(found[name]).status_code == 404, name


def test_round_is_opened_and_its_numbers_looked_at(case, lead_client):
    people.make_accepted(case, 2)
    made = lead_client.post(reverse("desk_round_new"), {"size_limit": "", "amount_won": "700000"})
    assert made.url == reverse("desk_round", args=[1])
    assert "1,400,000 won" in lead_client.get(made.url).content.decode()


def test_attorney_does_not_freeze_and_auditor_does_not_prepare(case, sign_in, lead):
    actions.open_round(case=case, actor=lead)
    assert sign_in("attorney").post(reverse("desk_round_freeze", args=[1])).status_code == 403
    assert sign_in("auditor").post(reverse("desk_round_cancel", args=[1])).status_code == 403
    assert Round.objects.get().status == "open"


def test_wrong_numbers_keep_what_was_typed(lead_client):
    page = lead_client.post(reverse("desk_round_new"), {"size_limit": "0", "amount_won": "many"})
    assert page.status_code == 422
    assert 'value="many"' in page.content.decode()
    assert Round.objects.count() == 0


def test_open_round_names_reasons_with_their_counts(case, lead_client, lead):
    good, bad = people.make_accepted(case, 2)
    bad.evidence.update(kind="passport")
    actions.open_round(case=case, actor=lead)
    page = lead_client.get(reverse("desk_round", args=[1])).content.decode()
    assert "No proof of a trip" in page
    listed = lead_client.get(reverse("desk_round_blocked", args=[1, "evidence"])).content.decode()
    assert bad.reference in listed
    assert good.reference not in listed
    assert lead_client.get(reverse("desk_round_blocked", args=[1, "weather"])).status_code == 404


def test_making_twice_with_one_press_makes_one_package(freeze, lead_client):
    round = freeze(1)
    url = reverse("desk_round_make", args=[round.number])
    for _press in range(2):
        assert lead_client.post(url, {"_once": "same"}).url == reverse("desk_round", args=[round.number])
    assert Package.objects.count() == 1


def test_papers_of_an_open_round_are_refused_with_a_sentence(case, lead_client, lead):
    actions.open_round(case=case, actor=lead)
    answer = lead_client.post(reverse("desk_round_make", args=[1]))
    assert (answer.status_code, Package.objects.count()) == (409, 0)
    assert "freeze it first" in answer.content.decode()


def test_each_look_at_a_paper_or_package_is_one_event(freeze, make, lead_client):
    round = freeze(1)
    package = make(round)
    paper = PaperFile.objects.get(filing__type="power_of_attorney")
    body = b"".join(lead_client.get(reverse("desk_paper", args=[paper.pk])).streaming_content)
    assert body.startswith(b"%PDF")
    b"".join(lead_client.get(reverse("desk_package_zip", args=[package.pk])).streaming_content)
    events = LedgerEvent.objects.filter(verb__in=["paper.viewed", "package.downloaded"]).order_by("seq")
    assert [(event.verb, event.claim_id) for event in events] == [
        ("paper.viewed", str(paper.entry.claim_id)),
        ("package.downloaded", ""),
    ]


def test_incomplete_package_is_not_downloaded(freeze, lead, lead_client):
    from documents.packages.actions import make_papers

    package = make_papers(round=freeze(1), actor=lead)
    assert lead_client.get(reverse("desk_package_zip", args=[package.pk])).status_code == 409


def test_pages_cost_the_same_for_one_plaintiff_and_three(
    case, freeze, make, lead, lead_client, django_assert_max_num_queries
):
    round = freeze(1)
    make(round)
    with django_assert_max_num_queries(40) as first:
        lead_client.get(reverse("desk_round", args=[1]))
    people.make_accepted(case, 3, start=10)
    people.freeze(actions.open_round(case=case, actor=lead), lead)
    make(Round.objects.get(number=2))
    with django_assert_max_num_queries(len(first)) as second:
        lead_client.get(reverse("desk_round", args=[2]))
    assert len(second) <= len(first)
