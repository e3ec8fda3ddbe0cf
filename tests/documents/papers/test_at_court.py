"""Papers of a suit that has its number: court, division and number come from the proceeding; and what a change of claim costs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.changes.actions import drop
from documents.papers.forms import began, jsonable
from documents.papers.models import Filing
from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.proceedings.actions import change_proceeding, file_round, open_proceeding
from documents.rendering.check import inspect
from documents.requests import actions
from documents.rounds.actions import open_round
from litigation.cases.models import CaseText
from litigation.jobs import engine, tasks
from litigation.law.suit import change_of_claim
from litigation.vault.files import read_bytes
from litigation.web.api_forms import sent
from tests.documents import people

pytestmark = pytest.mark.django_db
BRIEF, CHANGE = asked_kinds()["brief"], asked_kinds()["claim_change"]
COURT, NUMBER = "서울중앙지방법원", "2026가합12345"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def lead():
    case = people.make_case()
    for kind in (BRIEF, CHANGE):
        body = f"# {kind.title_ko}\n\n{{{{법원}}}}에 제출합니다."
        CaseText.objects.create(case=case, key=kind.text, language="ko", body=body, sha256="0" * 64)
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(lead):
    case = lead.memberships.get().case
    people.make_accepted(case, 3)
    return people.freeze(open_round(case=case, actor=lead), lead)


def file(round, lead, **more):
    said = {"court": COURT, "division": "제15민사부", "number": NUMBER, "filed_on": timezone.localdate()}
    return file_round(round=round, actor=lead, **said | more)


def appeal(round, lead):
    said = {"court": "서울고등법원", "division": "", "number": "2026나777", "filed_on": timezone.localdate()}
    return open_proceeding(case=round.case, round=round, instance="appeal", actor=lead, **said)


def filled(kind, round, **more):
    """The form as it opens, with the sample's words, cleaned as the page cleans it."""
    opened = began(kind.form, round, kind.form.beginning(round))
    shown = {name: value for name, value in opened.items() if value is not None}
    form = kind.form(sent(kind.form, sample_values(kind) | shown | more), round=round)
    form.is_valid()
    return form


def values(kind, round, **more):
    form = filled(kind, round, **more)
    assert not form.errors
    return jsonable(form.cleaned_data)


def text_of(filing):
    engine.work()
    return inspect(read_bytes(filing.files.get().stored_name))


# Court and number --------------------------------------------------------------------------------------------------------
def test_number_is_typed_while_there_is_no_proceeding(round):
    form = BRIEF.form(round=round)
    assert [name for name in ("proceeding", "case_number", "division") if name in form.fields] == [
        "case_number",
        "division",
    ]
    assert filled(BRIEF, round, case_number=NUMBER).cleaned_data["case_number"] == NUMBER


def test_paper_carries_court_division_and_number_of_the_proceeding(round, lead):
    file(round, lead, court="부산지방법원")
    form = BRIEF.form(round=round)
    assert [name for name in ("proceeding", "case_number", "division") if name in form.fields] == ["proceeding"]
    facts = text_of(actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, round), actor=lead))
    for said in (NUMBER, "부산지방법원 제15민사부 귀중", "부산지방법원에 제출합니다."):
        assert facts.contains(said), said
    assert not facts.contains(COURT)


def test_what_is_typed_beside_the_proceeding_does_not_count(round, lead):
    file(round, lead)
    assert values(BRIEF, round, case_number="2020가단1", division="제1민사부")["case_number"] == NUMBER


def test_paper_made_before_the_number_stays_as_it_is(round, lead):
    before = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, round, case_number="2026가합1"), actor=lead)
    first = text_of(before)
    kept = before.files.get().sha256
    suit = file(round, lead)
    change_proceeding(proceeding=suit, court=COURT, division="제2민사부", number=NUMBER, actor=lead)
    engine.work()
    assert (first.contains("2026가합1"), before.files.get().sha256) == (True, kept)
    assert Filing.objects.get(pk=before.pk).asked["values"]["case_number"] == "2026가합1"


def test_correction_of_an_older_paper_carries_the_number(client, round, lead):
    old = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, round, case_number="2026가합1"), actor=lead)
    suit = file(round, lead)
    client.force_login(lead)
    page = client.get(reverse("desk_filing_correct", args=[old.pk]))
    assert page.context["form"]["proceeding"].value() == str(suit.pk)


def test_appeal_is_where_the_suit_is_and_the_first_instance_can_be_chosen(round, lead):
    first = file(round, lead)
    assert values(BRIEF, round)["case_number"] == NUMBER
    second = appeal(round, lead)
    now, before = values(BRIEF, round), values(BRIEF, round, proceeding=str(first.pk))
    assert (now["proceeding"], now["court"], now["case_number"], now["instance"]) == (
        str(second.pk),
        "서울고등법원",
        "2026나777",
        "appeal",
    )
    assert (before["court"], before["case_number"], before["instance"]) == (COURT, NUMBER, "first")


def test_proceeding_of_another_round_is_refused(round, lead):
    file(round, lead)
    people.make_accepted(round.case, 1, start=9)
    other = people.freeze(open_round(case=round.case, actor=lead), lead)
    elsewhere = file(other, lead, number="2026가합999")
    assert list(filled(BRIEF, round, proceeding=str(elsewhere.pk)).errors) == ["proceeding"]


# What a change of the claim costs ------------------------------------------------------------------------------------------
def test_stamp_duty_is_counted_from_those_who_are_in_the_suit(round, lead):
    file(round, lead)
    people.in_force(drop(round=round, number=2, reason="Left.", actor=lead), lead)
    kept = values(CHANGE, round, amount_won=3_000_000)
    counted = change_of_claim(plaintiffs=2, before=1_000_000, after=3_000_000, on=timezone.localdate())
    assert {name: kept[name]["result"] for name in counted} == {name: each.result for name, each in counted.items()}
    assert (kept["value_before"]["result"], kept["value_after"]["result"]) == (2_000_000, 6_000_000)


def test_stamp_duty_in_an_appeal_is_that_of_an_appeal(round, lead):
    file(round, lead)
    first = values(CHANGE, round, amount_won=300_000_000)["stamp"]["result"]
    appeal(round, lead)
    assert values(CHANGE, round, amount_won=300_000_000)["stamp"]["result"] == first * 3 // 2


@pytest.mark.parametrize(("amount", "printed"), [(500_000, "없음"), (1_000_000, "없음"), (300_000_000, "3,")])
def test_decrease_costs_nothing_and_the_paper_says_what_is_due(round, lead, amount, printed):
    kept = values(CHANGE, round, case_number=NUMBER, amount_won=amount)
    assert (kept["stamp"]["result"] == 0) is (printed == "없음")
    facts = text_of(actions.ask_for(round=round, kind=CHANGE, values=kept, actor=lead))
    due = f"{kept['stamp']['result']:,}원" if kept["stamp"]["result"] else "없음"
    assert facts.contains(f"추가로 납부할 인지액 {due}")


def test_second_change_begins_with_what_the_first_claimed(round, lead):
    assert began(CHANGE.form, round, CHANGE.form.beginning(round))["amount_before"] == 1_000_000
    kept = values(CHANGE, round, case_number=NUMBER, amount_won=2_000_000)
    actions.ask_for(round=round, kind=CHANGE, values=kept, actor=lead)
    assert began(CHANGE.form, round, CHANGE.form.beginning(round))["amount_before"] == 2_000_000


def test_duty_is_shown_before_the_paper_is_asked_for(client, round, lead):
    client.force_login(lead)
    url = reverse("desk_paper_request", args=[round.number, "claim_change"])
    sends = sent(CHANGE.form, {"amount_before": 1_000_000, "amount_won": 300_000_000, "dated": "2026-11-26"})
    page = client.post(url, {**sends.dict(), "count": "1"})
    counted = change_of_claim(plaintiffs=3, before=1_000_000, after=300_000_000, on=timezone.localdate())["stamp"]
    assert (page.status_code, page.context["counted"]["result"]) == (200, counted.result)
    shown = page.content.decode()
    assert (f"{counted.result:,} won" in shown, "민사소송 등 인지법 5" in shown) == (True, True)
    assert not page.context["form"].errors
    assert not Filing.objects.filter(number__gt=0).exists()
    wrong = client.post(url, {**sends.dict(), "amount_won": "many", "count": "1"})
    assert (wrong.status_code, wrong.context["counted"]) == (422, None)
    assert "amount_won" in wrong.context["form"].errors


def test_page_of_the_paper_shows_how_it_was_counted(client, round, lead):
    client.force_login(lead)
    kept = values(CHANGE, round, case_number=NUMBER, amount_won=300_000_000)
    filing = actions.ask_for(round=round, kind=CHANGE, values=kept, actor=lead)
    assert f"{kept['stamp']['result']:,} won" in client.get(reverse("desk_filing", args=[filing.pk])).content.decode()


def test_figure_the_law_does_not_take_is_named(round):
    assert filled(CHANGE, round, case_number=NUMBER, amount_won=10**30).errors
