"""The pages of papers as people see them: asking for one, correcting it, samples, and the editor of their texts."""

import pytest
from django.urls import reverse

from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.requests import actions
from documents.rounds.actions import open_round
from documents.texts.actions import publish
from tests.browser.test_every_page import LOOKS, _inline, look_at  # noqa: F401  the fixture is used by being here
from tests.browser.tools import drain, faults
from tests.documents import people
from tests.factories import make_case, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def frozen_round(language):
    case = make_case()
    kim = make_member(case, of_record=True, address_ko="서울 서초구 서초대로 1").user
    lead = make_member(case, "case_lead").user
    kim.language = language
    kim.save(update_fields=["language"])
    people.make_accepted(case, 2)
    return people.freeze(open_round(case=case, actor=lead), lead), kim


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_papers_on_request(visit, live_server, width, color_scheme, language):
    round, kim = frozen_round(language)
    page = visit(kim, width=width, color_scheme=color_scheme)
    forms = [reverse("desk_paper_request", args=[round.number, kind]) for kind in asked_kinds()]
    under_way = look_at(page, [reverse("desk_paper_requests", args=[round.number]), *forms], wrong={forms[0], forms[5]})
    kind = asked_kinds()["withdrawal"]
    values = sample_values(kind) | {"plaintiffs": [2]}
    first = actions.ask_for(round=round, kind=kind, values=values, actor=kim)
    own = reverse("desk_filing", args=[first.pk])
    under_way |= look_at(page, [own])
    page.goto("about:blank")  # the page of a paper under way loads itself anew when it is done
    drain(live_server)
    actions.ask_for(round=round, kind=kind, values=values, actor=kim, corrects=first)
    after = [own, reverse("desk_filing_correct", args=[first.pk]), reverse("desk_paper_requests", args=[round.number])]
    samples = ["/staff/papers/samples/", "/staff/papers/samples/withdrawal/"]
    assert under_way | look_at(page, [*after, *samples]) == {}


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_texts(visit, width, color_scheme, language):
    case = make_case()
    kim = make_member(case, of_record=True).user
    kim.language = language
    kim.save(update_fields=["language"])
    body = "# 준비서면\n\n{{원고수}}명의 원고들은 다음과 같이 변론을 준비합니다.\n\n- 하나\n\n- 둘"
    publish(case=case, key="paper.brief", language="ko", body=body, actor=kim)
    page = visit(kim, width=width, color_scheme=color_scheme)
    editor, versions = (reverse(name, args=["paper.brief", "ko"]) for name in ("desk_text", "desk_text_versions"))
    assert look_at(page, ["/staff/papers/texts/", editor, versions, f"{versions}?new=1"]) == {}
    page.goto(editor)
    page.fill("textarea", "# 준비서면\n\n{{없는 이름}}")
    page.click("button[name=preview]")
    page.wait_for_selector(".error-summary, [aria-invalid=true]")
    assert faults(page) == []
    page.fill("textarea", body)
    page.click("button[name=preview]")
    page.wait_for_selector(".leaves img")
    assert faults(page) == []
