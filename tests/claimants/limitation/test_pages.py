"""The desk's pages about time, their refusals, their queries; what a claimant reads; the endpoints."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claimants.limitation import actions
from claimants.limitation.models import TollingEvent
from litigation.accounts.rights import CASE_LEAD
from litigation.cases.actions import plan_next_filing
from litigation.jobs import engine
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.theories.actions import choose_start, confirm_start
from litigation.theories.models import LimitationBasis
from litigation.theories.queries import based, one
from tests.api.conftest import program
from tests.factories import make_case, make_claim, make_member
from tests.pages import says

pytestmark = pytest.mark.django_db
DATA = "2021-10-20"


@pytest.fixture(autouse=True)
def _now(settings, time_machine):
    settings.STAFF_SECOND_FACTOR = False
    time_machine.move_to("2026-11-26T10:00+09:00")


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def kim(case):
    return make_member(case, CASE_LEAD).user


@pytest.fixture
def desk(client, kim):
    client.force_login(kim)
    return client


def start_at(case, theory, day, actor):
    choose_start(
        theory=one(case, theory), limb="objective", start=day, event={"en": "Event"}, note="Reason", actor=actor
    )
    for job in Job.objects.filter(state__in=Job.OPEN):
        engine.work(job.pk)


# The radar -------------------------------------------------------------------------------------------------------------
def test_radar_counts_by_month_and_lists_who_stands_behind_it(desk, case):
    early, late = (make_claim(case=case, status="submitted") for _ in range(2))
    actions.enter_event(claim=late, kind="demand", on=date(2026, 11, 20), actor=None)
    answer = desk.get(reverse("desk_radar"))
    months = [(month.key, month.number, month.lapsed, length) for month, length in answer.context["months"]]
    assert months == [("2026-12", 1, 0, 200), ("2027-05", 1, 0, 200)]
    assert [row[0].claim for row in answer.context["rows"]] == [early]
    may = desk.get(reverse("desk_radar", query={"month": "2027-05"}))
    assert [row[0].claim for row in may.context["rows"]] == [late]
    assert says(may, "No date here is certain.")


def test_radar_warns_of_what_ends_before_the_planned_filing(desk, case, kim):
    make_claim(case=case, status="submitted")
    assert says(desk.get(reverse("desk_radar")), "No filing is planned")
    plan_next_filing(case=case, day=date(2027, 1, 10), actor=kim)
    assert says(desk.get(reverse("desk_radar")), "1 claim ends before the next filing planned for 10 January 2027")
    plan_next_filing(case=case, day=date(2026, 12, 21), actor=kim)
    assert says(desk.get(reverse("desk_radar")), "No claim ends before the next filing, planned for 21 December 2026.")


def test_radar_marks_what_ended_by_this_count(desk, case, kim):
    make_claim(case=case, status="submitted")
    start_at(case, "tort", date(2021, 10, 20), kim)
    answer = desk.get(reverse("desk_radar", query={"theory": "tort"}))
    assert [(month.key, month.lapsed) for month, _length in answer.context["months"]] == [("2026-10", 1)]
    assert says(answer, "ended by this count")


def test_radar_pages_begin_behind_the_last_row(desk, case, monkeypatch):
    monkeypatch.setattr("claimants.limitation.desk.PER_PAGE", 2)
    claims = [make_claim(case=case, status="submitted") for _ in range(3)]
    first = desk.get(reverse("desk_radar"))
    after = first.context["page"].after
    second = desk.get(reverse("desk_radar", query={"after": after}))
    assert [[row[0].claim for row in page.context["rows"]] for page in (first, second)] == [claims[:2], claims[2:]]
    assert desk.get(reverse("desk_radar", query={"after": "nonsense"})).context["page"].lost


@pytest.mark.parametrize("number", [1, 3])
def test_radar_takes_the_same_queries_however_many_claims(desk, case, number):
    for _ in range(number):
        make_claim(case=case, status="submitted")
    desk.get(reverse("desk_radar"))
    with CaptureQueriesContext(connection) as queries:
        desk.get(reverse("desk_radar"))
    ours = [
        query["sql"] for query in queries if "claimants_clock" in query["sql"] or "litigation_theory" in query["sql"]
    ]
    assert len(ours) == 4  # the theories, the ends, those filed late, the page of claims


def test_radar_of_a_case_without_theories_or_claims_says_so(desk, case):
    assert says(desk.get(reverse("desk_radar")), "No time runs now.")
    LimitationBasis.objects.filter(theory__case=case).delete()
    case.theories.all().delete()
    assert says(desk.get(reverse("desk_radar")), "The case names no theory yet")


def test_next_filing_is_planned_by_the_form_and_can_be_taken_back(desk, case):
    page = reverse("desk_plan_filing")
    desk.post(page, {"day_day": "21", "day_month": "12", "day_year": "2026"})
    case.refresh_from_db()
    assert case.next_filing_on == date(2026, 12, 21)
    desk.post(page, {"day_day": "", "day_month": "", "day_year": ""})
    case.refresh_from_db()
    assert case.next_filing_on is None


# Starts ----------------------------------------------------------------------------------------------------------------
def test_theory_shows_each_day_with_what_it_would_move(desk, case):
    make_claim(case=case, status="submitted")
    answer = desk.get(reverse("desk_theory", args=["tort"]))
    assert says(answer, "1 clock would move from 31 December 2026 to 20 October 2026.")
    assert says(answer, "counted from now")
    assert says(answer, "not yet confirmed by counsel")


def test_start_is_previewed_then_saved_with_its_reason(desk, case, kim):
    make_claim(case=case, status="submitted")
    page = reverse("desk_theory_start", args=["tort", "objective", DATA])
    assert says(desk.get(page), "1 clock would move from 31 December 2026 to 20 October 2026.")
    refused = desk.post(page, {"event": "Last record", "note": "", "seen": "1"})
    assert (refused.status_code, LimitationBasis.objects.filter(version=2).count()) == (422, 0)
    saved = desk.post(page, {"event": "Last record", "note": "The act ended then.", "seen": "1"})
    assert saved.url == reverse("desk_theory", args=["tort"])
    basis = LimitationBasis.objects.get(version=2)
    assert (basis.chosen_by, basis.event["ko"]) == (kim, "이용되었다고 공개된 기록의 마지막 날")
    bent = desk.post(page, {"event": "Last record", "note": "Again.", "seen": "²x"})
    assert (bent.status_code, says(bent, "changed")) == (409, True)
    stale = desk.post(page, {"event": "Last record", "note": "Again.", "seen": "1"})
    assert stale.status_code == 409


def test_day_of_ones_own_is_shown_first_and_bad_ones_are_named(desk, case):
    ask = reverse("desk_theory_own_start", args=["tort"])
    found = desk.get(ask, {"limb": "subjective", "start": "2022-05-02"})
    assert found.url == reverse("desk_theory_start", args=["tort", "subjective", "2022-05-02"])
    assert says(desk.get(found.url), "A claim could then be filed until")
    for wrong in ({"limb": "subjective", "start": "2022-02-30"}, {"limb": "x", "start": DATA}, {}):
        assert desk.get(ask, wrong).url == reverse("desk_theory", args=["tort"])
    assert desk.get(reverse("desk_theory_start", args=["tort", "objective", "yesterday"])).status_code == 404
    assert desk.get(reverse("desk_theory_start", args=["tort", "sideways", DATA])).status_code == 404
    far = desk.get(reverse("desk_theory_start", args=["tort", "objective", "1970-01-01"]))
    assert says(far, "The table has no value")


def test_limb_is_no_longer_counted_by_the_same_page(desk, case, kim):
    choose_start(
        theory=one(case, "tort"), limb="subjective", start=date(2022, 5, 2), event={"en": "Told"}, note="x", actor=kim
    )
    page = reverse("desk_theory_start", args=["tort", "subjective", "none"])
    assert says(desk.get(reverse("desk_theory", args=["tort"])), "Do not count this any more…")
    assert says(desk.get(page), "A claim could then be filed until")
    desk.post(page, {"event": "Not counted any more", "note": "Knowledge differs.", "seen": "1"})
    assert [basis.limb for basis in based(one(case, "tort")).bases] == ["objective"]
    alone = reverse("desk_theory_start", args=["tort", "objective", "none"])
    assert desk.post(alone, {"event": "-", "note": "No.", "seen": "1"}).status_code == 422


def test_start_is_confirmed_by_name_once(desk, case, kim):
    basis = one(case, "tort").bases.get()
    for _ in range(2):
        desk.post(reverse("desk_theory_confirm", args=["tort", basis.pk]))
    basis.refresh_from_db()
    assert (basis.confirmed_by, basis.confirmed_on) == (kim, date(2026, 11, 26))
    answer = desk.get(reverse("desk_theory", args=["tort"]))
    assert says(answer, "A colleague has confirmed this already.")
    assert says(answer, "confirmed by counsel")
    assert says(answer, f"{kim}, 26 November 2026")


# One claim -------------------------------------------------------------------------------------------------------------
def test_claims_time_shows_every_step_and_its_source(desk, case):
    claim = make_claim(case=case, status="submitted")
    answer = desk.get(reverse("desk_claim_time", args=[claim.reference]))
    for sentence in (
        "31 December 2026, 23:59 Seoul",
        "35 days left",
        "The day of the event, 31 December 2021, is not counted",
        "5 years from 1 January 2022 on by the calendar",
        "민법 160①②",
        "not yet confirmed by counsel",
    ):
        assert says(answer, sentence), sentence
    assert LedgerEvent.objects.latest("seq").verb == "claim.viewed"
    own = desk.get(reverse("desk_claim", args=[claim.reference]))
    assert says(own, "How these dates are counted")


def test_event_is_entered_and_struck_out_on_the_page(desk, case, kim):
    claim = make_claim(case=case, status="submitted")
    page = reverse("desk_claim_time", args=[claim.reference])
    sent = {"kind": "demand", "on_day": "20", "on_month": "11", "on_year": "2026", "note": "letter"}
    assert desk.post(page, sent).url == page
    assert says(desk.get(page), "20 May 2027")
    again = desk.post(page, sent)
    assert (again.status_code, TollingEvent.objects.count()) == (409, 1)
    strike = reverse("desk_claim_time_strike", args=[claim.reference, TollingEvent.objects.get().pk])
    assert desk.post(strike).url == page
    assert says(desk.get(page), "struck out")
    desk.post(strike)
    assert says(desk.get(page), "This entry is struck out already.")


def test_draft_has_no_time_page(desk, case):
    claim = make_claim(case=case, ready=True)
    assert desk.get(reverse("desk_claim_time", args=[claim.reference])).status_code == 404


def test_claimant_reads_date_basis_and_doubt(client, case, kim):
    claim = make_claim(case=case, status="submitted")
    client.force_login(claim.claimant.account)
    answer = client.get(reverse("my_status"))
    for sentence in (
        "By our count it can be filed until",
        "31 December 2026, 23:59 Seoul",
        "It is counted from 31 December 2021: End of the project.",
        "Not yet confirmed by counsel.",
        "This is how we count, not a promise.",
    ):
        assert says(answer, sentence), sentence
    confirm_start(basis=one(case, "privacy_act").bases.get(), actor=kim)
    start_at(case, "tort", date(2021, 10, 20), kim)
    answer = client.get(reverse("my_status"))
    assert says(answer, "on 26 November 2026")
    assert says(answer, "we count until 20 October 2026")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("filed", "The suit of 26 November 2026 holds the time"), ("not_eligible", "We do not file it."), ("draft", "")],
)
def test_claimant_reads_what_the_status_means_for_the_time(client, case, kim, status, sentence):
    claim = make_claim(case=case, status=status, attorney=kim)
    client.force_login(claim.claimant.account)
    answer = client.get(reverse("my_status"))
    assert says(answer, sentence)
    assert says(answer, "Until when it can be filed") is bool(sentence)


# The endpoints ---------------------------------------------------------------------------------------------------------
def test_endpoints_tell_clocks_and_radar(case, kim):
    claim = make_claim(case=case, status="submitted")
    plan_next_filing(case=case, day=date(2027, 1, 10), actor=kim)
    desk = program(kim, "claim.read", "clock.read", case=case)
    clocks = desk.get(f"/api/v1/claims/{claim.reference}/clocks/").json()
    assert [(each["theory"], each["last_day"], each["state"], each["confirmed_by_counsel"]) for each in clocks] == [
        (key, "2026-12-31", "running", False) for key in ("privacy_act", "state_compensation", "tort")
    ]
    assert clocks[0]["starts"] == [
        {"limb": "objective", "start": "2021-12-31", "event": "End of the project", "confirmed_on": None}
    ]
    assert clocks[0]["computation"]["result"] == "2026-12-31"
    assert desk.get("/api/v1/radar/").json() == {
        "theory": "privacy_act",
        "next_filing_on": "2027-01-10",
        "before_next_filing": {"number": 1, "first": "2026-12-31"},
        "months": [{"month": "2026-12", "claims": 1, "lapsed": 0}],
        "filed_late": 0,
    }
    listed = desk.get("/api/v1/radar/claims/?theory=tort&month=2026-12").json()["results"]
    assert listed == [{"reference": claim.reference, "status": "submitted", "last_day": "2026-12-31"}]
    assert desk.get("/api/v1/radar/claims/?month=2026-11").json()["results"] == []


def test_endpoints_refuse_what_is_not_there(case, kim):
    desk = program(kim, "claim.read", "clock.read", case=case)
    draft = make_claim(case=case, ready=True)
    assert desk.get(f"/api/v1/claims/{draft.reference}/clocks/").status_code == 404
    assert desk.get("/api/v1/radar/?theory=none").status_code == 404
    assert desk.get("/api/v1/radar/claims/?month=2026-13").status_code == 422
    assert program(kim, "job.read", case=case).get("/api/v1/radar/").status_code == 403


def test_today_warns_of_what_lapses_soon_with_its_start_and_that_nobody_confirmed_it(desk, case, time_machine):
    today = reverse("desk_today")
    assert not says(desk.get(today), "lapse")
    make_claim(case=case, status="submitted")
    page = desk.get(today)
    assert says(page, "1 claim lapses soon, on 31 December 2026,")
    assert says(page, "35 days from now.")
    assert says(page, "not yet confirmed by counsel")
    time_machine.move_to("2027-01-01T10:00+09:00")
    assert not says(desk.get(today), "lapses soon")
