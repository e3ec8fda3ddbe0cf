"""What counsel says of the case: events with sources, and defendants from a day on; versions, never edits."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from litigation.cases import actions_story, queries
from litigation.cases.actions import load_pack
from litigation.cases.models import CaseFact, Defendant
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests import factories

EVENT = {
    "when": (date(2026, 3, 1), "month"),
    "text": {"en": "A hearing is held.", "ko": "변론이 열립니다."},
    "source": "Press, March 2026",
    "confidence": "V2w",
}


@pytest.fixture
def case(db, settings):
    settings.STAFF_SECOND_FACTOR = False
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case).user


@pytest.fixture
def desk(client, kim):
    client.force_login(kim)
    return client


def text_of(answer):
    return answer.content.decode()


# Events ------------------------------------------------------------------------------------------------------------------
def test_a_new_event_stands_in_the_order_of_its_date(case, kim):
    before = len(queries.facts(case))
    fact = actions_story.save_fact(case=case, actor=kim, **EVENT)
    facts = queries.facts(case)
    assert len(facts) == before + 1 and facts[-1] == fact
    assert [each.date for each in facts] == sorted(each.date for each in facts)
    assert LedgerEvent.objects.filter(verb="case.fact_saved").count() == 1


def test_a_correction_is_a_new_version_that_a_pack_does_not_replace(case, kim, tmp_path):
    [old] = [each for each in queries.facts(case) if each.key == "dismissal"]
    newer = actions_story.save_fact(case=case, key="dismissal", actor=kim, **EVENT)
    assert (newer.version, newer.origin, newer.entered_by) == (2, "counsel", kim)
    [shown] = [each for each in queries.facts(case) if each.key == "dismissal"]
    assert (shown, shown.earlier) == (newer, [old])
    assert actions_story.save_fact(case=case, key="dismissal", actor=kim, **EVENT) == newer
    loaded = load_pack(case.pack)
    assert (loaded.added, loaded.kept) == ([], ["fact dismissal"])


def test_an_event_taken_off_the_page_stays_for_the_team(case, kim, client):
    actions_story.save_fact(case=case, key="dismissal", actor=kim, hidden=True, **EVENT)
    assert "dismissal" not in {each.key for each in queries.facts(case)}
    assert "dismissal" in {each.key for each in queries.facts(case, hidden=True)}
    assert "A hearing is held." not in text_of(client.get(reverse("case_page", args=[case.slug])))


@pytest.mark.parametrize(
    ("changes", "code"), [({"source": " "}, "fact.no_source"), ({"key": "nothing"}, "fact.unknown")]
)
def test_an_event_without_a_source_or_of_another_story_is_refused(case, kim, changes, code):
    before = CaseFact.objects.count()
    with pytest.raises(DomainError) as refused:
        actions_story.save_fact(case=case, actor=kim, **EVENT | changes)
    assert (refused.value.code, CaseFact.objects.count()) == (code, before)


def test_the_public_page_says_how_sure_each_event_is_and_what_was_corrected(client, case, kim):
    page = reverse("case_page", args=[case.slug])
    assert "(read in a secondary source)" in text_of(client.get(page)) and "Corrected on" not in text_of(
        client.get(page)
    )
    actions_story.save_fact(case=case, key="dismissal", actor=kim, **EVENT)
    shown = text_of(client.get(page))
    assert "A hearing is held." in shown and "(read in a weak source only)" in shown and "Corrected on" in shown


def test_an_event_is_added_and_corrected_on_its_pages(desk, case):
    sent = {
        "when_day": "", "when_month": "3", "when_year": "2026", "text_en": "A hearing is held.", "text_ko": "변론이 열립니다.",
        "source": "", "source_url": "", "confidence": "V2",
    }  # fmt: skip
    refused = desk.post(reverse("desk_fact_new"), sent)
    assert refused.status_code == 422 and "Write where it was read" in text_of(refused)
    assert desk.post(reverse("desk_fact_new"), sent | {"source": "Press"}).url == reverse("desk_about")
    fact = CaseFact.objects.get(origin="counsel")
    assert (fact.date, fact.precision, fact.text["ko"]) == (date(2026, 3, 1), "month", "변론이 열립니다.")
    address = reverse("desk_fact", args=[fact.key])
    assert "A hearing is held." in text_of(desk.get(address))
    desk.post(address, sent | {"source": "Press", "text_en": "A hearing was held.", "hidden": "on"})
    shown = text_of(desk.get(reverse("desk_about")))
    assert "Not on the public page" in shown and "What stood here before" in shown


def test_nobody_says_unasked_how_sure_an_event_is(desk):
    page = desk.get(reverse("desk_fact_new")).context["form"]
    assert (page["confidence"].value(), page["confidence"].field.choices[0][0]) == (None, "")


# Defendants --------------------------------------------------------------------------------------------------------------
SAID = {
    "name_ko": "대한민국",
    "name_en": "Republic of Korea",
    "representative_ko": "법률상 대표자 법무부장관 견본",
    "service_office_ko": "서울중앙공소청장",
    "service_address_ko": "서울 서초구 견본로 2 (가상의 주소)",
    "citation": "국가를 당사자로 하는 소송에 관한 법률 2, 9",
}


def test_a_defendant_holds_from_a_day_on_and_the_row_before_until_then(case, kim):
    before = queries.defendants(case)
    start = timezone.localdate() + timedelta(days=10)
    row = actions_story.save_defendant(case=case, key="state", effective_from=start, actor=kim, **SAID)
    assert (row.version, row.is_confirmed, queries.defendants(case)) == (2, False, before)
    assert queries.defendants(case, start) == [{name: SAID[name] for name in queries.PARTY}]
    assert actions_story.save_defendant(case=case, key="state", effective_from=start, actor=kim, **SAID) == row
    assert load_pack(case.pack).added == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"citation": ""}, "defendant.incomplete"),
        ({"name_ko": " "}, "defendant.incomplete"),
        ({"key": "x"}, "defendant.unknown"),
        ({"representative_ko": "법무부장관 ꪎ"}, "text.unprintable"),
    ],
)
def test_a_defendant_without_name_or_source_or_of_another_case_is_refused(case, kim, changes, code):
    said = {"key": "state", "effective_from": timezone.localdate(), **SAID, **changes}
    with pytest.raises(DomainError) as refused:
        actions_story.save_defendant(case=case, actor=kim, **said)
    assert (refused.value.code, Defendant.objects.count()) == (code, 1)


def test_a_case_without_rows_keeps_what_its_pack_said(case):
    Defendant.objects.all().delete()
    assert [each["name_ko"] for each in queries.defendants(case)] == ["대한민국"]


def test_a_defendant_is_entered_and_confirmed_on_its_pages(desk, case, kim):
    today = timezone.localdate()
    sent = {
        **SAID,
        "effective_from_day": today.day,
        "effective_from_month": today.month,
        "effective_from_year": today.year,
    }
    address = reverse("desk_defendant", args=["state"])
    refused = desk.post(address, sent | {"citation": ""})
    assert refused.status_code == 422 and "“What it rests on” is empty" in text_of(refused)
    assert desk.post(address, sent).url == reverse("desk_about")
    shown = text_of(desk.get(reverse("desk_about")))
    assert "서울중앙공소청장" in shown and "Not yet confirmed by counsel" in shown
    row = queries.parties(case)[0]
    desk.post(reverse("desk_defendant_confirm", args=[row.pk]))
    row.refresh_from_db()
    assert (row.confirmed_by, row.confirmed_on) == (kim, today)


def test_an_auditor_reads_the_case_and_changes_nothing(client, case):
    client.force_login(factories.make_member(case, "auditor").user)
    shown = text_of(client.get(reverse("desk_about")))
    assert "Add an event" not in shown and "Confirm it with my name" not in shown
    assert client.post(reverse("desk_fact_new")).status_code == 403


def test_a_row_that_holds_later_is_confirmed_ahead(desk, case, kim):
    start = timezone.localdate() + timedelta(days=30)
    row = actions_story.save_defendant(case=case, key="state", effective_from=start, actor=kim, **SAID)
    page = text_of(desk.get(reverse("desk_about")))
    assert ("Holds later" in page, reverse("desk_defendant_confirm", args=[row.pk]) in page) == (True, True)
    desk.post(reverse("desk_defendant_confirm", args=[row.pk]))
    row.refresh_from_db()
    assert row.is_confirmed
