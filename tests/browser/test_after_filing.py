"""What a round needs after it is filed, as people see it: requests for access with their answers, what a change costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.access.actions import enter_answer, mark_received
from documents.papers.models import Filing, PaperFile
from documents.proceedings.actions import file_round
from documents.rounds.actions import open_round
from tests.browser.test_every_page import LOOKS, _inline, look_at  # noqa: F401  the fixture is used by being here
from tests.browser.tools import faults
from tests.documents import people
from tests.factories import make_case, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = {"stored_name": "x", "sha256": "0" * 64, "size": 1, "pages": 1}


def frozen_round(language, plaintiffs):
    case = make_case()
    kim = make_member(case, of_record=True, address_ko="서울 서초구 서초대로 1").user
    lead = make_member(case, "case_lead").user
    kim.language = language
    kim.save(update_fields=["language"])
    people.make_accepted(case, plaintiffs)
    return people.freeze(open_round(case=case, actor=lead), lead), kim


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_requests_for_access(visit, width, color_scheme, language):
    round, kim = frozen_round(language, 4)
    today = timezone.localdate()
    asked = {
        "asked": {"values": {}, "texts": {"ko": {"body": "# 열람요구서"}}},
        "asked_by": kim,
        "created_at": timezone.now() - timedelta(days=30),
    }
    filing = Filing.objects.create(round=round, type="access_request", number=1, state="made", **asked)
    for entry in round.roster.all():
        PaperFile.objects.create(filing=filing, entry=entry, key=f"{entry.number}", path=f"{entry.number}.pdf", **KEPT)
    page = visit(kim, width=width, color_scheme=color_scheme)
    own = f"/staff/filings/{filing.pk}/"
    forms = [f"{own}received/", f"{own}answered/"]
    before = look_at(page, [own, f"{own}answers/", *forms], wrong={*forms})
    said = {"filing": filing, "proof": "등기 1234-5678", "actor": kim}
    mark_received(received_on=today - timedelta(days=20), numbers=[1, 2], **said)
    mark_received(received_on=today - timedelta(days=2), numbers=[3], **said)
    said = {"filing": filing, "actor": kim, "reason": "다른 사람의 이익을 침해할 우려", "appeal": "30일 안에 이의신청"}
    enter_answer(outcome="delayed", answered_on=today - timedelta(days=12), numbers=[1], **said)
    enter_answer(outcome="refused", answered_on=today - timedelta(days=1), numbers=[1], **said)
    deadline = filing.deadlines.get(due_on__gt=today)
    month = f"/staff/deadlines/{deadline.due_on.year}/{deadline.due_on.month}/"
    pages = [f"{own}answers/", "/staff/deadlines/", f"/staff/deadlines/{deadline.pk}/", month, "/staff/"]
    assert before | look_at(page, pages) == {}


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_form_of_a_change_of_claim_counts_its_duty(visit, width, color_scheme, language):
    round, kim = frozen_round(language, 2)
    suit = {"court": "서울중앙지방법원", "division": "제15민사부", "number": "2026가합12345"}
    file_round(round=round, filed_on=timezone.localdate(), actor=kim, **suit)
    page = visit(kim, width=width, color_scheme=color_scheme)
    own = "/staff/rounds/1/request/claim_change/"
    found = look_at(page, [own])
    page.fill("[name=amount_won]", "300000000")
    page.click("button[name=count]")
    page.wait_for_selector("#counted ~ p strong")
    assert (found, faults(page)) == ({}, [])
    assert page.input_value("[name=amount_won]") == "300000000"
