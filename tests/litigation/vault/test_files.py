import hashlib
import io
import itertools
import threading
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from litigation.errors import DomainError
from litigation.vault import files
from litigation.vault.errors import MissingFile, VaultError
from litigation.vault.files import Stored, open_file, put, put_as, read_bytes
from litigation.vault.storage import VaultStorage
from litigation.vault.stream import CHUNK, HEADER, TAG
from tests.litigation.vault.tools import examine

SEALED = CHUNK + TAG
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7]


def bytes_of(size):
    return bytes(itertools.islice(itertools.cycle(range(251)), size))


def left(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def stored():
    return put(bytes_of(3 * CHUNK + 7), prefix="evidence")


@pytest.fixture
def path(stored, vault_folder):
    return vault_folder / stored.name


@pytest.mark.parametrize("size", SIZES)
def test_put_gives_back_what_was_put_with_hash_and_size(size):
    plain = bytes_of(size)
    stored = put(io.BytesIO(plain), prefix="evidence")
    assert (stored.sha256, stored.size) == (hashlib.sha256(plain).hexdigest(), size)
    assert read_bytes(stored.name) == plain
    assert examine(stored.name) == stored


def test_put_writes_ciphertext_under_a_random_name(vault_folder):
    plain = b"Kim Min-ji M12345678 " * 5000
    names = {put(plain, prefix="evidence").name for _each in range(3)}
    assert len(names) == 3
    for name in names:
        prefix, shard, rest = name.split("/")
        assert (prefix, len(shard), len(rest), rest[-3:]) == ("evidence", 2, 41, ".hv")
        sealed = (vault_folder / name).read_bytes()
        assert b"Min-ji" not in sealed
        assert len(sealed) == HEADER + len(plain) + 2 * TAG


def test_same_bytes_twice_look_different(vault_folder):
    one, two = put(b"x" * 100, prefix="a"), put(b"x" * 100, prefix="a")
    assert (vault_folder / one.name).read_bytes()[HEADER:] != (vault_folder / two.name).read_bytes()[HEADER:]


def test_put_reads_a_stream_from_its_beginning_wherever_it_stands():
    stream = io.BytesIO(b"sniffed and then stored")
    stream.read(7)
    assert read_bytes(put(stream, prefix="a").name) == b"sniffed and then stored"


def test_put_over_the_limit_is_refused_and_leaves_nothing(vault_folder):
    with pytest.raises(DomainError) as refusal:
        put(io.BytesIO(bytes_of(3 * CHUNK)), prefix="a", max_bytes=2 * CHUNK)
    assert (refusal.value.code, refusal.value.status) == ("vault.too_large", 413)
    assert left(vault_folder) == []
    assert put(bytes_of(2 * CHUNK), prefix="a", max_bytes=2 * CHUNK).size == 2 * CHUNK


def test_put_of_a_stream_that_breaks_leaves_nothing(vault_folder):
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        put(Broken(), prefix="a")
    assert left(vault_folder) == []


def test_open_file_reads_in_pieces_and_seeks(stored):
    plain = bytes_of(stored.size)
    with open_file(stored.name) as stream:
        assert stream.read(10) == plain[:10]
        assert stream.seek(CHUNK - 5) == CHUNK - 5
        assert stream.read(10) == plain[CHUNK - 5 : CHUNK + 5]
        assert stream.seek(-7, io.SEEK_END) == stored.size - 7
        assert stream.read() == plain[-7:]
        assert stream.read() == b""
        stream.seek(0)
        assert b"".join(stream) == plain


def test_every_bit_of_a_small_file_is_guarded(vault_folder):
    name = put(b"\x00" * 40, prefix="a").name
    path = vault_folder / name
    sealed = path.read_bytes()
    for position, bit in itertools.product(range(len(sealed)), range(8)):
        path.write_bytes(sealed[:position] + bytes([sealed[position] ^ 1 << bit]) + sealed[position + 1 :])
        with pytest.raises(VaultError):
            read_bytes(name)


@pytest.mark.parametrize("chunk", range(4))
@pytest.mark.parametrize("offset", [0, 6, -1])
def test_a_bit_flipped_in_any_chunk_is_found(stored, path, chunk, offset):
    sealed = bytearray(path.read_bytes())
    start = HEADER + chunk * SEALED
    end = min(len(sealed), start + SEALED)
    sealed[start + offset if offset >= 0 else end - 1] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(VaultError, match=f"chunk {chunk}"):
        examine(stored.name)


@pytest.mark.parametrize("kept", [0, 3, HEADER - 1, HEADER, HEADER + 5, HEADER + SEALED, HEADER + 3 * SEALED, -1])
def test_a_file_that_was_cut_is_refused_before_a_byte_is_read(stored, path, kept):
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(VaultError, match=stored.name):
        open_file(stored.name)


def test_bytes_that_were_appended_are_refused(stored, path):
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(VaultError):
        open_file(stored.name)


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (0, 0, 2), (0, 2), (1, 2), (0, 1, 1, 2)])
def test_chunks_that_were_reordered_doubled_or_left_out_are_found(stored, path, order):
    sealed = path.read_bytes()
    chunks = [sealed[start : start + SEALED] for start in range(HEADER, len(sealed), SEALED)]
    path.write_bytes(sealed[:HEADER] + b"".join(chunks[index] for index in order) + chunks[3])
    with pytest.raises(VaultError):
        examine(stored.name)


def test_a_file_put_in_place_of_another_is_refused(stored, path, vault_folder):
    other = put(b"another claimant", prefix="evidence")
    path.write_bytes((vault_folder / other.name).read_bytes())
    with pytest.raises(VaultError, match="another name"):
        open_file(stored.name)


def test_missing_file_says_so_and_delete_is_quiet(stored):
    assert files.exists(stored.name)
    files.delete(stored.name)
    files.delete(stored.name)
    assert not files.exists(stored.name)
    with pytest.raises(MissingFile, match=stored.name):
        open_file(stored.name)


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "a/",
        "",
        ".env",
        "a/.git",
        "a\\b",
        "a\0b",
        "a\nb",
        "é",
        "a" * 201,
    ],
)
def test_names_that_are_not_ours_are_refused_at_every_door(name, vault_folder):
    for door in (open_file, read_bytes, files.delete, files.exists, lambda each: put_as(each, b"x")):
        with pytest.raises(VaultError):
            door(name)
    assert left(vault_folder) == []


def test_fifty_megabytes_stream_in_flat_memory():
    class Zeros(io.RawIOBase):
        left = 50 * 1024 * 1024

        def read(self, size=-1):
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    tracemalloc.start()
    stored = put(Zeros(), prefix="package")
    assert examine(stored.name) == stored
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert stored.size == 50 * 1024 * 1024
    assert peak < 2 * 1024 * 1024


def test_a_file_appears_only_when_it_is_whole(vault_folder):
    written, go_on = threading.Event(), threading.Event()

    class Slow(io.RawIOBase):
        def __init__(self):
            super().__init__()
            self.blocks = [b"x" * CHUNK, b"x" * CHUNK, b""]

        def read(self, size=-1):
            if len(self.blocks) == 1:
                written.set()
                assert go_on.wait(10)
            return self.blocks.pop(0)

    thread = threading.Thread(target=lambda: put_as("a/b.hv", Slow()))
    thread.start()
    assert written.wait(10)
    assert not files.exists("a/b.hv")
    go_on.set()
    thread.join(10)
    assert len(read_bytes("a/b.hv")) == 2 * CHUNK
    assert [path.name for path in left(vault_folder)] == ["b.hv"]


def test_stored_files_are_for_their_owner_only(path):
    assert path.stat().st_mode & 0o077 == 0


def test_default_storage_is_the_vault(vault_folder):
    assert isinstance(default_storage, VaultStorage)
    name = default_storage.save("exports/1a2b.hv", ContentFile(b"secret"))
    assert (name, default_storage.exists(name), default_storage.size(name)) == ("exports/1a2b.hv", True, 6)
    assert b"secret" not in (vault_folder / name).read_bytes()
    with default_storage.open(name) as file:
        assert b"".join(file.chunks()) == b"secret"
    assert default_storage.save(name, ContentFile(b"other")) != name
    with pytest.raises(VaultError):
        default_storage.url(name)
    with pytest.raises(VaultError):
        default_storage.open(name, "wb")
    default_storage.delete(name)
    assert not default_storage.exists(name)


def test_stored_is_a_plain_value():
    assert Stored("a/b.hv", "0" * 64, 3) == Stored("a/b.hv", "0" * 64, 3)
