"""Who appeals: everybody of the roster under exactly one heading, and no list is closed while somebody is missing."""

import pytest

from documents.changes import actions
from documents.changes.models import AppealList
from documents.changes.queries import accounts
from documents.rounds import actions as rounds
from litigation.errors import DomainError
from litigation.workflow import move
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 4)
    frozen = people.freeze(rounds.open_round(case=case, actor=lead), lead)
    move(frozen, "filed", actor=lead)
    return frozen


def say(round, lead, numbers, *, appeals):
    return actions.say_who_appeals(round=round, numbers=numbers, appeals=appeals, source="Letters.", actor=lead)


def counts(round):
    found = accounts(round)
    return found.appeals, found.stays, found.left, found.missing, found.first_missing


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_everybody_stands_under_one_heading(round, lead):
    assert counts(round) == (0, 0, 0, 4, 1)
    actions.drop(round=round, number=1, reason="Left.", actor=lead)
    assert say(round, lead, [2, 3], appeals=True) == 2
    say(round, lead, [4], appeals=False)
    assert counts(round) == (2, 1, 1, 0, None)


def test_list_is_not_closed_while_somebody_is_missing(round, lead):
    say(round, lead, [1, 2, 4], appeals=True)
    with pytest.raises(DomainError) as refused:
        actions.close_appeal_list(round=round, actor=lead)
    assert (refused.value.code, refused.value.status) == ("appeal.missing", 409)
    assert "number 3" in refused.value.sentence
    assert AppealList.objects.count() == 0


def test_closed_list_keeps_its_counts_and_takes_no_more(round, lead):
    say(round, lead, [1, 2, 3], appeals=True)
    say(round, lead, [4], appeals=False)
    closed = actions.close_appeal_list(round=round, actor=lead)
    assert (closed.appeals, closed.stays, closed.left, closed.sha256) == (3, 1, 0, accounts(round).sha256)
    assert code_of(lambda: say(round, lead, [4], appeals=True)) == "appeal.closed"
    assert code_of(lambda: actions.close_appeal_list(round=round, actor=lead)) == "appeal.closed"


def test_newer_answer_counts(round, lead):
    say(round, lead, [1], appeals=True)
    say(round, lead, [1], appeals=False)
    assert counts(round) == (0, 1, 0, 3, 2)


def test_unknown_and_left_numbers_save_nothing(round, lead):
    actions.drop(round=round, number=1, reason="Left.", actor=lead)
    assert code_of(lambda: say(round, lead, [2, 9], appeals=True)) == "appeal.unknown"
    assert code_of(lambda: say(round, lead, [1, 2], appeals=True)) == "appeal.unknown"
    assert counts(round) == (0, 0, 1, 3, 2)


def test_who_leaves_after_answering_is_counted_as_left(round, lead):
    say(round, lead, [1], appeals=True)
    actions.drop(round=round, number=1, reason="Left.", actor=lead)
    assert counts(round) == (0, 0, 1, 3, 2)


def test_nobody_appeals_before_the_round_is_filed(case, lead):
    people.make_accepted(case, 1)
    frozen = people.freeze(rounds.open_round(case=case, actor=lead), lead)
    assert code_of(lambda: say(frozen, lead, [1], appeals=True)) == "round.not_filed"


def test_answer_says_where_it_comes_from(round, lead):
    act = {"round": round, "numbers": [1], "appeals": True, "source": " ", "actor": lead}
    assert code_of(lambda: actions.say_who_appeals(**act)) == "roster.text"


def test_page_takes_ranges_and_names_who_is_missing(client, settings, round, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    at = "/staff/rounds/1/appeal/"
    wrong = client.post(at, {"numbers": "one", "appeals": "yes", "source": "Letters."})
    assert wrong.status_code == 422
    page = client.post(at, {"numbers": "1-3", "appeals": "yes", "source": "Letters."}, follow=True).content.decode()
    assert ("Saved for 3 plaintiffs." in page, "/plaintiffs/4/" in page, "Close the list" in page) == (
        True,
        True,
        False,
    )
    page = client.post(at, {"numbers": "4", "appeals": "no", "source": "A call."}, follow=True).content.decode()
    assert "Close the list" in page
    closed = client.post(at + "close/", follow=True).content.decode()
    assert "everybody is accounted for" in closed


def test_program_changes_a_roster_and_closes_the_list(case, round, lead):
    hers = program(lead, "round.read", "roster.change", case=case)
    at = "/api/v1/rounds/1/"
    assert hers.post(at + "plaintiffs/1/drop/", {"reason": "Left."}).json()["paper"] == "withdrawal"
    named = hers.post(at + "plaintiffs/2/correct/", {"hangul": "바른", "reason": "Typed wrongly."})
    assert (named.status_code, named.json()["version"]) == (201, 3)
    acting = {"capacity": "heirs", "acting": [{"hangul": "상속인"}], "reason": "Died."}
    assert hers.post(at + "plaintiffs/3/substitute/", acting).json()["kind"] == "substitute"
    assert [each["version"] for each in hers.get(at + "changes/").json()] == [4, 3, 2]
    said = {"numbers": "2-4", "appeals": True, "source": "The mandate covers it."}
    assert hers.post(at + "appeal/close/").json()["code"] == "appeal.missing"
    assert hers.post(at + "appeal/", said).json()["missing"] == 0
    closed = hers.post(at + "appeal/close/").json()
    assert (closed["appeals"], closed["left"], closed["closed"]) == (3, 1, True)
    assert hers.get(at + "appeal/").json() == closed
