"""Seals: intact, changed, someone else's, none."""

import hashlib
import io
import os
import random
import stat
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from documents.rendering.errors import RenderError
from documents.sealing.identity import FILE, load_or_make_identity
from documents.sealing.seal import Verdict, seal_detached, seal_pdf, verify_detached
from tests.documents.papers import samples
from tests.documents.sealing.tools import verify_sealed_pdf


@pytest.fixture(scope="module")
def identity(tmp_path_factory):
    return load_or_make_identity(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    return load_or_make_identity(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def sealed(identity):
    return seal_pdf(samples.RENDERED["index"]().pdf, identity, reason="제출서류 목록")


def verdict(pdf, sealed, identity, **changes):
    expected = {"expected_sha256": sealed.sha256, "fingerprint": identity.fingerprint, **changes}
    return verify_sealed_pdf(pdf, **expected).verdict


def test_identity_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = load_or_make_identity(tmp_path / "keys")
    assert load_or_make_identity(tmp_path / "keys") == first
    assert stat.S_IMODE((tmp_path / "keys" / FILE).stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == [FILE]
    assert first.fingerprint[:16] in repr(first)
    assert "PRIVATE" not in repr(first)


def test_identity_made_by_many_at_once_is_one(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _n: load_or_make_identity(tmp_path), range(8)))
    assert len(set(made)) == 1


def test_identity_that_others_can_read_is_refused(tmp_path):
    load_or_make_identity(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(PermissionError, match="chmod 600"):
        load_or_make_identity(tmp_path)


def test_detached_seal_holds(identity):
    data = b'{"files": []}'
    result = verify_detached(data, seal_detached(data, identity), fingerprint=identity.fingerprint)
    assert (result.verdict, result.fingerprint, result.intact) == (Verdict.INTACT, identity.fingerprint, True)
    assert result.sealed_at is not None


def test_detached_seal_notices_every_changed_byte(identity):
    data = os.urandom(64)
    p7s = seal_detached(data, identity)
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert verify_detached(changed, p7s, fingerprint=identity.fingerprint).verdict == Verdict.CHANGED


def test_detached_seal_of_a_stranger_is_not_ours(identity, stranger):
    result = verify_detached(b"x", seal_detached(b"x", stranger), fingerprint=identity.fingerprint)
    assert (result.verdict, result.fingerprint) == (Verdict.OTHER_CERTIFICATE, stranger.fingerprint)


@pytest.mark.parametrize("junk", [b"", b"x", b"\x30\x80", os.urandom(300)])
def test_junk_is_no_detached_seal(junk, identity):
    assert verify_detached(b"x", junk, fingerprint=identity.fingerprint).verdict == Verdict.NO_SEAL


def test_sealed_pdf_holds(sealed, identity):
    assert verdict(sealed.pdf, sealed, identity) == Verdict.INTACT
    assert hashlib.sha256(sealed.pdf).hexdigest() == sealed.sha256


def test_sealed_pdf_notices_flipped_bits_everywhere(sealed, identity):
    chance = random.Random(7)
    for place in chance.sample(range(len(sealed.pdf)), 300):
        changed = bytearray(sealed.pdf)
        changed[place] ^= 1 << chance.randrange(8)
        assert verdict(bytes(changed), sealed, identity) == Verdict.CHANGED


def test_signed_range_is_guarded_even_when_the_noted_hash_is_forged_too(sealed, identity):
    hole = sealed.pdf.index(b"/Contents <")
    chance = random.Random(8)
    for place in chance.sample(range(hole), 40):
        changed = bytearray(sealed.pdf)
        changed[place] ^= 1
        digest = hashlib.sha256(bytes(changed)).hexdigest()
        assert verdict(bytes(changed), sealed, identity, expected_sha256=digest) != Verdict.INTACT


@pytest.mark.parametrize("tail", [b"\n", b"% comment\n", b"PK\x05\x06" + b"\0" * 18])
def test_anything_appended_is_a_change(sealed, identity, tail):
    longer = sealed.pdf + tail
    assert verdict(longer, sealed, identity) == Verdict.CHANGED
    digest = hashlib.sha256(longer).hexdigest()
    assert verdict(longer, sealed, identity, expected_sha256=digest) != Verdict.INTACT


def test_file_cut_back_to_before_the_seal_is_not_taken_for_sealed(sealed, identity):
    original = samples.RENDERED["index"]().pdf
    assert verdict(original, sealed, identity) == Verdict.CHANGED
    digest = hashlib.sha256(original).hexdigest()
    assert verdict(original, sealed, identity, expected_sha256=digest) == Verdict.NO_SEAL


def test_rewritten_copy_is_not_sealed(sealed, identity):
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(sealed.pdf)).save(out)
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    assert verdict(out.getvalue(), sealed, identity, expected_sha256=digest) != Verdict.INTACT


def test_sealed_by_a_stranger_is_not_ours(identity, stranger):
    other = seal_pdf(samples.RENDERED["index"]().pdf, stranger)
    assert verdict(other.pdf, other, identity) == Verdict.OTHER_CERTIFICATE


def test_a_sealed_pdf_is_not_sealed_again(sealed, identity):
    with pytest.raises(RenderError) as refused:
        seal_pdf(sealed.pdf, identity)
    assert refused.value.code == "seal.already_sealed"


def test_what_is_no_pdf_is_not_sealed(identity):
    with pytest.raises(RenderError) as refused:
        seal_pdf(b"no pdf", identity)
    assert refused.value.code == "seal.unreadable"
