"""Papers on request: asked for by a form, made by a job, corrected by a new filing that names the old one; never in a package."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.changes.actions import drop
from documents.papers.models import Filing, PaperFile
from documents.papers.registry import Asked, asked_kinds
from documents.papers.samples import sample_values
from documents.rendering.check import inspect
from documents.requests import actions, queries
from documents.rounds.actions import open_round
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.jobs import engine, tasks
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import read_bytes
from litigation.web.api_forms import sent
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db
BRIEF, REQUESTS = asked_kinds()["brief"], asked_kinds()["access_request"]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def case(db):
    case = people.make_case()
    for kind in asked_kinds().values():
        body = f"# {kind.title_ko}\n\n위 사건에 관하여 제출합니다."
        CaseText.objects.create(case=case, key=kind.text, language="ko", body=body, sha256="0" * 64)
    return case


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 2)
    return people.freeze(open_round(case=case, actor=lead), lead)


def values(kind, **changes):
    return sample_values(kind) | changes


def test_paper_is_made_from_what_was_typed_and_the_text_of_that_day(round, lead):
    filing = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, text="원고들의 주장입니다."), actor=lead)
    CaseText.objects.filter(key=BRIEF.text).update(body="# 다른 제목\n\n나중에 고친 문안입니다.")
    engine.work()
    filing.refresh_from_db()
    facts = inspect(read_bytes(filing.files.get().stored_name))
    assert (filing.state, filing.number, filing.version, filing.files.get().path) == ("made", 1, 1, "준비서면_1.pdf")
    assert facts.contains("원고들의 주장입니다.")
    assert facts.contains("2027가합123456")
    assert not facts.contains("다른 제목")
    event = LedgerEvent.objects.get(verb="paper.asked")
    assert event.data == {"round": 1, "type": "brief", "number": 1, "version": 1}


def test_second_paper_of_a_kind_counts_on_and_a_correction_keeps_its_number(round, lead):
    first = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    second = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    fixed = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead, corrects=first)
    told = [(each.number, each.version, each.corrects_id) for each in (first, second, fixed)]
    assert told == [(1, 1, None), (2, 1, None), (1, 2, first.pk)]


def test_correction_of_the_corrected_or_of_another_kind_is_refused(round, lead):
    first = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead, corrects=first)
    for kind, code in ((BRIEF, "paper.corrected_before"), (REQUESTS, "paper.not_its_kind")):
        with pytest.raises(DomainError) as refused:
            actions.ask_for(round=round, kind=kind, values=values(kind), actor=lead, corrects=first)
        assert refused.value.code == code
    assert Filing.objects.filter(number__gt=0).count() == 2


def test_round_that_is_open_and_a_kind_without_text_are_refused(case, lead, round):
    open_one = open_round(case=case, actor=lead)
    with pytest.raises(DomainError) as refused:
        actions.ask_for(round=open_one, kind=BRIEF, values=values(BRIEF), actor=lead)
    assert refused.value.code == "round.not_frozen"
    CaseText.objects.filter(key=BRIEF.text).delete()
    with pytest.raises(DomainError) as refused:
        actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    assert refused.value.code == "paper.text_missing"


def test_paper_for_each_plaintiff_is_one_file_each_of_those_who_are_named(round, lead):
    everybody = actions.ask_for(round=round, kind=REQUESTS, values=values(REQUESTS), actor=lead)
    one = actions.ask_for(round=round, kind=REQUESTS, values=values(REQUESTS, plaintiffs=[2]), actor=lead)
    engine.work()
    assert sorted(everybody.files.values_list("entry__number", flat=True)) == [1, 2]
    assert list(one.files.values_list("entry__number", flat=True)) == [2]


def test_asked_papers_stand_in_no_package(round, lead):
    from documents.packages.actions import make_papers
    from documents.packages.models import Package

    actions.ask_for(
        round=round, kind=asked_kinds()["identity_sheet"], values=values(asked_kinds()["identity_sheet"]), actor=lead
    )
    engine.work()
    package = make_papers(round=round, actor=lead)
    engine.work(package.job_id)
    package = Package.objects.get(pk=package.pk)
    asked = PaperFile.objects.get(filing__number__gt=0)
    assert package.state == "ready"
    assert not package.contents.filter(sha256=asked.sha256).exists()
    assert not package.contents.filter(path__contains="인적사항").exists()


def test_form_makes_the_paper_and_leads_to_it(client, round, lead):
    client.force_login(lead)
    url = reverse("desk_paper_request", args=[round.number, "brief"])
    assert client.get(url).status_code == 200
    answer = client.post(url, sent(BRIEF.form, values(BRIEF)))
    filing = Filing.objects.get(number=1)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk_filing", args=[filing.pk]))
    assert filing.asked["values"] == values(BRIEF)
    engine.work()
    page = client.get(answer["Location"]).content.decode()
    assert "준비서면_1.pdf" in page
    assert reverse("desk_filing_correct", args=[filing.pk]) in page


def test_correction_begins_with_what_was_typed(client, round, lead):
    filing = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, text="처음 쓴 말입니다."), actor=lead)
    client.force_login(lead)
    url = reverse("desk_filing_correct", args=[filing.pk])
    assert "처음 쓴 말입니다." in client.get(url).content.decode()
    client.post(url, sent(BRIEF.form, values(BRIEF, text="고쳐 쓴 말입니다.")))
    assert list(Filing.objects.filter(number=1).order_by("version").values_list("version", "corrects")) == [
        (1, None),
        (2, filing.pk),
    ]


def test_preview_is_a_pdf_that_is_kept_nowhere_but_in_the_ledger(client, round, lead):
    client.force_login(lead)
    url = reverse("desk_paper_preview", args=[round.number, "withdrawal"])
    kind = asked_kinds()["withdrawal"]
    answer = client.post(url, sent(kind.form, values(kind, plaintiffs=[2])))
    facts = inspect(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert facts.contains("응우옌 티 호아")
    assert not Filing.objects.filter(number__gt=0).exists()
    assert LedgerEvent.objects.filter(verb="paper.previewed").count() == 1


def test_wrong_answers_come_back_with_their_fault(client, round, lead):
    client.force_login(lead)
    url = reverse("desk_paper_request", args=[round.number, "withdrawal"])
    kind = asked_kinds()["withdrawal"]
    wrong = sent(kind.form, values(kind, plaintiffs=[1, 99], case_number="가합 2027"))
    page = client.post(url, wrong)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"plaintiffs", "case_number"}
    assert "99" in str(page.context["form"].errors["plaintiffs"])


def test_appeal_loses_nobody_silently(round):
    kind = asked_kinds()["appeal"]
    for appellants, out, wrong in (([1, 2], [], False), ([1], [2], False), ([1], [], True), ([1, 2], [2], True)):
        form = kind.form(sent(kind.form, values(kind, appellants=appellants, staying_out=out)), round=round)
        assert form.is_valid() is not wrong, (appellants, out)
        assert ("staying_out" in form.errors) is wrong


def test_collective_mediation_needs_fifty_who_have_not_sued(round):
    kind = asked_kinds()["mediation_request"]
    form = kind.form(sent(kind.form, values(kind)), round=round)
    assert not form.is_valid()
    assert set(form.errors) == {"applicants"}
    round.status = "filed"
    form = kind.form(sent(kind.form, values(kind)), round=round)
    assert not form.is_valid()
    assert set(form.errors) == {"applicants", "__all__"}


def test_brief_that_is_too_long_is_warned_of(client, round, lead):
    filing = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    engine.work()
    client.force_login(lead)
    page = reverse("desk_filing", args=[filing.pk])
    assert "30" not in str(client.get(page).context["long"] or "")
    PaperFile.objects.filter(filing=filing).update(pages=31)
    assert client.get(page).context["long"] is True


def test_case_number_typed_once_is_offered_again(client, round, lead):
    actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    client.force_login(lead)
    page = client.get(reverse("desk_paper_request", args=[round.number, "withdrawal"]))
    assert page.context["form"]["case_number"].value() == "2027가합123456"
    assert page.context["form"]["dated"].value() == date.today()


@pytest.mark.parametrize("kind", ["exhibit", "party_list", "nothing"])
def test_there_is_no_sample_of_what_is_no_page(client, lead, kind):
    client.force_login(lead)
    assert client.get(reverse("desk_paper_sample", args=[kind])).status_code == 404


def test_sample_shows_its_pages_as_pictures(client, lead):
    client.force_login(lead)
    page = client.get(reverse("desk_paper_sample", args=["brief"]))
    picture = reverse("desk_paper_sample_page", args=["brief", 1])
    assert picture in page.content.decode()
    assert client.get(picture).content.startswith(b"\x89PNG")
    assert client.get(reverse("desk_paper_sample_page", args=["brief", 99])).status_code == 404


def test_a_paper_corrected_before_it_was_made_is_made_in_its_newer_version_alone(round, lead):
    older = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead)
    newer = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF), actor=lead, corrects=older)
    engine.work()
    jobs = Job.objects.filter(kind="round.paper").order_by("created_at")
    assert [(job.state, job.error_sentence) for job in jobs] == [
        ("cancelled", "This paper was corrected meanwhile. The newer version is made instead."),
        ("finished", ""),
    ]
    assert (older.files.count(), newer.files.count()) == (0, 1)


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [(BRIEF, {"text": "주장 😀"}, "text"), (REQUESTS, {"controller": "법무부ꪎ"}, "controller")],
)
def test_what_papers_cannot_print_is_named_at_its_field(round, lead, kind, typed, field):
    form = kind.form(sent(kind.form, values(kind, **typed)), round=round)
    assert (form.is_valid(), list(form.errors)) == (False, [field])
    assert "cannot print" in form.errors[field][0]


# What it cites ---------------------------------------------------------------------------------------------------------
CITING = "## 증거\n\n갑 제3호증의 1 내지 3, 갑 제8호증,\n갑 제9호증, 별지 1, 2"


def cites(round, kind, body="# 준비서면\n\n글", **changes):
    asked = Asked(values(kind, **changes), {"ko": {"body": body}}, timezone.now())
    return [(each.text, each.line, each.what) for each in queries.missing_cites(round, kind, asked)]


def test_cites_of_typed_and_authored_texts_are_missing_where_neither_package_nor_enclosures_have_them(round):
    title = "# 준비서면\n\n\n피고의 주장 (갑 제{{원고수}}호증, 갑 제4호증)"
    assert cites(round, BRIEF, title, text=CITING, enclosures=[["갑 제8호증 (국회 회의록)"], ["별지 2 계산표"]]) == [
        ("준비서면", 4, "갑 제2호증"),
        ("준비서면", 4, "갑 제4호증"),
        ("Text of the brief", 3, "갑 제3호증의 3"),
        ("Text of the brief", 4, "갑 제9호증"),
    ]


def test_exhibit_of_who_left_is_missing(round, lead):
    assert cites(round, BRIEF, text="갑 제3호증의 1 내지 2") == []
    drop(round=round, number=1, reason="Left.", actor=lead)
    assert cites(round, BRIEF, text="갑 제3호증의 1 내지 2") == [("Text of the brief", 1, "갑 제3호증의 1")]


@pytest.mark.parametrize(("text", "queries_asked"), [("글입니다.", 1), (CITING, 2)])
def test_cites_ask_the_exhibits_once_and_only_where_there_are_any(
    round, django_assert_num_queries, text, queries_asked
):
    with django_assert_num_queries(queries_asked):
        cites(round, BRIEF, text=text)


def test_preview_warns_of_missing_cites_once_and_shows_the_paper_all_the_same(client, round, lead):
    client.force_login(lead)
    url, body = (
        reverse("desk_paper_preview", args=[round.number, "brief"]),
        sent(BRIEF.form, values(BRIEF, text=CITING)),
    )
    page = client.post(url, body)
    assert (page.status_code, LedgerEvent.objects.filter(verb="paper.previewed").count()) == (200, 0)
    assert [(each.line, each.what) for each in page.context["cites"]] == [
        (3, "갑 제3호증의 3"),
        (4, "갑 제9호증"),
        (4, "별지 2"),
    ]
    assert "“Text of the brief”, line 4: 갑 제9호증" in page.content.decode()
    assert client.post(url, body | {"anyway": "1"})["Content-Type"] == "application/pdf"


def test_page_and_api_of_a_paper_name_its_missing_cites(client, case, round, lead):
    filing = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, text="갑 제4호증"), actor=lead)
    client.force_login(lead)
    told = {"text": "Text of the brief", "line": 1, "what": "갑 제4호증"}
    assert (
        "“Text of the brief”, line 1: 갑 제4호증"
        in client.get(reverse("desk_filing", args=[filing.pk])).content.decode()
    )
    reader = program(lead, "paper.read", case=case)
    assert reader.get(f"/api/v1/filings/{filing.pk}/").json()["missing_cites"] == [told]
    filing.asked["values"]["text"] = "갑 제3호증"
    filing.save(update_fields=["asked"])
    assert queries.cites_of(filing) == []


def test_paper_of_a_kind_of_another_version_names_no_cites(round, lead):
    filing = actions.ask_for(round=round, kind=BRIEF, values=values(BRIEF, text="갑 제4호증"), actor=lead)
    filing.type = "telegram"
    assert queries.cites_of(filing) == []
