"""From a frozen round to its package: what is in it, that everybody stands in it, and that it comes out the same again."""

import io
import json
import zipfile

import pytest

from documents.filings.models import Filing, PaperFile
from documents.packages.actions import make_papers
from documents.packages.models import Package
from documents.packages.verify import verify_stored
from documents.rendering.check import inspect
from documents.rounds import actions
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.vault.files import delete, open_file, read_bytes
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
        "manifest.json",
        "manifest.json.p7s",
    ]
    assert (package.state, package.files) == ("ready", 12)
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
    first, second = make(round), make(round)
    assert (first.version, second.version) == (1, 2)
    assert dict(first.contents.values_list("path", "sha256")) == dict(second.contents.values_list("path", "sha256"))
    assert first.manifest_sha256 == second.manifest_sha256
    assert read_bytes(first.zip_name) == read_bytes(second.zip_name)


def test_manifest_names_every_file_with_pages_and_what_it_was_made_with(freeze, make):
    round = freeze(1)
    package = make(round)
    told = json.loads(content(package, "manifest.json"))
    assert {row["path"]: (row["sha256"], row["size"], row["pages"]) for row in told["files"]} == {
        row.path: (row.sha256, row.size, row.pages) for row in package.contents.exclude(path__startswith="manifest")
    }
    assert told["roster"] == {"count": 1, "sha256": round.roster_sha256}
    assert {"code", "templates", "fonts", "weasyprint"} <= told["made_with"].keys()


def test_zip_holds_the_same_files_with_the_day_of_the_roster(freeze, make):
    package = make(freeze(1))
    with open_file(package.zip_name) as stream, zipfile.ZipFile(stream) as archive:
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
