"""From a frozen round to its package: what is in it, that everybody stands in it, and that it comes out the same again."""

import io
import json
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from documents.packages import rules
from documents.packages.actions import make_papers
from documents.packages.making import plaintiffs_papers
from documents.packages.models import Package
from documents.packages.queries import zip_of
from documents.packages.verify import verify_stored
from documents.papers.models import Filing, PaperFile
from documents.rendering.check import inspect
from documents.rounds import actions
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.actions import cancel, resume
from litigation.jobs.models import JobItem
from litigation.vault.files import delete, read_bytes
from tests.documents import people

pytestmark = pytest.mark.django_db


def content(package, path):
    return read_bytes(package.contents.get(path=path).stored_name)


def test_package_holds_each_paper_as_its_own_file(freeze, make):
    package = make(freeze(2))
    assert list(package.contents.values_list("path", flat=True)) == [
        "1_소장/별지1_원고명단.pdf",
        "1_소장/소장.pdf",
        "1_소장/증거목록.pdf",
        "2_위임장/소송위임장_0001_뭉흐바트바트바야르가.pdf",
        "2_위임장/소송위임장_0002_응우옌티호아갇.pdf",
        "3_증거/갑제3호증의1_탑승권.pdf",
        "3_증거/갑제3호증의2_탑승권.pdf",
        "4_참고/당사자목록.csv",
        "4_참고/당사자목록.xlsx",
        "4_참고/목록.pdf",
        "4_참고/목록.xlsx",
        "manifest.json",
        "manifest.json.p7s",
    ]
    assert (package.state, package.files) == ("ready", 13)
    assert set(Filing.objects.values_list("state", flat=True)) == {"made"}


def test_every_plaintiff_can_be_found_in_the_annex_and_in_their_own_papers(freeze, make):
    round = freeze(6)
    package = make(round)
    annex = inspect(content(package, "1_소장/별지1_원고명단.pdf"))
    for entry in round.roster.all():
        person = entry.snapshot["person"]
        assert annex.contains(person["hangul"]), entry.number
        assert annex.contains(person["roman"]), entry.number
        paper = PaperFile.objects.get(filing__type="power_of_attorney", entry=entry)
        facts = inspect(read_bytes(paper.stored_name))
        assert facts.contains(person["hangul"])
        assert facts.missing_glyphs == 0


def test_complaint_fills_in_what_counsel_wrote(freeze, make):
    facts = inspect(content(make(freeze(1)), "1_소장/소장.pdf"))
    for words in (
        "1,000,000원을 지급하라",
        "당사자의 지위",
        "사업의 시작",
        "피고는 대한민국입니다",
        "법률상 대표자 법무부장관",
        "갑 제3호증의 1",
    ):
        assert facts.contains(words), words
    assert not facts.contains("법률상 대표자 법률상 대표자")
    assert not facts.contains("1. 1. 피고는")


def test_same_roster_makes_the_same_bytes_and_keeps_its_seal(freeze, make):
    round = freeze(2)
    first, second = make(round), make(round, anew=True)
    assert (first.version, second.version) == (1, 2)
    assert dict(first.contents.values_list("path", "sha256")) == dict(second.contents.values_list("path", "sha256"))
    assert first.manifest_sha256 == second.manifest_sha256
    assert zip_of(first).read() == zip_of(second).read()


def test_manifest_names_every_file_with_pages_and_what_it_was_made_with(freeze, make):
    round = freeze(1)
    package = make(round)
    told = json.loads(content(package, "manifest.json"))
    assert {row["path"]: (row["sha256"], row["size"], row["pages"]) for row in told["files"]} == {
        row.path: (row.sha256, row.size, row.pages) for row in package.contents.exclude(path__startswith="manifest")
    }
    assert told["roster"] == {"count": 1, "version": 1, "sha256": round.roster_sha256}
    assert {"code", "templates", "fonts", "weasyprint"} <= told["made_with"].keys()


def test_zip_holds_the_same_files_with_the_day_of_the_roster(freeze, make):
    package = make(freeze(1))
    with zipfile.ZipFile(zip_of(package)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            row.path: read_bytes(row.stored_name) for row in package.contents.all()
        }
        assert len({entry.date_time for entry in archive.infolist()}) == 1


def test_papers_are_not_made_of_an_open_round(case, lead):
    people.make_accepted(case, 1)
    round = actions.open_round(case=case, actor=lead)
    with pytest.raises(DomainError, match=r"round\.not_frozen"):
        make_papers(round=round, actor=lead)
    assert Package.objects.count() == 0


def test_papers_are_made_once_at_a_time(freeze, lead):
    round = freeze(1)
    make_papers(round=round, actor=lead)
    with pytest.raises(DomainError, match=r"jobs\.already_running"):
        make_papers(round=round, actor=lead)
    assert Package.objects.count() == 1


def test_missing_original_fails_its_own_exhibit_and_names_it(freeze, lead):
    round = freeze(2)
    entry = round.roster.get(number=2)
    original = entry.snapshot["exhibits"][0]["stored_name"]
    kept = read_bytes(original)
    delete(original)
    package = make_papers(round=round, actor=lead)
    engine.work(package.job_id)
    package.refresh_from_db()
    job = package.job
    assert (package.state, job.state, job.failed_count) == ("incomplete", "finished_with_errors", 1)
    assert list(job.items.filter(payload__has_key="files").values_list("key", "weight")) == [
        ("plaintiffs:1-2", 3),
        ("exhibit:2", 1),
    ]
    assert job.total == job.items.exclude(payload__has_key="files").count() + 4
    assert list(job.items.filter(state="failed").values_list("key", "error_code")) == [("exhibit:2", "exhibit.missing")]
    assert dict(Filing.objects.values_list("type", "state"))["exhibit"] == "failed"

    from litigation.jobs.actions import retry_failed
    from litigation.vault.files import put_as

    put_as(original, io.BytesIO(kept))
    retry_failed(job, actor=lead)
    engine.work(job.pk)
    package.refresh_from_db()
    assert package.state == "ready"
    assert verify_stored(package).problems == []


def test_changed_original_becomes_no_exhibit(freeze, lead):
    from litigation.vault.files import put_as

    round = freeze(1)
    put_as(round.roster.get().snapshot["exhibits"][0]["stored_name"], people.picture(99))
    package = make_papers(round=round, actor=lead)
    engine.work(package.job_id)
    item = package.job.items.get(state="failed")
    assert (item.key, item.error_code) == ("exhibit:1", "exhibit.changed")


def test_papers_of_the_same_snapshot_and_code_are_taken_over_and_only_the_changed_made_again(freeze, make):
    round = freeze(2)
    make(round)
    kept = PaperFile.objects.get(filing__type="exhibit", entry__number=1)
    PaperFile.objects.filter(filing__type="power_of_attorney", entry__number=2).update(made_of="another code")
    again = make(round)
    results = dict(again.job.items.values_list("key", "result"))
    assert results["plaintiffs:1-2"] == {"files": 4, "made": 1, "set_aside": 0}
    assert PaperFile.objects.get(pk=kept.pk).sha256 == kept.sha256


def test_paper_that_vanished_from_the_vault_is_made_again(freeze, make):
    round = freeze(1)
    make(round)
    paper = PaperFile.objects.get(filing__type="exhibit")
    delete(paper.stored_name)
    again = make(round)
    assert again.job.items.get(key="plaintiffs:1-1").result == {"files": 2, "made": 1, "set_aside": 0}
    assert verify_stored(again).problems == []


def test_plaintiffs_are_made_in_batches_with_one_commit_each(freeze, make, monkeypatch):
    monkeypatch.setattr("documents.packages.actions.BATCH", 2)
    package = make(freeze(3))
    keys = list(package.job.items.order_by("index").values_list("key", flat=True))
    assert keys[-2:] == ["plaintiffs:1-2", "plaintiffs:3-3"]
    assert (package.state, PaperFile.objects.filter(filing__type="power_of_attorney").count()) == ("ready", 3)


def test_package_with_gaps_names_them_inside_and_goes_on_without_them(freeze, make):
    round = freeze(3)
    delete(round.roster.get(number=2).snapshot["exhibits"][0]["stored_name"])
    package = make(round)
    assert (package.state, package.gaps, package.is_put_together) == ("incomplete", 1, True)
    paths = set(package.contents.values_list("path", flat=True))
    assert {"3_증거/갑제3호증의1_탑승권.pdf", "3_증거/갑제3호증의3_탑승권.pdf", "4_참고/빠진_서류.csv"} <= paths
    assert "3_증거/갑제3호증의2_탑승권.pdf" not in paths
    reference = round.roster.get(number=2).claim.reference
    listed = content(package, "4_참고/빠진_서류.csv").decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in listed[1:]] == [["2", reference, "갑호증"]]
    assert json.loads(content(package, "manifest.json"))["missing_papers"] == 1
    assert inspect(content(package, "4_참고/목록.pdf")).contains("빠진 서류")


def test_paper_of_older_code_does_not_stand_in_for_one_that_cannot_be_made_now(freeze, make):
    round = freeze(1)
    make(round)
    delete(round.roster.get().snapshot["exhibits"][0]["stored_name"])
    package = make(round, anew=True)
    assert package.gaps == 1
    assert not package.contents.filter(path__startswith="3_증거/").exists()


def test_batch_that_breaks_its_workers_is_divided_until_one_plaintiff_is_named(freeze, lead, monkeypatch):
    round, tried = freeze(4), []

    class Crash(BaseException):
        """A worker that dies: its lease stays with nobody and runs out."""

    def make(round, first, last, *, only=""):
        tried.append((first, last))
        if first <= 3 <= last:
            held = JobItem.objects.filter(state="running")
            held.update(lease_token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1))
            raise Crash
        return plaintiffs_papers(round, first, last, only=only)

    monkeypatch.setattr("documents.packages.making.plaintiffs_papers", make)
    package = make_papers(round=round, actor=lead)
    for _death in range(10):
        with pytest.raises(Crash):
            engine.work(package.job_id)
    engine.work(package.job_id)
    package.refresh_from_db()
    assert [each for each in tried if each[0] <= 3 <= each[1]] == [(1, 4)] * 2 + [(3, 4)] * 2 + [(3, 3)] * 6
    assert list(package.job.items.filter(state="failed").values_list("key", "error_code")) == [
        ("plaintiffs:3-3", "jobs.worker_lost")
    ]
    assert (package.state, package.gaps, package.job.state) == ("incomplete", 1, "finished_with_errors")
    assert set(PaperFile.objects.filter(entry__isnull=False).values_list("entry__number", flat=True)) == {1, 2, 4}


def test_papers_of_an_older_package_are_not_taken_up_once_a_newer_one_was_begun(freeze, lead):
    round = freeze(2)
    older = make_papers(round=round, actor=lead)
    cancel(older.job, actor=lead)
    newer = make_papers(round=round, actor=lead)
    engine.work()
    with pytest.raises(DomainError) as refused:
        resume(older.job, actor=lead)
    assert str(refused.value.sentence) == "Package version 2 of this round was begun meanwhile."
    newer.refresh_from_db()
    assert newer.state == "ready"


def test_manifest_tells_the_code_of_every_room_that_makes_papers():
    """A room that was moved would be left out without a word, and a change of it would change no fingerprint."""
    assert [room for room in rules.MAKERS if not list((rules.ROOMS / room).glob("*.py"))] == []
