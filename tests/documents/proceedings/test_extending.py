"""A deadline that ends later than the law alone says: counted anew with its reason, the old row kept; and what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from documents.proceedings import actions, queries
from documents.proceedings.models import Deadline
from documents.proceedings.rules import Extension
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.api.conftest import program
from tests.documents.proceedings.conftest import SERVED

ORDER = "Order of 5 November."


@pytest.fixture
def appeal(suit, park):
    """Two weeks from 2 November: 16 November, a Monday. No court can move it."""
    return actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park).deadlines.get()


@pytest.fixture
def second(frozen, suit, park):
    said = {"court": "서울고등법원", "division": "", "number": "2026나777", "filed_on": date(2026, 11, 1)}
    return actions.open_proceeding(case=frozen.case, round=frozen, instance="appeal", actor=park, **said)


@pytest.fixture
def brief(second, park):
    """Forty days from 2 November: 12 December is a Saturday, so 14 December. The court may extend it once by a month."""
    return actions.enter(proceeding=second, kind="record_appeal", day=SERVED, actor=park).deadlines.get()


def extend(deadline, actor, why=ORDER, **more):
    return actions.extend(deadline=deadline, extension=Extension(**more), why=why, actor=actor)


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_order_extends_a_brief_by_the_month_of_the_law(brief, park):
    newer = extend(brief, park, extended=True)
    brief.refresh_from_db()
    assert (brief.due_on, newer.due_on) == (date(2026, 12, 14), date(2027, 1, 14))
    assert (brief.state, newer.state, newer.replaces, newer.why) == ("recounted", "open", brief, ORDER)
    assert (newer.entry, newer.critical, newer.title) == (brief.entry, brief.critical, brief.title)
    assert "민사소송법 402의2" in [source["citation"] for source in newer.computation["sources"]]
    event = LedgerEvent.objects.get(verb="deadline.extended")
    assert event.data == {
        "key": "appeal_brief",
        "before": "2026-12-14",
        "after": "2027-01-14",
        "outages": [],
        "extended": True,
        "added_days": 0,
        "why": ORDER,
    }


def test_days_for_distance_and_of_an_outage_lengthen_an_appeal(appeal, park):
    newer = extend(appeal, park, added_days=5, outages=(date(2026, 11, 10),))
    assert (appeal.due_on, newer.due_on) == (date(2026, 11, 16), date(2026, 11, 23))  # 22 November is a Sunday
    assert (newer.added_days, newer.outages) == (5, ["2026-11-10"])


def test_extension_stands_in_place_of_the_one_before(brief, park):
    first = extend(brief, park, extended=True)
    second = extend(first, park, why="The order was revoked.")
    assert (second.due_on, second.extended, second.why) == (date(2026, 12, 14), False, "The order was revoked.")
    assert [each.due_on for each in second.earlier] == [date(2027, 1, 14), date(2026, 12, 14)]
    assert list(queries.deadlines(brief.proceeding.case).filter(key="appeal_brief")) == [second]


def test_corrected_entry_keeps_what_was_added(brief, park):
    extend(brief, park, extended=True)
    newer = actions.correct(entry=brief.entry, kind="record_appeal", day=date(2026, 11, 3), actor=park)
    kept = newer.deadlines.get()
    assert (kept.extended, kept.why, kept.due_on) == (True, ORDER, date(2027, 1, 14))


def test_struck_entry_drops_the_extended_deadline(brief, park):
    newer = extend(brief, park, extended=True)
    actions.strike(entry=brief.entry, note="Of another suit.", actor=park)
    newer.refresh_from_db()
    assert newer.state == "dropped"


def test_what_the_law_does_not_allow_is_refused(appeal, brief, park):
    assert code_of(lambda: extend(appeal, park, extended=True)) == "deadline.no_extension"
    assert code_of(lambda: extend(brief, park, added_days=3)) == "deadline.no_distance"
    assert code_of(lambda: extend(appeal, park, added_days=9_999)) == "period.added_days"
    assert not Deadline.objects.filter(state="recounted").exists()


def test_reason_and_a_change_are_needed(brief, park):
    assert code_of(lambda: extend(brief, park, why="  ", extended=True)) == "deadline.no_reason"
    assert code_of(lambda: extend(brief, park)) == "deadline.unchanged"


def test_settled_and_counted_anew_are_refused(brief, park):
    newer = extend(brief, park, extended=True)
    assert code_of(lambda: extend(brief, park, outages=(date(2026, 11, 10),))) == "deadline.settled"
    actions.settle(deadline=newer, state="done", actor=park)
    assert code_of(lambda: extend(newer, park)) == "deadline.settled"


def test_day_that_the_law_does_not_count_is_corrected_on_the_docket(suit, park):
    said = {"kind": "hearing", "day": date(2026, 12, 10), "due_on": date(2026, 12, 3), "title": "Correct the list."}
    entry = actions.enter(proceeding=suit, actor=park, **said)
    keys = {each.key: each for each in entry.deadlines.all()}
    assert set(keys) == {"hearing", "court_set", "brief"}
    for deadline in keys.values():
        assert code_of(lambda each=deadline: extend(each, park, extended=True)) == "deadline.not_counted"


def test_database_keeps_one_row_in_force_and_a_reason(brief, park):
    newer = extend(brief, park, extended=True)
    for values in ({"why": ""}, {"entry": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deadline.objects.filter(pk=newer.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=brief.pk).update(state="open", settled_at=None)


def test_page_extends_and_shows_the_day_before(client, brief, park):
    client.force_login(park)
    at = f"/staff/deadlines/{brief.pk}/"
    assert f"{at}extend/" in client.get(at).content.decode()
    form = client.get(f"{at}extend/").context["form"]
    assert list(form.fields) == ["extended", "outages", "why"]
    assert client.post(f"{at}extend/", {"extended": "on", "why": ""}).status_code == 422
    wrong = client.post(f"{at}extend/", {"outages": "soon", "why": ORDER})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["outages"])
    page = client.post(f"{at}extend/", {"extended": "on", "why": ORDER}, follow=True).content.decode()
    assert "The last day is 2027-01-14." in page
    for shown in (page, client.get("/staff/deadlines/").content.decode()):
        assert ('datetime="2026-12-14"' in shown, ORDER in shown) == (True, True)


def test_form_asks_for_distance_where_no_court_can_lengthen_it(client, appeal, park):
    client.force_login(park)
    form = client.get(f"/staff/deadlines/{appeal.pk}/extend/").context["form"]
    assert list(form.fields) == ["added_days", "outages", "why"]


def test_no_page_where_nothing_can_be_added(client, suit, park):
    entry = actions.enter(proceeding=suit, kind="hearing", day=date(2026, 12, 10), actor=park)
    client.force_login(park)
    for deadline in entry.deadlines.all():
        at = f"/staff/deadlines/{deadline.pk}/"
        assert f"{at}extend/" not in client.get(at).content.decode()
        assert client.get(f"{at}extend/").status_code == 404


def test_program_extends(frozen, brief, park):
    hers = program(park, "docket.write", "deadline.read", case=frozen.case)
    at = f"/api/v1/deadlines/{brief.pk}/extend/"
    assert hers.post(at, {"added_days": 3, "why": ORDER}).json()["code"] == "deadline.no_distance"
    made = hers.post(at, {"extended": True, "outages": ["2026-11-10"], "why": ORDER})
    told = {name: made.json()[name] for name in ("due_on", "why", "replaced", "state")}
    assert (made.status_code, told) == (
        201,
        {"due_on": "2027-01-14", "why": ORDER, "replaced": "2026-12-14", "state": "open"},
    )
