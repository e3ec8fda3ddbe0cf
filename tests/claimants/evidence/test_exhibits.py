"""What the court gets of a file is made once when it comes, and its person is told that day where it went wrong."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.urls import reverse

from claimants.evidence import actions, decode, queries, sandbox
from claimants.evidence.models import Evidence, EvidencePage
from litigation.jobs.engine import work
from litigation.jobs.models import JobItem
from litigation.vault import files, orphans
from litigation.vault.adapters import adapter
from litigation.vault.files import examine
from litigation.watch.tasks import sweep_orphans
from tests.claimants.evidence import samples
from tests.corpus import documents, photos


@pytest.fixture(autouse=True)
def vault(settings, tmp_path):
    """An empty one, so that what lies in it can be counted."""
    settings.FILES_ROOT = tmp_path / "vault"


def receive(claim, data, name="a.pdf"):
    actor = claim.claimant.account
    return actions.receive(claim=claim, kind="boarding_pass", upload=data, name=name, actor=actor).evidence


def checked(claim, data, name="a.pdf"):
    evidence = receive(claim, data, name)
    work()
    evidence.refresh_from_db()
    return evidence


def in_vault(*prefixes):
    return sorted(name for prefix in prefixes for name in adapter().names(f"{prefix}/"))


def test_jpeg_goes_to_court_as_its_own_bytes(claim):
    evidence = checked(claim, photos.within(photos.jpeg(6), photos.exif(6)), "a.jpg")
    body = queries.body(evidence)
    assert (body.stored_name, body.sha256) == (evidence.stored_name, evidence.sha256)
    assert (body.picture["turn"], body.picture["packing"], in_vault("copies")) == (6, "DCTDecode", [])


@pytest.mark.parametrize(("make", "name"), [(photos.png, "a.png"), (photos.heic, "a.heic"), (documents.page, "a.pdf")])
def test_other_files_go_to_court_as_a_copy_made_in_the_sandbox(claim, make, name):
    evidence = checked(claim, make(), name)
    body = queries.body(evidence)
    assert [body.stored_name] == in_vault("copies") == [evidence.copy_name]
    assert examine(evidence.copy_name).sha256 == body.sha256
    assert bool(body.picture) == (name != "a.pdf")


def test_person_reads_what_cannot_be_seen_in_a_form_and_its_pages_are_there(mine, claim):
    evidence = checked(claim, documents.form(documents.TX, look=b" "))
    sentence = "What is typed into this form cannot be seen. Print the form to PDF, or add a photo of it."
    assert (evidence.pictures, evidence.pictures_error, evidence.pages.count()) == ("failed", sentence, 1)
    assert queries.body(evidence) is None
    for url in (reverse("my_evidence"), reverse("my_evidence_item", args=[evidence.pk])):
        assert sentence in mine.get(url).content.decode()


def test_person_reads_that_a_font_was_missing(mine, claim):
    evidence = checked(claim, documents.cjk("Korea1", "/UniKS-UCS2-H", "인천공항"))
    assert (evidence.pictures, evidence.warnings) == ("ready", ["font", "drawn"])
    assert (
        "A font is missing in this file, so we drew its pages with ours."
        in mine.get(reverse("my_evidence")).content.decode()
    )


def test_busy_machine_is_never_the_fault_of_a_file(claim, monkeypatch):
    evidence = receive(claim, photos.jpeg(), "a.jpg")
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "WALL_SECONDS", 0.01)
        work()
    evidence.refresh_from_db()
    item = JobItem.objects.get()
    assert (evidence.pictures, evidence.pictures_error, item.state) == ("waiting", "", "waiting")
    JobItem.objects.update(run_after=None)
    work()
    evidence.refresh_from_db()
    assert evidence.pictures == "ready"


def test_second_making_keeps_what_the_first_made_and_leaves_nothing_behind(claim):
    evidence = checked(claim, documents.page())
    before = in_vault("copies", "pages")
    with open_original(evidence) as stream:
        made = sandbox.make(stream, evidence.content_type)
    with pytest.raises(actions.MadeAlready), actions.stored(made) as stored:
        actions.keep_made(evidence=evidence, made=made, stored=stored)
    assert in_vault("copies", "pages") == before


def test_removed_file_takes_its_copy_and_pages_along(claim, account):
    evidence = checked(claim, documents.page())
    actions.remove(evidence=evidence, actor=account)
    Evidence.objects.update(removed_at="2020-01-01T00:00:00Z")
    assert actions.purge_removed() == 1
    assert in_vault("evidence", "copies", "pages") == []


def test_orphans_are_swept_when_they_are_old_and_nothing_else_is(claim):
    evidence = checked(claim, documents.page())
    kept = in_vault("evidence", "copies", "pages")
    old = [files.put(b"x", prefix=prefix).name for prefix in ("evidence", "copies", "pages")]
    young, foreign = files.put(b"x", prefix="pages").name, files.put(b"x", prefix="papers").name
    half = adapter().root / "pages" / "broken.part"
    half.write_bytes(b"half")
    for path in [half, *(adapter().root / name for name in (*old, *kept, foreign))]:
        long_ago = time.time() - orphans.AGE.total_seconds() - 60
        os.utime(path, (long_ago, long_ago))
    sweep_orphans()
    assert in_vault("evidence", "copies", "pages") == sorted([*kept, young])
    assert (files.exists(foreign), half.exists(), EvidencePage.objects.filter(evidence=evidence).count()) == (
        True,
        False,
        1,
    )


def test_sandbox_limits_memory_to_512_mb_and_time_to_its_own_work(tmp_path):
    code = "import json, resource as r; from claimants.evidence import decode; decode.limit(); decode.spend(); \
print(json.dumps([r.getrlimit(each) for each in (r.RLIMIT_DATA, r.RLIMIT_CPU)]))"
    data, cpu = json.loads(subprocess.check_output([sys.executable, "-c", code]))
    assert data == [512 * 2**20] * 2 == [decode.MEMORY] * 2
    assert decode.CPU_PAGE <= cpu[0] <= decode.CPU_PAGE + 5
    assert cpu[1] == decode.CPU_MOST


def open_original(evidence):
    return files.open_file(evidence.stored_name)


def test_pixels_that_came_past_the_check_are_stopped_by_the_memory_limit():
    with pytest.raises(sandbox.DecodeFailed) as failed:
        sandbox.make(samples.pixel_bomb(), "image/png")
    assert failed.value.reason in ("damaged", "too_large")
