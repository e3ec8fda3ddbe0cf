"""Texts of papers on the desk: only what can be made is published, each version stays, and a placeholder is only itself."""

import pytest
from django.urls import reverse

from documents.texts import actions, queries
from documents.texts.queries import Change, changes
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.fonts import unprintable
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.api.conftest import program
from tests.litigation.cases.test_rules import PAYLOADS

pytestmark = pytest.mark.django_db
BRIEF = {"key": "paper.brief", "language": "ko"}
BODY = "# 준비서면\n\n{{원고수}}명의 원고들은 {{피고}}에 대하여 다음과 같이 변론을 준비합니다."


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return factories.make_case()


@pytest.fixture
def attorney(case):
    return factories.make_member(case, of_record=True).user


def newest(case, key="paper.brief", language="ko"):
    return CaseText.objects.filter(case=case, key=key, language=language).latest("version")


def test_new_version_counts_from_now_on_and_the_old_one_stays(case, attorney):
    made = actions.publish(case=case, body=BODY.replace("\n", "\r\n") + "\r\n", actor=attorney, **BRIEF)
    assert (made.version, made.body, made.origin, made.is_confirmed) == (2, BODY, "counsel", False)
    assert CaseText.objects.filter(case=case, **BRIEF).count() == 2
    assert LedgerEvent.objects.filter(verb="case.text_amended", actor_id=str(attorney.pk)).count() == 1
    assert actions.publish(case=case, body=BODY, actor=attorney, **BRIEF) == made


@pytest.mark.parametrize("payload", [*PAYLOADS, "{{amount}}", "{{취하인원}}"])
def test_unknown_placeholder_is_named_by_its_line_and_not_published(case, attorney, payload):
    with pytest.raises(DomainError) as refused:
        actions.publish(case=case, body=f"# 준비서면\n\n하나\n\n둘 {payload}", actor=attorney, **BRIEF)
    assert refused.value.code == "paper.placeholder_unknown"
    assert "5" in refused.value.sentence
    assert newest(case).version == 1


@pytest.mark.parametrize("body", ["준비서면", "# 준비서면", "# 준비서면\n\n글\n- 항목"])
def test_text_that_cannot_be_read_is_refused(case, attorney, body):
    with pytest.raises(DomainError) as refused:
        actions.publish(case=case, body=body, actor=attorney, **BRIEF)
    assert (refused.value.code, set(refused.value.fields)) == ("case.text_unreadable", {"body"})


def test_text_from_which_the_paper_cannot_be_made_is_refused(case, attorney):
    with pytest.raises(DomainError) as refused:
        actions.publish(case=case, key="paper.amounts_table", language="ko", body="# 표\n\n글", actor=attorney)
    assert refused.value.code == "paper.no_head"


@pytest.mark.parametrize("key", ["paper.nothing", "home.lead", "mandate.text"])
def test_text_of_no_paper_is_not_published_here(case, attorney, key):
    with pytest.raises(DomainError) as refused:
        actions.publish(case=case, key=key, language="ko", body=BODY, actor=attorney)
    assert refused.value.status == 404


def test_list_shows_every_text_and_what_nobody_wrote_yet(case):
    CaseText.objects.filter(key="paper.withdrawal").delete()
    rows = {(row.key, row.language): row.newest for row in queries.text_rows(case)}
    assert rows["paper.withdrawal", "ko"] is None
    assert rows["complaint.prayer", "ko"].version == 1
    assert ("paper.access_request", "en") in rows
    assert not any(key.startswith(("home.", "consent.", "mandate.")) for key, _language in rows)


def test_changes_are_shown_line_by_line():
    assert changes("a\nb\nc", "a\nB\nc\nd") == [
        Change("same", "a"),
        Change("out", "b"),
        Change("in", "B"),
        Change("same", "c"),
        Change("in", "d"),
    ]


def test_editor_previews_without_keeping_and_publishes(client, case, attorney):
    client.force_login(attorney)
    url = reverse("desk_text", args=["paper.brief", "ko"])
    page = client.get(url).content.decode()
    assert "{{원고수}}" in page
    assert reverse("desk_paper_sample_page", args=["brief", 1]) in page
    shown = client.post(url, {"body": BODY, "preview": "1"})
    assert shown.status_code == 200
    assert shown.context["pages"][0].startswith("data:image/png;base64,")
    assert newest(case).version == 1
    answer = client.post(url, {"body": BODY})
    assert (answer.status_code, newest(case).body) == (302, BODY)


def test_words_that_are_the_same_make_no_version_and_the_page_says_so(client, case, attorney):
    client.force_login(attorney)
    url, version = reverse("desk_text", args=["paper.brief", "ko"]), newest(case).version
    answer = client.post(url, {"body": newest(case).body}, follow=True)
    assert f"The words are the same: version {version} stays." in answer.content.decode()
    assert "counts from now on" not in answer.content.decode()
    assert newest(case).version == version


def test_editor_opens_for_a_paper_that_has_no_text_yet(client, case, attorney):
    case.texts.filter(key="paper.brief").delete()
    client.force_login(attorney)
    page = client.get(reverse("desk_text", args=["paper.brief", "ko"]))
    assert (page.status_code, page.context["pages"]) == (200, [])
    client.post(reverse("desk_text", args=["paper.brief", "ko"]), {"body": BODY})
    assert (newest(case).version, newest(case).body) == (1, BODY)


def test_preview_names_what_is_wrong_and_keeps_the_words(client, case, attorney):
    client.force_login(attorney)
    url = reverse("desk_text", args=["paper.brief", "ko"])
    for extra in ({"preview": "1"}, {}):
        page = client.post(url, {"body": "# 준비서면\n\n{{없는이름}}", **extra})
        assert page.status_code in (400, 422)
        assert "{{없는이름}}" in page.content.decode()
        assert "3" in str(page.context["form"].errors["body"])
    assert newest(case).version == 1


def test_other_window_saved_in_between_is_not_overwritten_unseen(client, case, attorney):
    client.force_login(attorney)
    url = reverse("desk_text", args=["paper.brief", "ko"])
    seen = client.get(url).content.decode().split('name="_seen" value="')[1].split('"')[0]
    actions.publish(case=case, body=BODY, actor=attorney, **BRIEF)
    page = client.post(url, {"body": BODY + "\n\n더.", "_seen": seen})
    assert (page.status_code, newest(case).version) == (409, 2)


def test_older_version_is_taken_again_as_a_new_one_and_confirmed(client, case, attorney):
    first = newest(case)
    actions.publish(case=case, body=BODY, actor=attorney, **BRIEF)
    client.force_login(attorney)
    client.post(reverse("desk_text_restore", args=["paper.brief", "ko", 1]))
    restored = newest(case)
    assert (restored.version, restored.body) == (3, first.body)
    client.post(reverse("desk_text_confirm", args=["paper.brief", "ko", 3]))
    restored.refresh_from_db()
    assert (restored.confirmed_by, restored.is_confirmed) == (attorney, True)
    page = client.get(reverse("desk_text_versions", args=["paper.brief", "ko"]) + "?new=2")
    assert [line.kind for line in page.context["lines"]].count("in") == 1
    assert client.post(reverse("desk_text_restore", args=["paper.brief", "ko", 9])).status_code == 404


def test_coordinator_reads_texts_and_changes_none(client, case):
    client.force_login(factories.make_member(case, "coordinator").user)
    assert client.get(reverse("desk_text_versions", args=["paper.brief", "ko"])).status_code == 200
    assert client.get(reverse("desk_text", args=["paper.brief", "ko"])).status_code == 403


def test_another_case_keeps_its_own_texts(case, attorney):
    from tests.architecture.cast import copy_of

    other = copy_of(case)
    actions.publish(case=case, body=BODY, actor=attorney, **BRIEF)
    assert newest(other).version == 1


def test_text_written_for_one_paper_knows_that_papers_own_placeholders(case, attorney):
    body = "# 소취하서\n\n원고 {{취하인원}}명은 소를 취하합니다."
    made = actions.publish(case=case, key="paper.withdrawal", language="ko", body=body, actor=attorney)
    assert made.version == 2


@pytest.mark.parametrize("letters", ["😀", "ꪎ", "ि"])
def test_text_that_cannot_be_printed_is_not_published(case, attorney, letters):
    with pytest.raises(DomainError) as refused:
        actions.publish(case=case, body=f"{BODY} {letters}", actor=attorney, **BRIEF)
    assert (refused.value.code, set(refused.value.fields)) == ("text.unprintable", {"body"})
    assert newest(case).version == 1


def test_every_text_that_comes_with_the_case_can_be_printed(case):
    bodies = CaseText.objects.filter(case=case).values_list("key", "language", "body")
    assert {(key, language): found for key, language, body in bodies if (found := unprintable(body))} == {}


# What it cites ---------------------------------------------------------------------------------------------------------
CITING = "# 사실관계\n\n{{피고}} (갑 제3호증의 900, 갑 제1호증)\n\n별지 {{원고수}}, 별지 1 내지 2"


def test_cites_that_no_package_can_have_are_named_by_line(case):
    told = [(each.line, each.what) for each in queries.missing_cites(case, "complaint.2_facts", CITING)]
    assert told == [(3, "갑 제1호증"), (5, "별지 15")]


def test_annex_that_the_case_makes_none_of_is_named(case):
    case.texts.filter(key="paper.amounts_table").delete()
    cites = queries.missing_cites
    assert [each.what for each in cites(case, "complaint.2_facts", "# 글\n\n별지 1, 2")] == ["별지 2"]
    assert cites(case, "paper.amounts_table", "# 글\n\n- 위자료 (별지 2)") == []


def test_editor_warns_of_cites_in_the_preview_and_publishes_all_the_same(client, case, attorney):
    client.force_login(attorney)
    url = reverse("desk_text", args=["complaint.2_facts", "ko"])
    page = client.post(url, {"body": CITING, "preview": "1"})
    assert [each.alone for each in page.context["cites"]] == ["Line 3: 갑 제1호증", "Line 5: 별지 15"]
    assert "<li>Line 3: 갑 제1호증</li>" in page.content.decode()
    assert "A round is not frozen with it." in page.content.decode()
    assert (page.status_code, len(page.context["pages"])) == (200, 4)
    assert client.post(url, {"body": CITING}).status_code == 302


def test_editor_warns_of_nothing_where_all_is_there(client, case, attorney):
    client.force_login(attorney)
    body = {"body": "# 사실관계\n\n갑 제3호증, 별지 1", "preview": "1"}
    page = client.post(reverse("desk_text", args=["complaint.2_facts", "ko"]), body)
    assert (page.context["cites"], "notice wait" in page.content.decode()) == ([], False)


def test_program_that_tries_a_text_is_warned_with_lines(case, attorney):
    writer = program(attorney, "text.change", case=case)
    tried = writer.post("/api/v1/texts/paper.brief/ko/try/", {"body": "# 준비서면\n\n갑 제2호증"}, format="json").json()
    assert tried == {"problems": [], "warnings": [{"line": 3, "sentence": "Line 3: 갑 제2호증"}], "pages": 2}
    wrong = writer.post(
        "/api/v1/texts/paper.brief/ko/try/", {"body": "# 준비서면\n\n갑 제2호증 {{x}}"}, format="json"
    ).json()
    assert [len(wrong[name]) for name in ("problems", "warnings")] == [1, 1]
