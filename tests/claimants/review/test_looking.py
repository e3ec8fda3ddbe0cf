"""Accepting asks whether anybody looked: every file that can be opened, and a line where the rule leaves it open."""

import pytest
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence, EvidencePage
from claimants.evidence.queries import seen_by
from claimants.review import actions
from claimants.review.models import Note
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import put
from tests import factories
from tests.api.conftest import program
from tests.documents.people import make_evidence
from tests.pages import says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case():
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case, user=factories.make_user(display_name="Kim Seo-yeon")).user


@pytest.fixture
def claim(case, kim):
    """A claim Kim has open, with two files."""
    claim = factories.make_claim(case=case, status="in_review", attorney=kim)
    for seed in (1, 2):
        paged(make_evidence(claim, seed=seed))
    return claim


@pytest.fixture
def desk(client, kim):
    client.force_login(kim)
    return client


def paged(file):
    """The file with its one page image."""
    image = put(b"\xff\xd8\xff not a real picture", prefix="pages").name
    EvidencePage.objects.create(evidence=file, number=1, stored_name=image, thumb_name=image, width=8, height=8)
    return file


def url(name, claim):
    return reverse(name, args=[claim.reference])


def open_page(client, file):
    assert client.get(reverse("desk_evidence_page", args=[file.pk, 1])).status_code == 200


def accept(client, claim, **said):
    return client.post(url("desk_accept", claim), said)


def standing(claim):
    return Claim.objects.get(pk=claim.pk).status


def leave_open(claim):
    Claim.objects.filter(pk=claim.pk).update(verdict="maybe")


def test_accepting_waits_until_every_file_was_opened_and_shows_the_first_that_was_not(desk, kim, claim):
    first, second = claim.evidence.all()
    open_page(desk, first)
    refused = accept(desk, claim)
    assert (refused.status_code, standing(claim)) == (422, "in_review")
    assert says(refused, "You have not opened 1 of 2 files yet. Look at it, then decide.")
    assert refused.context["viewer"].file == second
    open_page(desk, second)
    accept(desk, claim)
    assert standing(claim) == "accepted"


def test_page_counts_the_file_it_shows_and_leads_to_the_next_one(desk, claim):
    first, second = claim.evidence.all()
    page = desk.get(url("desk_claim", claim))
    assert says(page, "1 of 2 files seen") and f"?file={second.pk}" in page.content.decode()
    open_page(desk, first)
    page = desk.get(url("desk_claim", claim))
    assert page.context["viewer"].file == second
    assert says(page, "2 of 2 files seen") and not says(page, "Look at the next one")


def test_what_a_colleague_opened_was_not_opened_by_me(desk, case, kim, claim, client):
    for file in claim.evidence.all():
        open_page(desk, file)
    lee = factories.make_member(case).user
    assert [len(seen_by(claim, person).unseen) for person in (kim, lee)] == [0, 2]


def test_small_picture_is_no_look_and_a_download_is_one(desk, kim, claim):
    first, second = claim.evidence.all()
    desk.get(reverse("desk_evidence_thumb", args=[first.pk, 1]))
    desk.get(reverse("desk_evidence_original", args=[second.pk]))
    assert seen_by(claim, kim).unseen == [first]


def test_file_that_came_after_the_look_is_unseen(desk, kim, claim):
    for file in claim.evidence.all():
        open_page(desk, file)
    late = paged(make_evidence(claim, seed=3))
    with pytest.raises(DomainError) as refused:
        actions.accept(claim=claim, actor=kim)
    assert (refused.value.code, seen_by(claim, kim).unseen) == ("claim.files_unseen", [late])


def test_file_that_is_still_being_checked_is_waited_for(desk, kim, claim):
    """Whoever is quick accepts nobody before there is anything to look at."""
    for file in claim.evidence.all():
        open_page(desk, file)
    late = make_evidence(claim, seed=3)
    Evidence.objects.filter(pk=late.pk).update(pictures="waiting")
    with pytest.raises(DomainError) as refused:
        actions.accept(claim=claim, actor=kim)
    assert (refused.value.code, seen_by(claim, kim).unseen) == ("claim.files_unseen", [late])
    page = desk.get(url("desk_claim", claim))
    assert says(page, "2 of 3 files seen") and says(page, "This file is still being checked.")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: Evidence.objects.filter(pk=file.pk).update(scan="infected"),
        lambda file: EvidencePage.objects.filter(evidence=file).delete(),
        lambda file: Evidence.objects.filter(pk=file.pk).update(removed_at=file.created_at),
    ],
    ids=["infected", "no pages", "taken back"],
)
def test_file_that_cannot_be_opened_does_not_count(desk, kim, claim, spoil):
    first, second = claim.evidence.all()
    open_page(desk, first)
    spoil(second)
    seen = seen_by(claim, kim)
    assert (seen.files, seen.unseen, seen.number) == ([first], [], 1)
    actions.accept(claim=claim, actor=kim)
    assert standing(claim) == "accepted"


def test_refused_decision_leaves_nothing_behind(kim, claim):
    leave_open(claim)
    with pytest.raises(DomainError):
        actions.accept(claim=Claim.objects.get(pk=claim.pk), why="The stamp shows it.", actor=kim)
    now = Claim.objects.get(pk=claim.pk)
    assert (now.status, now.decided_at, Note.objects.count()) == ("in_review", None, 0)


# Where the rule leaves it open -----------------------------------------------------------------------------------------
@pytest.fixture
def unsure(case, kim):
    """A claim Kim has open, of which the rule says "look"."""
    claim = factories.make_claim(case=case, status="in_review", attorney=kim)
    leave_open(claim)
    return Claim.objects.get(pk=claim.pk)


def test_claim_the_rule_leaves_open_is_accepted_with_a_line_that_stays(desk, unsure):
    refused = accept(desk, unsure, why="  ")
    assert (refused.status_code, standing(unsure)) == (422, "in_review")
    assert says(refused, "Say in one line why this claim can be accepted.")
    accept(desk, unsure, why="The stamp shows 11 May.")
    event = LedgerEvent.objects.get(verb="claim.accepted")
    assert (standing(unsure), event.data["note"]) == ("accepted", str(Note.objects.get().pk))
    assert Note.objects.get().text == "The stamp shows 11 May."
    page = desk.get(url("desk_claim", unsure))
    assert [each.text for each in page.context["history"] if each.title == "Claim accepted"] == [
        "The stamp shows 11 May."
    ]


def test_what_was_typed_comes_back_with_a_refusal(desk, unsure):
    refused = accept(desk, unsure, why="x" * 301)
    assert (refused.status_code, standing(unsure)) == (422, "in_review")
    assert "x" * 301 in refused.content.decode() and says(refused, "This is too long: 301 characters.")


def test_line_is_asked_only_where_the_rule_leaves_it_open(desk, claim, unsure):
    asked = [says(desk.get(url("desk_claim", each)), "Why can it be accepted?") for each in (claim, unsure)]
    assert asked == [False, True]


def test_line_is_forgotten_with_what_its_person_gave(kim, unsure):
    actions.accept(claim=unsure, why="The stamp shows 11 May.", actor=kim)
    actions.forget(claim=unsure)
    assert Note.objects.count() == 0
    assert "stamp" not in str(list(LedgerEvent.objects.values_list("data", flat=True)))


# Through the API ---------------------------------------------------------------------------------------------------------
def test_programs_are_refused_alike_and_read_which_files_are_unseen(desk, kim, claim):
    at, kims = f"/api/v1/claims/{claim.reference}/", program(kim)
    files = list(claim.evidence.all())
    open_page(desk, files[0])
    assert kims.get(at).json()["unseen"] == [str(files[1].pk)]
    refused = kims.post(at + "accept/")
    assert (refused.status_code, refused.json()["code"]) == (422, "claim.files_unseen")
    open_page(desk, files[1])
    assert kims.post(at + "accept/").json()["status"] == "accepted"


def test_programs_say_why_where_the_rule_leaves_it_open(kim, unsure):
    kims, at = program(kim), f"/api/v1/claims/{unsure.reference}/accept/"
    refused = kims.post(at)
    assert (refused.status_code, refused.json()["code"], list(refused.json()["fields"])) == (
        422,
        "claim.look_unanswered",
        ["why"],
    )
    told = kims.post(at, {"why": "The stamp shows it."})
    assert (told.json()["status"], Note.objects.get().text) == ("accepted", "The stamp shows it.")
