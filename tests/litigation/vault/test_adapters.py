"""The six promises of an adapter, for the folder and for the bucket alike."""

import pytest

from litigation.vault import files
from litigation.vault.adapters import LocalFolder, S3Bucket
from litigation.vault.errors import MissingFile, VaultError
from litigation.vault.files import examine


@pytest.fixture(scope="module")
def s3_endpoint():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_endpoint, monkeypatch):
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    return boto3.resource("s3", endpoint_url=s3_endpoint)


@pytest.fixture
def bucket(s3):
    """The name of a fresh bucket."""
    made = s3.create_bucket(Bucket="hamkke")
    yield made.name
    made.objects.all().delete()
    made.delete()


@pytest.fixture(params=["folder", "bucket"])
def adapter(request, tmp_path):
    if request.param == "folder":
        return LocalFolder(tmp_path / "adapter")
    return S3Bucket(request.getfixturevalue("bucket"), request.getfixturevalue("s3_endpoint"))


def test_what_is_written_is_read_and_can_seek(adapter):
    adapter.write("a/b/c.hv", [b"one ", b"two ", b"three"])
    with adapter.open("a/b/c.hv") as stream:
        assert stream.read() == b"one two three"
        stream.seek(4)
        assert stream.read(3) == b"two"


def test_a_write_that_breaks_leaves_nothing_and_keeps_what_stood_there(adapter):
    def breaking():
        yield b"half"
        raise ConnectionResetError

    adapter.write("kept.hv", [b"whole"])
    for name in ("kept.hv", "new.hv"):
        with pytest.raises(ConnectionResetError):
            adapter.write(name, breaking())
    assert list(adapter.names()) == ["kept.hv"]
    with adapter.open("kept.hv") as stream:
        assert stream.read() == b"whole"


def test_a_second_write_replaces_the_first(adapter):
    adapter.write("a.hv", [b"first"])
    adapter.write("a.hv", [b"2"])
    with adapter.open("a.hv") as stream:
        assert stream.read() == b"2"


def test_a_missing_name_says_so(adapter):
    assert not adapter.exists("gone.hv")
    with pytest.raises(MissingFile):
        adapter.open("gone.hv")


def test_delete_removes_and_is_quiet_about_what_is_gone(adapter):
    adapter.write("a.hv", [b"x"])
    adapter.delete("a.hv")
    adapter.delete("a.hv")
    assert (adapter.exists("a.hv"), list(adapter.names())) == (False, [])


def test_what_is_written_together_is_there_afterwards_and_the_disk_was_asked_once(adapter, monkeypatch):
    asked = []
    monkeypatch.setattr("litigation.vault.adapters.os.fsync", lambda handle: asked.append("file"))
    monkeypatch.setattr("litigation.vault.adapters.os.sync", lambda: asked.append("all"))
    with adapter.together():
        for name in ("a.hv", "b.hv"):
            adapter.write(name, [b"x"])
    assert sorted(adapter.names()) == ["a.hv", "b.hv"]
    assert asked == (["all"] if isinstance(adapter, LocalFolder) else [])
    adapter.write("c.hv", [b"x"])
    assert asked.count("file") == (2 if isinstance(adapter, LocalFolder) else 0)


def test_names_lists_all(adapter):
    for name in ("b/2.hv", "a.hv", "b/1.hv"):
        adapter.write(name, [b"x"])
    assert sorted(adapter.names()) == ["a.hv", "b/1.hv", "b/2.hv"]


def test_files_of_the_vault_live_in_a_bucket_when_one_is_set(s3, bucket, s3_endpoint, settings, vault_folder):
    settings.FILES_S3_BUCKET, settings.FILES_S3_ENDPOINT = bucket, s3_endpoint
    plain = bytes(9 * 1024 * 1024)  # more than one part of a multipart upload
    stored = files.put(plain, prefix="evidence")
    assert examine(stored.name) == stored
    assert not vault_folder.exists()
    kept = s3.Object(bucket, stored.name)
    kept.put(Body=kept.get()["Body"].read()[:-1])
    with pytest.raises(VaultError):
        files.open_file(stored.name)
    files.delete(stored.name)
    assert not files.exists(stored.name)
