"""Papers on request under real locks: no number is given twice, and of two corrections of one paper one is refused."""

import pytest

from documents.papers.models import Filing
from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.requests import actions
from documents.rounds.actions import open_round
from litigation.cases.models import CaseText
from tests.documents import people
from tests.documents.rounds.test_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ask():
    """ask(corrects=…) → asks for a brief of a frozen round."""
    case = people.make_case()
    kind = asked_kinds()["brief"]
    CaseText.objects.create(case=case, key=kind.text, language="ko", body="# 준비서면\n\n글", sha256="0" * 64)
    lead = people.make_member(case, "case_lead").user
    people.make_accepted(case, 1)
    round = people.freeze(open_round(case=case, actor=lead), lead)
    return lambda **more: actions.ask_for(round=round, kind=kind, values=sample_values(kind), actor=lead, **more)


def test_papers_asked_for_at_once_have_numbers_of_their_own(ask):
    together(ask, ask, ask)
    assert sorted(Filing.objects.filter(type="brief").values_list("number", flat=True)) == [1, 2, 3]


def test_second_correction_of_the_same_version_is_refused(ask):
    first = ask()
    outcomes = together(lambda: ask(corrects=first), lambda: ask(corrects=first))
    assert sorted(str(each) for each in outcomes if isinstance(each, str)) == ["paper.corrected_before"]
    assert sorted(Filing.objects.filter(type="brief").values_list("version", flat=True)) == [1, 2]
