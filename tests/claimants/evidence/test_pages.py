"""Every bad file through the real page, with and without a script; and that nobody sees anybody else's files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from claimants.evidence import actions
from claimants.evidence.models import Evidence
from claimants.evidence.scanner import Verdict
from claimants.intake.actions import send_claim
from claimants.review.actions import open_review
from litigation.cases.models import Case
from litigation.jobs.engine import work
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.claimants.evidence import samples

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


def upload(content, name):
    content = content.getvalue() if isinstance(content, io.BytesIO) else content
    return SimpleUploadedFile(name, content)


def send(client, *files, kind="boarding_pass", script=True):
    headers = {"HTTP_ACCEPT": "application/json"} if script else {}
    return client.post(reverse("my_evidence_add"), {"kind": kind, "file": list(files)}, **headers)


BAD = {
    "26 MB": (
        lambda: b"\xff\xd8\xff" + bytes(26 * MB),
        "a.jpg",
        413,
        "“a.jpg” is 27 MB. Files must be 25 MB or smaller.",
    ),
    "0 bytes": (lambda: b"", "a.pdf", 422, "“a.pdf” is empty. Add it again, or take a photo of it."),
    "film": (
        lambda: b"\0\0\0\x14ftypqt  " + bytes(99),
        "ticket.mov",
        422,
        "“ticket.mov” cannot be used. Add a photo (JPG, PNG, HEIC) or a PDF.",
    ),
    "page of code as photo": (
        lambda: b"<html><script>alert(1)</script>",
        "x.jpg",
        422,
        "“x.jpg” cannot be used. Add a photo (JPG, PNG, HEIC) or a PDF.",
    ),
    "locked PDF": (
        lambda: samples.pdf(password="secret"),
        "bank.pdf",
        422,
        "“bank.pdf” is locked with a password. Add a copy without a password.",
    ),
    "too many pages": (
        lambda: samples.pdf(61),
        "book.pdf",
        422,
        "“book.pdf” has 61 pages. Files may have 60 pages or fewer. Add only the pages that matter.",
    ),
    "pixel bomb": (
        samples.pixel_bomb,
        "b.png",
        422,
        "“b.png” has more than 50 million pixels. Add a smaller photo.",
    ),
    "photo and archive": (
        lambda: samples.jpeg().getvalue() + samples.zipped(),
        "x.jpg",
        422,
        "“x.jpg” may be unsafe, so we did not keep it. Add a photo of the document instead.",
    ),
}


@pytest.mark.parametrize(("make", "name", "status", "sentence"), BAD.values(), ids=BAD)
def test_bad_file_is_answered_by_a_sentence_and_not_kept(mine, make, name, status, sentence):
    answer = send(mine, upload(make(), name))
    assert (answer.status_code, answer.json()["detail"]) == (status, sentence)
    assert Evidence.objects.count() == 0


def test_script_gets_the_finished_line_of_the_list(mine):
    answer = send(mine, upload(samples.jpeg(), "pass <b>.jpg"))
    line = html.fragment_fromstring(answer.json()["html"])
    assert (answer.status_code, line.tag, line.findtext(".//bdi")) == (200, "li", "pass <b>.jpg")
    assert "We are checking it. You can go on." in line.text_content()


def test_the_same_file_twice_says_so_kindly(mine):
    send(mine, upload(samples.jpeg(), "a.jpg"))
    answer = send(mine, upload(samples.jpeg(), "a.jpg"))
    assert answer.status_code == 200
    assert "You had sent this file already" in answer.json()["html"]
    assert Evidence.objects.count() == 1


def test_without_a_script_a_bad_file_leaves_the_others_alone(mine):
    files = [upload(samples.jpeg(), "one.jpg"), upload(b"", "two.jpg"), upload(samples.pdf(), "three.pdf")]
    answer = send(mine, *files, script=False)
    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    assert [each.text for each in page.xpath("//ul[@id='files']//bdi")] == ["two.jpg", "one.jpg", "three.pdf"]
    assert (
        page.xpath("//ul[@id='files']//p[@class='wrong']")[0].text
        == "“two.jpg” is empty. Add it again, or take a photo of it."
    )
    assert list(Evidence.objects.values_list("display_name", flat=True)) == ["one.jpg", "three.pdf"]


def test_without_a_script_good_files_lead_back_to_the_list(mine):
    answer = send(mine, upload(samples.jpeg(), "one.jpg"), upload(samples.pdf(), "two.pdf"), script=False)
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_evidence") + "#files")


def test_no_file_chosen_is_said_at_the_field(mine):
    answer = send(mine, script=False)
    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    assert (
        page.xpath("//*[contains(@class, 'errors')]//a")[0].text_content().strip()
        == "Choose a file first, then press “Add file”"
    )


def test_session_ended_leads_to_sign_in(client, claim):
    answer = send(client, upload(samples.jpeg(), "a.jpg"))
    assert (answer.status_code, set(answer.json())) == (401, {"sign_in", "kept"})
    plain = send(client, upload(samples.jpeg(), "a.jpg"), script=False)
    assert (plain.status_code, "ended=1" in plain["Location"]) == (302, True)
    assert Evidence.objects.count() == 0


def test_virus_is_told_under_the_file_and_kept_from_everybody(mine, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("claimants.evidence.scanner.scan", lambda stream: Verdict("infected", "Eicar"))
    send(mine, upload(samples.jpeg(), "x.jpg"))
    with django_capture_on_commit_callbacks(execute=True):
        work()
    page = html.fromstring(mine.get(reverse("my_evidence")).content)
    told = [each.text for each in page.xpath("//ul[@id='files']/li[@class='bad']//p[@class='wrong']")]
    assert told == ["“x.jpg” may be unsafe, so we did not keep it. Add a photo of the document instead."]


def test_describe_remove_undo_through_the_pages(mine, claim):
    factories.tell_person(claim.claimant)
    trip = factories.tell_trip(claim)
    send(mine, upload(samples.jpeg(), "a.jpg"))
    row = Evidence.objects.get()
    item = reverse("my_evidence_item", args=[row.pk])
    assert mine.get(item).status_code == 200
    mine.post(item, {"kind": "ticket", "trip": str(trip.pk)})
    row.refresh_from_db()
    assert (row.kind, row.trip_id) == ("ticket", trip.pk)
    mine.post(reverse("my_evidence_remove", args=[row.pk]))
    listed = html.fromstring(mine.get(reverse("my_evidence")).content)
    assert [each.text for each in listed.xpath("//details[@class='more']//bdi")] == ["a.jpg"]
    mine.post(reverse("my_evidence_restore", args=[row.pk]))
    assert Evidence.objects.get().removed_at is None


def test_better_copy_takes_the_place(mine):
    send(mine, upload(samples.jpeg(), "a.jpg"))
    row = Evidence.objects.get()
    url = reverse("my_evidence_replace", args=[row.pk])
    assert mine.post(url, {"file": upload(b"", "b.jpg")}).status_code == 422
    mine.post(url, {"file": upload(samples.png(), "b.png")})
    assert list(Evidence.objects.filter(removed_at=None).values_list("display_name", flat=True)) == ["b.png"]


def test_no_evidence_is_an_answer_with_a_reason(mine, claim):
    url = reverse("my_evidence_none")
    assert mine.post(url, {"reason": " "}).status_code == 422
    assert mine.post(url, {"reason": "Lost in a flood"}).status_code == 302
    claim.refresh_from_db()
    assert claim.no_evidence_reason == "Lost in a flood"


def test_list_asks_the_database_as_often_for_three_files_as_for_one(mine):
    counts = []
    for width in (800, 801, 802):
        send(mine, upload(samples.jpeg((width, 600)), "a.jpg"))
        work()
        with CaptureQueriesContext(connection) as queries:
            mine.get(reverse("my_evidence"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


# Looks ----------------------------------------------------------------------------------------------------------------
@pytest.fixture
def sent(db):
    """A claim that was sent, with one checked photo."""
    claim = factories.make_claim(ready=True)
    account = claim.claimant.account
    actions.receive(claim=claim, kind="boarding_pass", upload=samples.jpeg(), name="a.jpg", actor=account)
    work()
    send_claim(claim=claim, actor=account)
    return claim


def looks(claim, *verbs):
    return LedgerEvent.objects.filter(claim_id=str(claim.pk), verb__in=verbs).count()


def test_own_page_image_is_shown_and_written_down(client, sent):
    row = Evidence.objects.get()
    client.force_login(sent.claimant.account)
    answer = client.get(reverse("my_file_page", args=[row.pk, 1]))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "image/jpeg",
        "private, no-store",
    )
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert looks(sent, "evidence.viewed") == 1
    assert client.get(reverse("my_file_page", args=[row.pk, 2])).status_code == 404


def test_files_of_others_are_not_there(client, sent):
    row = Evidence.objects.get()
    client.force_login(factories.make_claim(case=sent.case).claimant.account)
    absent = client.get(reverse("my_file_page", args=["00000000-0000-4000-8000-000000000000", 1]))
    urls = [reverse(name, args=[row.pk, 1]) for name in ("my_file_page", "my_file_thumb")]
    urls.append(reverse("my_evidence_item", args=[row.pk]))
    answers = [client.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {absent.status_code} == {404}
    for name in ("my_evidence_remove", "my_evidence_restore"):
        assert client.post(reverse(name, args=[row.pk])).status_code == 404
    assert looks(sent, "evidence.viewed", "evidence.thumbnail_shown", "evidence.removed") == 0


def test_each_look_of_the_team_is_one_row(client, sent):
    row = Evidence.objects.get()
    client.force_login(factories.make_member(sent.case).user)
    assert client.get(reverse("desk_evidence_page", args=[row.pk, 1])).status_code == 200
    original = client.get(reverse("desk_evidence_original", args=[row.pk]))
    assert original["Content-Disposition"] == 'attachment; filename="a.jpg"'
    assert (looks(sent, "evidence.viewed"), looks(sent, "evidence.downloaded")) == (1, 1)


def test_team_sees_no_file_of_a_draft_and_of_no_other_case(client, claim):
    client.force_login(claim.claimant.account)
    send(client, upload(samples.jpeg(), "a.jpg"))
    work()
    row = Evidence.objects.get()
    client.force_login(factories.make_member(claim.case).user)
    urls = [reverse("desk_evidence_page", args=[row.pk, 1]), reverse("desk_evidence_original", args=[row.pk])]
    assert [client.get(url).status_code for url in urls] == [404, 404]
    other = Case.objects.get(pk=claim.case_id)
    other.pk, other.slug = None, "another-case"
    other._state.adding = True
    other.save()
    stranger = factories.make_member(other).user
    client.force_login(stranger)
    assert [client.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize(
    ("scan", "status"), [("waiting", 409), ("unavailable", 409), ("unexpected", 409), ("infected", 410)]
)
def test_original_is_not_given_out_unchecked(client, sent, scan, status):
    Evidence.objects.update(scan=scan)
    client.force_login(factories.make_member(sent.case).user)
    answer = client.get(reverse("desk_evidence_original", args=[Evidence.objects.get().pk]))
    assert (answer.status_code, looks(sent, "evidence.downloaded")) == (status, 0)


def test_auditor_may_not_look_at_files(client, sent):
    client.force_login(factories.make_member(sent.case, "auditor").user)
    assert client.get(reverse("desk_evidence_page", args=[Evidence.objects.get().pk, 1])).status_code == 403


def test_team_sees_nothing_of_a_file_that_was_taken_back(client, sent):
    row = Evidence.objects.get()
    urls = [reverse(name, args=[row.pk, 1]) for name in ("desk_evidence_page", "desk_evidence_thumb")]
    urls.append(reverse("desk_evidence_original", args=[row.pk]))
    client.force_login(factories.make_member(sent.case).user)
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]
    attorney = factories.make_member(sent.case).user
    open_review(claim=sent, actor=attorney)
    factories.ask(sent, attorney)
    actions.remove(evidence=row, actor=sent.claimant.account)
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    shown = [client.get(reverse(name, args=[sent.reference])) for name in ("desk_claim", "api:claim")]
    assert [(page.status_code, b"a.jpg" in page.content) for page in shown] == [(200, False), (200, False)]
