"""Papers that a package has only where counsel wrote their text, and a firm is of record."""

import pytest

from documents.papers.models import Filing
from documents.papers.types import amounts_table
from documents.rendering.check import inspect
from documents.rendering.errors import RenderError
from litigation.cases.models import CaseText
from litigation.vault.files import read_bytes

pytestmark = pytest.mark.django_db
TEXTS = {
    "paper.attorney_designation": "# 담당변호사지정서\n\n당 법인은 {{피고}} 사건의 담당변호사를 지정합니다.",
    "paper.amounts_table": "# 청구금액표\n\n- 위자료",
}


@pytest.fixture
def texts(case):
    for key, body in TEXTS.items():
        CaseText.objects.create(case=case, key=key, language="ko", body=body, sha256="0" * 64)


def content(package, name):
    return inspect(read_bytes(package.contents.get(path__endswith=name).stored_name))


def test_amounts_and_designation_are_made_and_named_in_the_complaint(texts, freeze, make):
    package = make(freeze(2))
    amounts = content(package, "별지2_청구금액표.pdf")
    assert amounts.contains("2,000,000")
    assert amounts.contains("위자료")
    designation = content(package, "담당변호사지정서.pdf")
    assert designation.contains("법무법인 견본")
    assert designation.contains("담당변호사 김도현")
    complaint = content(package, "소장.pdf")
    assert complaint.contains("담당변호사지정서")
    assert complaint.contains("별지 2 청구금액표")
    assert set(Filing.objects.values_list("state", flat=True)) == {"made"}


def test_attorney_without_a_firm_designates_nobody(texts, case, freeze, make):
    case.members.update(firm="")
    package = make(freeze(1))
    assert not package.contents.filter(path__contains="담당변호사").exists()
    assert not Filing.objects.filter(type="attorney_designation").exists()


def test_amounts_without_a_head_of_claim_are_refused(texts, case, freeze):
    CaseText.objects.filter(key="paper.amounts_table").update(body="# 청구금액표\n\n기재와 같습니다.")
    with pytest.raises(RenderError) as refused:
        amounts_table.amounts(freeze(1))
    assert refused.value.code == "paper.no_head"
