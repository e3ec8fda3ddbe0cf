"""Every file of evidence and every sealed mandate is read again each night; files on one side only are found."""

import os
import time
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from claimants.evidence import actions as evidence_actions
from claimants.evidence.models import Evidence, EvidencePage
from claimants.mandates.models import Mandate
from litigation.jobs import engine
from litigation.jobs.models import Job, JobItem
from litigation.ledger.models import LedgerEvent
from litigation.vault import files as vault
from litigation.vault import holdings, orphans
from litigation.vault.adapters import adapter
from litigation.watch import actions_files, files, queries
from litigation.watch.models import Alarm
from litigation.watch.tasks import sweep_orphans
from tests import factories

pytestmark = pytest.mark.django_db
PAST = orphans.AGE.total_seconds() + 60


@pytest.fixture(autouse=True)
def operator(settings, tmp_path):
    settings.ADMINS = [("Operator", "operator@example.org")]
    settings.FILES_ROOT = tmp_path / "vault"


@pytest.fixture
def claim():
    return factories.make_claim()


@pytest.fixture
def keep(claim):
    """keep(3) → evidence with an original, a copy for the court and a page image each."""

    def keep(number=1):
        return [_keep(claim, str(index).encode()) for index in range(number)]

    return keep


def _keep(claim, content):
    original, copy, page = (
        vault.put(content + kind, prefix=prefix)
        for kind, prefix in ((b"original", "evidence"), (b"copy", "copies"), (b"page", "pages"))
    )
    evidence = Evidence.objects.create(
        claim=claim,
        kind="boarding_pass",
        stored_name=original.name,
        sha256=original.sha256,
        size=original.size,
        copy_name=copy.name,
        copy_sha256=copy.sha256,
        scan="clean",
        pictures="ready",
    )
    thumb = vault.put(b"thumb", prefix="pages").name
    EvidencePage.objects.create(evidence=evidence, number=1, stored_name=page.name, thumb_name=thumb, width=1, height=1)
    return evidence


@pytest.fixture
def mandate(claim):
    """A signed mandate with its sealed document."""
    factories.complete(claim)
    signed = claim.mandates.get()
    stored = vault.put(b"%PDF sealed", prefix="mandates")
    Mandate.objects.filter(pk=signed.pk).update(document_name=stored.name, document_sha256=stored.sha256)
    signed.refresh_from_db()
    return signed


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """night() → the job of one night, done."""

    def night():
        job = actions_files.read_again()
        with django_capture_on_commit_callbacks(execute=True):
            engine.work(job.pk)
        job.refresh_from_db()
        return job

    return night


def alarms():
    return sorted(queries.open_alarms().values_list("code", "detail"))


def path(name):
    return adapter().root / name


def cut(name):
    path(name).write_bytes(path(name).read_bytes()[:-1])


def exchange(name):
    """Other bytes, sealed with the right key under the right name."""
    vault.put_as(name, b"something else")


DAMAGE = [(vault.delete, "file.missing"), (cut, "file.unreadable"), (exchange, "file.changed")]


def test_all_that_is_kept_is_read_and_nothing_is_wrong(keep, mandate, night):
    keep(3)
    job = night()
    assert (job.state, job.result) == ("finished", {"files": 13, "bad": 0})  # 3 x (2 read, 2 asked for) and the mandate
    assert LedgerEvent.objects.get(verb="files.read_again").data == {"files": 13, "bad": 0}
    assert (alarms(), mail.outbox) == ([], [])


@pytest.mark.parametrize(("damage", "code"), DAMAGE, ids=[code for _damage, code in DAMAGE])
@pytest.mark.parametrize("column", ["stored_name", "copy_name"])
def test_damaged_evidence_is_named_told_and_in_the_record_of_its_claim(
    keep, column, damage, code, claim, client, night
):
    _first, evidence, _last = keep(3)
    name = getattr(evidence, column)
    damage(name)
    night()
    assert alarms() == [(code, name)]
    event = LedgerEvent.objects.get(verb="alarm.raised")
    told = (event.subject_type, event.subject_id, event.claim_id, event.case_id)
    assert told == ("claimants.evidence", str(evidence.pk), str(claim.pk), str(claim.case_id))
    assert [message.body for message in mail.outbox] == ["New alarms: 1. Run: manage.py alarms"]
    night()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("damage", "code"), DAMAGE, ids=[code for _damage, code in DAMAGE])
def test_damaged_mandate_is_named_though_it_has_ended(mandate, damage, code, night):
    Mandate.objects.filter(pk=mandate.pk).update(state="revoked", ended_at="2026-11-29T00:00:00Z")
    damage(mandate.document_name)
    night()
    assert alarms() == [(code, mandate.document_name)]


@pytest.mark.parametrize("column", ["stored_name", "thumb_name"])
def test_row_without_its_file_is_an_alarm_and_never_swept(keep, column, night):
    (evidence,) = keep()
    name = getattr(evidence.pages.get(), column)
    vault.delete(name)
    sweep_orphans()
    night()
    assert (alarms(), evidence.pages.count()) == ([("file.missing", name)], 1)


def test_file_that_is_back_ends_its_alarm(keep, night):
    (evidence,) = keep()
    kept = path(evidence.stored_name).read_bytes()
    cut(evidence.stored_name)
    night()
    path(evidence.stored_name).write_bytes(kept)
    night()
    assert (alarms(), Alarm.objects.get().settled_at is not None) == ([], True)


def test_row_that_went_ends_its_alarm(keep, claim, night):
    evidence, _other = keep(2)
    vault.delete(evidence.stored_name)
    night()
    evidence_actions.remove(evidence=evidence, actor=claim.claimant.account)
    Evidence.objects.filter(removed_at__isnull=False).update(removed_at="2020-01-01T00:00:00Z")
    assert evidence_actions.purge_removed() == 1
    night()
    assert alarms() == []


def test_alarm_stays_where_a_slice_could_not_be_read(keep, monkeypatch, night):
    """Who did not look has not found it well."""
    (evidence,) = keep()
    vault.delete(evidence.stored_name)
    night()
    monkeypatch.setattr(files, "look", lambda part: 1 / 0)
    assert (night().state, len(alarms())) == ("finished_with_errors", 1)


def test_unsafe_file_is_not_missed(keep, night):
    (evidence,) = keep()
    Evidence.objects.update(scan="infected")
    vault.delete(evidence.stored_name)
    night()
    assert alarms() == []


def test_row_that_goes_or_is_replaced_while_it_is_read_is_no_alarm(keep, monkeypatch, night):
    gone, replaced = keep(2)
    old, new = replaced.copy_name, vault.put(b"newer", prefix="copies")
    wrong = files._wrong

    def meanwhile(name, sha256):
        if name == gone.stored_name:
            EvidencePage.objects.filter(evidence=gone).delete()
            Evidence.objects.filter(pk=gone.pk).delete()
            vault.delete(name)
        if name == old:
            Evidence.objects.filter(pk=replaced.pk).update(copy_name=new.name, copy_sha256=new.sha256)
            vault.delete(name)
        return wrong(name, sha256)

    monkeypatch.setattr(files, "_wrong", meanwhile)
    night()
    assert alarms() == []


def test_reading_is_in_slices_goes_on_where_it_stood_and_is_one(keep, monkeypatch):
    monkeypatch.setattr(files, "READ", 2)
    keep(5)
    job = actions_files.read_again()
    assert (job.total, job.items.count()) == (20, 8)  # 3 of originals, 3 of copies, 2 of page images
    engine.work(job.pk, limit=3)
    assert actions_files.read_again() is None
    assert Job.objects.filter(kind="files.read_again").count() == 1
    assert list(job.items.filter(state="done").values_list("index", flat=True)) == [0, 1, 2]
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["files"]) == ("finished", 20)
    assert set(JobItem.objects.values_list("attempt", flat=True)) == {1}


def test_slices_hold_every_row_once(keep, monkeypatch):
    monkeypatch.setattr(files, "READ", 3)
    kept = keep(8)
    looked = [key for _key, part in files.slices() for key in files.look(part)[1]]
    assert len(looked) == len(set(looked)) == 4 * len(kept)


def test_command_reads_now_and_names_what_is_wrong(keep):
    (evidence,) = keep()
    out = StringIO()
    call_command("verify_files", stdout=out)
    assert out.getvalue() == "4 files read, 0 not as they were.\n"
    cut(evidence.copy_name)
    with pytest.raises(SystemExit):
        call_command("verify_files", stdout=out)
    assert f"file.unreadable  file claimants.Evidence.copy_name {evidence.pk}  {evidence.copy_name}" in out.getvalue()
    assert queries.counted() == {"file.unreadable": 1}


def test_every_column_with_names_of_files_is_held():
    """A table that comes to name files says so in its holdings.py, or its files would be swept or never read."""
    from django.apps import apps

    named = {
        f"{model._meta.label}.{field.name}"
        for app in ("litigation", "claimants", "documents")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if "vault" in str(field.help_text)
        and field.name.endswith("_name")
        or field.name in ("stored_name", "thumb_name", "copy_name")
    }
    assert named == {each.key for each in holdings.every()}


@pytest.mark.parametrize("held", holdings.every(), ids=lambda held: held.key)
def test_holding_knows_its_way(held, keep):
    """Columns and ways are words; each leads somewhere."""
    list(held.rows().values_list(held.name, *filter(None, [held.sha256, held.claim, held.case]))[:1])
    assert held.named(["no such file"]) == set()


def test_orphans_of_every_folder_are_named_and_only_random_names_are_deleted(keep, mandate):
    keep()
    kept = list(adapter().names())
    old = {
        prefix: vault.put(b"x", prefix=prefix).name for prefix in ("mandates", "pages", "papers", "books", "elsewhere")
    }
    young = vault.put(b"x", prefix="mandates").name
    half = path(old["mandates"]).with_suffix(".part")
    half.write_bytes(b"half")
    for each in [half, *(path(name) for name in (*kept, *old.values()))]:
        os.utime(each, (time.time() - PAST,) * 2)
    sweep_orphans()
    left = set(adapter().names())
    assert left == {*kept, young, old["papers"], old["books"], old["elsewhere"]}
    assert not half.exists()
    told = LedgerEvent.objects.get(verb="files.orphans_found").data
    assert told == {"deleted": 2, "named": 2, "strange": 1, "halves": 1}


def test_sweep_that_finds_nothing_leaves_no_word(keep):
    keep()
    sweep_orphans()
    assert not LedgerEvent.objects.filter(verb="files.orphans_found").exists()


def test_desk_reads_of_it_in_the_ledger_of_the_case(keep, claim, client, settings, night):
    settings.STAFF_SECOND_FACTOR = False
    lead = factories.make_member(claim.case, "case_lead")
    (evidence,) = keep()
    cut(evidence.stored_name)
    night()
    client.force_login(lead if not hasattr(lead, "user") else lead.user)
    page = client.get(reverse("desk_ledger")).content.decode()
    assert "Something kept is not as it was" in page
