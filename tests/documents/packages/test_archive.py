"""The computed ZIP: readable as any, from any byte on, and large ones in the form that large ones need."""

import io
import zipfile
import zlib
from datetime import UTC, datetime

import pytest

from documents.packages import archive
from documents.packages.archive import Member, PackageZip, length
from litigation.vault.errors import VaultError
from litigation.vault.files import put

MOMENT = datetime(2026, 11, 23, 5, 2, 9, tzinfo=UTC)
FILES = {"1_소장/소장.pdf": b"%PDF one", "3_증거/갑제3호증의1.pdf": b"x" * 300_000, "manifest.json": b"{}"}


def members_of(files):
    at, found = 0, []
    for path, content in files.items():
        stored = put(content, prefix="papers")
        found.append(Member(path, stored.name, len(content), zlib.crc32(content), at))
        at += length(path, len(content))
    return found, at


def opened(found, end):
    def members(at):
        return iter([member for member in found if member.end > at])

    return PackageZip(members, count=len(found), directory_at=end, moment=MOMENT)


@pytest.fixture
def whole():
    return io.BufferedReader(opened(*members_of(FILES)))


def test_every_file_comes_out_as_it_went_in_with_the_moment_in_seoul(whole):
    with zipfile.ZipFile(whole) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == FILES
        assert {each.date_time for each in read.infolist()} == {(2026, 11, 23, 14, 2, 8)}


def test_size_is_known_before_it_is_read(whole):
    assert whole.raw.size == len(whole.read())


@pytest.mark.parametrize("start", [0, 1, 29, 60, 90, 5000, 299_000, 300_200, 300_350, 300_600])
def test_any_byte_can_be_the_first(whole, start):
    everything = whole.read()
    whole.seek(start)
    assert whole.read() == everything[start:]


def test_file_of_another_size_than_its_row_is_refused_and_not_papered_over():
    found, end = members_of({"a.pdf": b"1234"})
    changed = [Member(**{name: getattr(found[0], name) for name in Member.__slots__} | {"size": 3})]
    with pytest.raises(VaultError, match="its row remembers 3"):
        opened(changed, end).readall()


def test_more_than_65535_files_and_4_gib_are_told_in_the_large_form(monkeypatch):
    monkeypatch.setattr(archive, "_content", lambda member, offset: iter([bytes(member.size - offset)]))
    found = [Member(f"{number:06}", "", 0, 0, number * length("000000", 0)) for number in range(70_000)]
    many = opened(found, found[-1].end)
    with zipfile.ZipFile(io.BufferedReader(many, 1 << 20)) as read:
        assert (len(read.namelist()), read.namelist()[-1]) == (70_000, "069999")
    far = [Member("a", "", 0, 0, 0), Member("b", "", 0, 0, 5 << 30)]
    records = b"".join(opened(far, 5 << 30)._directory())
    assert b"PK\x06\x06" in records
    assert (5 << 30).to_bytes(8, "little") in records
