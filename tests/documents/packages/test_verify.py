"""verify_package: whole packages pass; a changed byte, a missing file, one too many, another seal are each named."""

import json
import shutil
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from documents.packages.export import write_folder, write_zip
from documents.packages.verify import verify_folder, verify_stored, verify_zip
from documents.rounds.models import RosterEntry
from documents.rounds.triggers import ROSTER
from documents.sealing.identity import load_or_make_identity
from documents.sealing.seal import seal_detached
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import put_as

pytestmark = pytest.mark.django_db
POA = "2_위임장/소송위임장_0001_뭉흐바트바트바야르가.pdf"


@pytest.fixture
def package(freeze, make):
    return make(freeze(1))


@pytest.fixture
def folder(package, lead, tmp_path):
    write_folder(package, tmp_path / "package", actor=lead)
    return tmp_path / "package"


def test_whole_package_passes_as_folder_zip_and_stored(package, folder, tmp_path):
    write_zip(package, tmp_path / "package.zip")
    reports = [verify_folder(folder), verify_zip(tmp_path / "package.zip"), verify_stored(package)]
    assert [report.problems for report in reports] == [[], [], []]
    assert reports[0].pages == reports[1].pages == package.pages


def test_writing_a_package_out_is_recorded(folder, lead):
    event = LedgerEvent.objects.get(verb="package.downloaded")
    assert event.actor_id == str(lead.pk)


def test_each_changed_byte_is_found(folder):
    file = folder / POA
    good = file.read_bytes()
    for place in (0, len(good) // 2, len(good) - 1):
        file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert verify_folder(folder).problems == [f"{POA} is not as it was made"]
    file.write_bytes(good + b"\n")
    assert verify_folder(folder).problems == [f"{POA} is not as it was made"]
    file.write_bytes(good)
    assert verify_folder(folder).intact


def test_missing_and_extra_files_are_named(folder):
    (folder / POA).rename(folder / "2_위임장/other.pdf")
    assert verify_folder(folder).problems == [f"{POA} is missing", "2_위임장/other.pdf is not part of the package"]


def test_index_is_covered_too(folder):
    with (folder / "4_참고/목록.pdf").open("ab") as file:
        file.write(b" ")
    assert verify_folder(folder).problems == ["4_참고/목록.pdf is not as it was made"]


def test_manifest_cannot_be_made_to_fit(folder):
    file = folder / "manifest.json"
    told = json.loads(file.read_bytes())
    told["files"] = told["files"][1:]
    file.write_text(json.dumps(told), encoding="utf-8")
    (folder / "1_소장/별지1_원고명단.pdf").unlink()
    assert verify_folder(folder).problems == ["manifest.json is not what was sealed"]


def test_seal_of_somebody_else_is_refused(folder, tmp_path):
    other = load_or_make_identity(tmp_path / "other")
    seal = seal_detached((folder / "manifest.json").read_bytes(), other)
    (folder / "manifest.json.p7s").write_bytes(seal)
    assert verify_folder(folder).problems == ["the seal is not of this installation"]
    assert verify_folder(folder, fingerprint=other.fingerprint).intact


@pytest.mark.parametrize(
    ("name", "problem"),
    [("manifest.json.p7s", "there is no readable seal"), ("manifest.json", "manifest.json is missing")],
)
def test_package_without_manifest_or_seal_is_not_intact(folder, name, problem):
    (folder / name).unlink()
    assert problem in verify_folder(folder).problems


def test_same_name_twice_in_a_zip_is_found(package, tmp_path):
    write_zip(package, tmp_path / "package.zip")
    with pytest.warns(UserWarning), zipfile.ZipFile(tmp_path / "package.zip", "a") as archive:
        archive.writestr(POA, b"another power of attorney")
    assert f"{POA} is there twice" in verify_zip(tmp_path / "package.zip").problems


def test_damaged_zip_is_found(package, tmp_path):
    write_zip(package, tmp_path / "package.zip")
    data = (tmp_path / "package.zip").read_bytes()
    (tmp_path / "package.zip").write_bytes(data[: len(data) // 2])
    assert verify_zip(tmp_path / "package.zip").problems == ["it is no readable ZIP"]


def test_stored_file_that_was_replaced_is_found(package):
    row = package.contents.get(path=POA)
    put_as(row.stored_name, b"%PDF another")
    assert f"{POA} is not as it was made" in verify_stored(package).problems


def test_row_that_was_changed_is_found(package):
    package.contents.filter(path=POA).update(sha256="0" * 64)
    assert verify_stored(package).problems == [
        f"{POA} is not as it was made",
        "the rows of the package and its manifest differ",
    ]


def test_roster_that_was_changed_is_found(package):
    ROSTER.drop(connection)  # as somebody with the database in hand could
    entry = RosterEntry.objects.get()
    entry.snapshot = {**entry.snapshot, "number": 2}
    entry.save()
    assert verify_stored(package).problems == ["plaintiff 1 of the roster was changed"]


def test_command_says_so_and_fails(folder, package):
    out = StringIO()
    call_command("verify_package", str(folder), stdout=out)
    call_command("verify_package", str(package.pk), stdout=out)
    assert out.getvalue().count("Every byte is as it was made") == 2
    shutil.rmtree(folder / "3_증거")
    with pytest.raises(CommandError, match="탑승권"):
        call_command("verify_package", str(folder), stdout=out)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("verify_package", "no-such-thing", stdout=out)


def test_command_finds_the_one_package_in_a_folder_and_asks_which_of_several(folder):
    out = StringIO()
    call_command("verify_package", str(folder.parent), stdout=out)
    assert "Every byte is as it was made" in out.getvalue()
    shutil.copytree(folder, folder.with_name("another"))
    with pytest.raises(CommandError, match="Name one of these packages"):
        call_command("verify_package", str(folder.parent), stdout=out)
