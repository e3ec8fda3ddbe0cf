"""Before a round is filed: what is checked binds, on the page, through the API and in the action behind both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.changes.actions import correct_name, drop
from documents.exhibits.models import Exhibit
from documents.filing import actions
from documents.filing.models import FiledAnyway
from documents.filing.queries import before_filing
from documents.filing.rules import ASKS, CHECKS
from documents.packages.actions import record_spot_check
from documents.packages.models import Package
from documents.papers.queries import package_files
from documents.proceedings.models import Proceeding
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move
from tests.api.conftest import program
from tests.documents import people
from tests.documents.packages.conftest import bells, case, freeze, lead, make, reader  # noqa: F401
from tests.documents.proceedings.test_desk import typed
from tests.litigation.accounts.tools import is_there
from tests.pages import says

pytestmark = pytest.mark.django_db
COURT = {"court": "서울중앙지방법원", "division": "제15민사부", "number": "2026가합12345"}


@pytest.fixture(autouse=True)
def _confirmed(case, settings):  # noqa: F811
    """Counsel has confirmed every text; each test takes away what it is about."""
    settings.STAFF_SECOND_FACTOR = False
    attorney = case.members.get(role="attorney").user
    CaseText.objects.filter(case=case).update(confirmed_by=attorney, confirmed_on=timezone.localdate())


@pytest.fixture
def package(freeze, make):  # noqa: F811
    return make(freeze(2))


@pytest.fixture
def seen(package, reader):  # noqa: F811
    """A package of which everybody drawn was found right."""
    for entry in package.round.roster.all():
        people.look_through(package, entry, reader)
        record_spot_check(package=package, entry=entry, passed=True, actor=reader)
    return package


def found(round):
    return {each.code: each.n for each in before_filing(round)}


def file(round, actor, **more):
    return actions.file(round=round, actor=actor, filed_on=timezone.localdate(), **COURT | more)


def refusal(round, actor, **more):
    with pytest.raises(DomainError) as refused:
        file(round, actor, **more)
    assert not Proceeding.objects.exists()
    return refused.value.code


def test_round_whose_papers_were_looked_at_is_filed_without_a_word(seen, lead):  # noqa: F811
    assert found(seen.round) == {}
    assert file(seen.round, lead).number == COURT["number"]
    assert not FiledAnyway.objects.exists()


def test_round_without_papers_is_not_filed(freeze, lead):  # noqa: F811
    round = freeze(1)
    assert found(round) == {"no_package": 0}
    assert refusal(round, lead) == "filing.blocked"


def test_recorded_wrong_stops_the_filing_until_somebody_found_it_right(seen, lead, reader):  # noqa: F811
    entry = seen.round.roster.get(number=1)
    record_spot_check(package=seen, entry=entry, passed=False, note="Another signature", actor=lead)
    assert found(seen.round) == {"wrong": 1}
    assert refusal(seen.round, lead, reasons={"wrong": "It is fine."}) == "filing.blocked"
    record_spot_check(package=seen, entry=entry, passed=True, actor=reader)
    file(seen.round, lead)


def test_unfinished_spot_check_asks_a_named_person_for_a_reason(package, lead):  # noqa: F811
    assert found(package.round) == {"unseen": 2}
    assert refusal(package.round, lead) == "filing.reason"
    assert refusal(package.round, lead, reasons={"unseen": "  "}) == "filing.reason"
    file(package.round, lead, reasons={"unseen": " The last\nday. "})
    kept = FiledAnyway.objects.values_list("check_code", "count", "reason", "given_by")
    assert list(kept) == [("unseen", 2, "The last day.", lead.pk)]
    assert LedgerEvent.objects.get(verb="round.filed_anyway").data == {"checks": ["unseen"]}


@pytest.mark.parametrize(
    ("values", "code", "n"), [({"gaps": 3, "state": "incomplete"}, "gaps", 3), ({"problems": 1}, "damaged", 1)]
)
def test_package_that_is_not_whole_is_not_filed(seen, lead, values, code, n):  # noqa: F811
    Package.objects.filter(pk=seen.pk).update(**values)
    assert found(seen.round) == {code: n}
    assert refusal(seen.round, lead) == "filing.blocked"


def test_flaws_texts_and_sums_ask_for_a_reason_each(seen, lead):  # noqa: F811
    paper = package_files(seen.round).filter(path__endswith=".pdf").first()
    paper.flaws = "glyph"
    paper.save(update_fields=["flaws"])
    CaseText.objects.filter(key="complaint.prayer").update(confirmed_by=None, confirmed_on=None)
    assert found(seen.round) == {"flaws": 1, "unconfirmed": 1}
    assert {CHECKS[code].how for code in ("flaws", "unconfirmed", "unseen", "uncounted")} == {ASKS}
    assert refusal(seen.round, lead, reasons={"flaws": "Only a dot."}) == "filing.reason"
    file(seen.round, lead, reasons={"flaws": "Only a dot.", "unconfirmed": "Read aloud by counsel."})


# Versions of the roster reach the package ------------------------------------------------------------------------------
def test_who_left_since_the_freeze_stops_the_filing_and_stands_in_no_paper_made_again(seen, lead, make):  # noqa: F811
    round, claim = seen.round, seen.round.roster.get(number=2).claim
    name = claim.claimant.hangul_name
    move(claim, "withdrawn", actor=claim.claimant.account)
    assert found(round) == {"gone": 1}
    drop(round=round, number=2, reason="Left by the page.", actor=lead)
    assert found(round) == {"overtaken": 0}
    assert refusal(round, lead) == "filing.blocked"
    again = make(round)
    assert (again.roster_version, again.state, again.roster.roster_count) == (2, "ready", 1)
    assert not again.contents.filter(path__contains=name.replace(" ", "")).exists()
    assert seen.contents.filter(path__contains="_0002_").exists()  # the older one is kept as it was
    assert not again.contents.filter(path__contains="_0002_").exists()
    assert again.roster.shared.sum("value_of_claim") in (None, round.amount_won)
    assert found(round) == {"unseen": 1}
    file(round, lead, reasons={"unseen": "The last day."})


def test_exhibit_that_left_with_its_plaintiff_asks_for_a_reason_where_a_text_cites_it(case, freeze, make, lead):  # noqa: F811
    texts = CaseText.objects.filter(case=case, key="complaint.2_facts")
    texts.update(body="# 사실관계\n\n하나 (갑 제3호증의 2, 별지 1).")
    round = freeze(2)
    make(round)
    assert "cites" not in found(round)
    drop(round=round, number=2, reason="Left.", actor=lead)
    make(round)
    [cites] = [each for each in before_filing(round) if each.code == "cites"]
    assert (cites.n, cites.how) == (1, ASKS)
    assert cites.words == "Texts cite what the papers do not have: 1 (“사실관계”, line 3: 갑 제3호증의 2)"
    assert refusal(round, lead, reasons={"unseen": "The last day."}) == "filing.reason"
    file(round, lead, reasons={"unseen": "The last day.", "cites": "A brief mends it."})


@pytest.mark.parametrize(("cited", "times"), [("별지 1", 0), ("갑 제3호증의 1 내지 2, 갑 제3호증", 1)])
def test_exhibits_are_asked_once_and_only_where_a_text_cites_one(case, freeze, make, cited, times):  # noqa: F811
    CaseText.objects.filter(case=case, key="complaint.2_facts").update(body=f"# 사실관계\n\n하나 ({cited}).")
    package = make(freeze(2))
    with CaptureQueriesContext(connection) as asked:
        before_filing(package.round)
    assert sum(f'FROM "{Exhibit._meta.db_table}"' in each["sql"] for each in asked) == times


def test_page_of_the_round_follows_the_roster_and_says_what_is_overtaken(client, seen, lead, make):  # noqa: F811
    round = seen.round
    is_there(client, lead)
    at = reverse("desk_round", args=[round.number])
    assert not says(client.get(at), "The roster changed since these papers were made.")
    drop(round=round, number=2, reason="Asked us.", actor=lead)
    page = client.get(at)
    assert says(page, "The roster changed since these papers were made.")
    assert (says(page, "no. 1 – 2"), says(page, "taken out: 1")) == (True, True)
    assert (page.context["roster"].roster_count, page.context["claimed"]) == (1, round.amount_won)
    assert not says(client.get(reverse("desk_round_roster", args=[round.number])), "Paper not made yet")
    make(round)
    assert not says(client.get(at), "The roster changed since these papers were made.")


def test_corrected_name_stands_in_the_papers_made_again(seen, lead, make):  # noqa: F811
    round = seen.round
    correct_name(round=round, number=1, names={"hangul": "바른이름"}, reason="Typed wrongly.", actor=lead)
    again = make(round)
    paths = " ".join(again.contents.values_list("path", flat=True))
    assert ("_0001_바른이름" in paths, "_0002_" in paths) == (True, True)
    kept = set(seen.contents.values_list("path", "sha256")) & set(again.contents.values_list("path", "sha256"))
    assert any("_0002_" in path for path, _sha256 in kept)  # who did not change is taken over, byte for byte


def test_change_after_filing_changes_no_package(seen, lead, make):  # noqa: F811
    file(seen.round, lead)
    drop(round=seen.round, number=2, reason="Asked us.", actor=lead)
    again = make(seen.round)
    assert (again.roster_version, again.manifest_sha256) == (1, seen.manifest_sha256)


# The page and the API --------------------------------------------------------------------------------------------------
def test_page_says_what_stops_it_and_then_takes_the_reasons_and_the_number(client, seen, lead, make):  # noqa: F811
    round = seen.round
    is_there(client, lead)
    at = reverse("desk_round_file", args=[round.number])
    record_spot_check(package=seen, entry=round.roster.get(number=1), passed=False, note="Wrong", actor=lead)
    page = client.get(at)
    assert says(page, "This round cannot be filed yet.")
    assert 'name="number"' not in page.content.decode()
    make(round)
    page = client.get(at)
    assert ('name="number"' in page.content.decode(), 'name="reason_unseen"' in page.content.decode()) == (True, True)
    sent = COURT | typed("filed_on", timezone.localdate())
    wrong = client.post(at, sent | {"number": "nonsense"})
    assert (wrong.status_code, says(wrong, "This is no number of a court")) == (422, True)
    assert client.post(at, sent).status_code == 422
    done = client.post(at, sent | {"reason_unseen": "The last day."})
    suit = Proceeding.objects.get()
    assert done.url == reverse("desk_proceeding", args=[suit.pk])
    assert COURT["number"] in client.get(reverse("desk_round_court", args=[round.number])).content.decode()


def test_program_reads_what_stops_it_and_files_with_reasons(package, lead):  # noqa: F811
    staff = program(lead, "round.read", "round.file", "deadline.read", case=package.round.case)
    at = f"/api/v1/rounds/{package.round.number}/file/"
    assert staff.get(at).json() == [
        {
            "code": "unseen",
            "how": "asks",
            "n": 2,
            "words": "Drawn for a spot check and not looked at: 2",
            "cure": "Look at their papers, or say why the round is filed without.",
        }
    ]
    said = {**COURT, "number": "2026 가합 12345", "filed_on": timezone.localdate().isoformat()}
    refused = staff.post(at, said)
    assert (refused.status_code, refused.json()["code"], list(refused.json()["fields"])) == (
        422,
        "filing.reason",
        ["reason_unseen"],
    )
    answer = staff.post(at, {**said, "reasons": {"unseen": "The last day."}})
    suit = Proceeding.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": str(suit.pk),
            "round": package.round.number,
            "instance": "first",
            "court": COURT["court"],
            "division": COURT["division"],
            "number": COURT["number"],
            "filed_on": said["filed_on"],
        },
    )
    twice = staff.post(at, {**said, "reasons": {"unseen": "Again."}})
    assert (twice.status_code, twice.json()["code"]) == (409, "workflow.not_allowed")
