"""Plan and checks on the page and in the API: this size, any size, none; and what would stop a freeze."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.exhibits.queries import ranges_by_number
from documents.freezing import actions as freezing
from documents.planner import queries
from documents.planner.queries import BAD, OK, WAIT
from documents.rounds import actions
from documents.rounds.queries import gate, marks_to_give
from documents.rounds.sums import sums
from litigation.cases.models import CaseText, Defendant
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db
PLAN = "/staff/rounds/1/plan/"


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    return actions.open_round(case=case, actor=lead)


def test_weights_are_those_of_the_ready_claims(case, round):
    first, second, held = people.make_accepted(case, 3)
    people.make_evidence(second, kind="ticket", seed=90)
    held.mandates.update(state="revoked", ended_at=held.decided_at)
    sizes = [each.size for claim in (first, second) for each in claim.evidence.all()]
    found = queries.weights(round)
    assert found.bytes_each == pytest.approx(queries.MANDATE_BYTES + sum(sizes) / 2)
    assert found.files_each == pytest.approx(1 + 3 / 2)


def test_weights_ask_everybody_where_none_of_the_sample_is_ready(case, round, monkeypatch):
    claims = sorted(people.make_accepted(case, 3), key=lambda claim: claim.pk)
    for held in claims[:2]:
        held.mandates.update(state="revoked", ended_at=held.decided_at)
    monkeypatch.setattr(queries, "SAMPLE", 2)
    assert queries.weights(round).files_each == pytest.approx(1 + 1)


def test_page_plans_for_who_is_ready_and_for_any_number(client, case, round, lead):
    people.make_accepted(case, 2)
    client.force_login(lead)
    now = client.get(PLAN).content.decode()
    other = client.get(PLAN, {"plaintiffs": 1010}).content.decode()
    assert ("small claims" in now, "panel of three judges" in now) == (True, False)
    assert "panel of three judges" in other
    assert "33 × 30 plaintiffs" in other
    assert "may not be split" in other


@pytest.mark.parametrize("wrong", ["0", "-1", "many", "1000001", ""])
def test_page_names_a_size_that_is_none(client, round, lead, wrong):
    client.force_login(lead)
    page = client.get(PLAN, {"plaintiffs": wrong}).content.decode()
    assert ('aria-invalid="true"' in page, "Value of the claim" in page) == (True, False)


def test_page_without_anybody_asks_for_a_number(client, round, lead):
    client.force_login(lead)
    assert "Type a number" in client.get(PLAN).content.decode()


def test_frozen_round_is_planned_no_more(client, case, round, lead):
    people.make_accepted(case, 1)
    people.freeze(round, lead)
    client.force_login(lead)
    assert [client.get(f"/staff/rounds/1/{page}/").status_code for page in ("plan", "checks")] == [409, 409]


def test_program_reads_the_plan(case, round, lead):
    people.make_accepted(case, 2)
    reader = program(lead, "round.read", case=case)
    [one] = reader.get("/api/v1/rounds/1/plan/").json()
    assert (one["code"], [(each["times"], each["plaintiffs"], each["value"]) for each in one["suits"]]) == (
        "one",
        [(1, 2, 2_000_000)],
    )
    found = reader.get("/api/v1/rounds/1/plan/?plaintiffs=501").json()
    assert [each["code"] for each in found] == ["one", "single", "small"]
    assert reader.get("/api/v1/rounds/1/plan/?plaintiffs=0").status_code == 422


def states(round):
    return [each.state for each in queries.checks(round, gate(round))]


def test_checks_name_what_stops_a_freeze(case, round, lead):
    assert states(round) == [BAD, OK, OK, OK, WAIT, OK]
    people.make_accepted(case, 1)
    assert states(round) == [OK, OK, OK, OK, WAIT, OK]
    case.members.filter(of_record=True).update(of_record=False)
    case.members.exclude(user=lead).update(role="auditor")
    assert states(round) == [OK, BAD, OK, BAD, WAIT, OK]


def test_checks_ask_counsel_and_look_at_sizes(case, round, lead):
    [claim] = people.make_accepted(case, 1)
    claim.evidence.update(size=11_000_000)
    attorney = case.members.get(role="attorney").user
    CaseText.objects.filter(case=case).update(confirmed_by=attorney, confirmed_on="2026-11-26")
    assert states(round) == [OK, OK, OK, OK, OK, WAIT]


def cites(case, round, what):
    CaseText.objects.filter(case=case, key="complaint.2_facts").update(body=f"# 사실관계\n\n하나 ({what}).")
    [check] = [each for each in queries.checks(round, gate(round)) if "cite" in each.words]
    return check.state, check.words, check.cure


def test_checks_name_each_cite_of_what_the_package_would_not_have(case, round):
    people.make_accepted(case, 2)
    assert cites(case, round, "갑 제3호증의 1 내지 2, 별지 1")[0] == OK
    assert cites(case, round, "갑 제3호증의 3, 갑 제4호증") == (
        BAD,
        "Texts cite what the package does not have: 2",
        "“사실관계”, line 3: 갑 제3호증의 3; “사실관계”, line 3: 갑 제4호증. Counsel corrects the text, or the file comes in.",
    )


def test_checks_count_only_the_files_of_who_would_be_taken(case, round):
    first, second = people.make_accepted(case, 2)
    people.make_evidence(second, kind="ticket", seed=90)
    people.make_evidence(first, kind="other", seed=91).delete()
    assert cites(case, round, "갑 제4호증의 1")[0] == OK
    round.size_limit = 1
    assert cites(case, round, "갑 제4호증의 1")[0] == BAD
    second.evidence.filter(kind="ticket").update(removed_at=timezone.now())
    round.size_limit = None
    assert cites(case, round, "갑 제4호증의 1")[0] == BAD


def test_checks_name_only_what_no_plaintiff_can_have_while_nobody_is_ready(case, round):
    assert cites(case, round, "갑 제3호증의 900, 갑 제4호증")[0] == OK
    assert cites(case, round, "갑 제1호증")[2].startswith("“사실관계”, line 3: 갑 제1호증.")


def test_marks_to_give_are_those_of_the_freeze_in_one_query(case, round, lead, django_assert_num_queries):
    claims = people.make_accepted(case, 3)
    people.make_evidence(claims[1], kind="ticket", seed=90)
    people.make_evidence(claims[2], kind="ticket", seed=91)
    with django_assert_num_queries(1):
        planned = marks_to_give(round)
    assert planned == {3: [(1, 3)], 4: [(1, 2)]}
    assert ranges_by_number(people.freeze(round, lead)) == planned


def test_checks_change_nothing(client, case, round, lead):
    people.make_accepted(case, 1)
    client.force_login(lead)
    assert "The texts make a complaint" in client.get("/staff/rounds/1/checks/").content.decode()
    round.refresh_from_db()
    assert (round.status, round.frame, round.roster_count) == ("open", {}, None)


@pytest.mark.parametrize(("days", "sued"), [(0, 2), (1, 1)])
def test_plan_and_freeze_count_the_same_defendants_on_a_day(case, round, lead, days, sued):
    """One of two is added from a day on; the pack's own field still names one."""
    today = timezone.localdate()
    for key, start in (("state", today - timedelta(days=9)), ("agency", today + timedelta(days=days))):
        Defendant.objects.create(
            case=case, key=key, effective_from=start, name_ko=key, representative_ko="대표", citation="Act 2",
            version=1, sha256="0" * 64,
        )  # fmt: skip
    people.make_accepted(case, 2)
    planned = queries.ground(round).defendants
    people.approve(round, lead)
    frozen = freezing.freeze(round=round, actor=lead)
    assert (planned, len(frozen.frame["defendants"])) == (sued, sued)
    fee = queries.ground(round)
    assert frozen.frame["sums"] == {
        name: answer.as_json()
        for name, answer in sums(plaintiffs=2, amount_won=fee.amount, defendants=planned, on=today).items()
    }
