"""Receiving, describing, removing, restoring: through the real vault, sandbox and job engine."""

import io
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.evidence import actions, kinds, queries
from claimants.evidence.intake import check
from claimants.evidence.models import Evidence, EvidencePage
from claimants.evidence.scanner import Verdict
from claimants.evidence.tasks import recheck
from claimants.trips.actions import remove_trip
from claimants.trips.models import Trip
from litigation.errors import DomainError
from litigation.jobs.engine import work
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.vault import files
from tests import factories
from tests.claimants.evidence import samples

pytestmark = pytest.mark.django_db


def receive(claim, upload=None, *, name="pass.jpg", kind="boarding_pass", **more):
    upload = samples.jpeg() if upload is None else upload
    return actions.receive(claim=claim, kind=kind, upload=upload, name=name, actor=claim.claimant.account, **more)


def verbs(claim):
    return list(LedgerEvent.objects.filter(claim_id=str(claim.pk)).order_by("seq").values_list("verb", flat=True))


def test_kinds_that_go_to_court_have_a_number_and_a_title_of_their_own():
    exhibits = [(kind.exhibit_number, kind.exhibit_title) for kind in kinds.every().values() if kind.exhibit]
    assert all(number > 2 and title for number, title in exhibits)
    assert len(set(exhibits)) == len(dict(exhibits)) == len(exhibits)
    assert [kind.name for kind in kinds.every().values() if not kind.exhibit] == ["passport"]


def test_receive_keeps_the_original_and_starts_its_check(claim):
    photo = samples.jpeg().getvalue()
    came = receive(claim, photo, name="../IMG 1.JPG")
    row = Evidence.objects.get()
    assert came.new
    assert (row.display_name, row.content_type, row.size) == ("IMG 1.JPG", "image/jpeg", len(photo))
    assert files.read_bytes(row.stored_name) == photo
    assert (row.scan, row.pictures) == ("waiting", "waiting")
    assert [job.kind for job in Job.objects.all()] == ["evidence.intake"]
    assert verbs(claim)[-1] == "evidence.received"


def test_job_makes_upright_pages_without_hidden_data(claim):
    receive(claim, samples.jpeg_with_secrets(6))
    assert work() == 1
    row = Evidence.objects.get()
    page = row.pages.get()
    assert (row.scan, row.pictures) == ("not_scanned", "ready")
    assert (page.number, page.width, page.height) == (1, 800, 600)
    assert samples.CANARY.encode() not in files.read_bytes(page.stored_name) + files.read_bytes(page.thumb_name)


def test_job_makes_every_page_of_a_pdf_once(claim):
    came = receive(claim, samples.pdf(3), name="ticket.pdf", kind="ticket")
    work()
    assert list(came.evidence.pages.values_list("number", flat=True)) == [1, 2, 3]


def test_the_same_file_twice_is_one_row_and_one_stored_file(claim):
    first, second = receive(claim), receive(claim, name="again.jpg")
    assert (second.new, second.evidence.pk) == (False, first.evidence.pk)
    assert Evidence.objects.count() == 1
    assert Job.objects.count() == 1


def test_two_people_may_send_the_same_file(claim):
    other = factories.make_claim(case=claim.case)
    assert receive(claim).new
    assert receive(other).new


def test_unsafe_file_is_deleted_and_only_its_hash_stays(claim, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("claimants.evidence.scanner.scan", lambda stream: Verdict("infected", "Eicar"))
    came = receive(claim)
    with django_capture_on_commit_callbacks(execute=True):
        work()
    row = Evidence.objects.get()
    assert (row.scan, row.sha256, row.pages.count()) == ("infected", came.evidence.sha256, 0)
    assert not files.exists(row.stored_name)
    with pytest.raises(DomainError) as refused:
        receive(claim)
    assert refused.value.code == "evidence.unsafe"


@pytest.mark.parametrize("status", ["unavailable", "unexpected"])
def test_scanner_that_does_not_answer_leaves_the_file_being_checked_until_the_sweep(claim, monkeypatch, status):
    monkeypatch.setattr("claimants.evidence.scanner.scan", lambda stream: Verdict(status))
    receive(claim)
    work()
    assert Evidence.objects.values_list("scan", "pictures").get() == (status, "waiting")
    Evidence.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    monkeypatch.setattr("claimants.evidence.scanner.scan", lambda stream: Verdict("clean"))
    recheck()
    recheck()
    assert Job.objects.filter(kind="evidence.recheck").count() == 1
    work()
    assert Evidence.objects.values_list("scan", "pictures").get() == ("clean", "ready")
    assert list(queries.unchecked()) == []


def test_broken_photo_says_so_and_can_be_replaced(claim):
    whole = samples.jpeg().getvalue()
    came = receive(claim, whole[: len(whole) // 8])
    work()
    row = Evidence.objects.get()
    assert (row.pictures, row.pages.count()) == ("failed", 0)
    assert row.pictures_error.startswith("This file did not arrive whole")
    better = actions.replace(
        evidence=came.evidence, upload=samples.jpeg(), name="b.jpg", actor=claim.claimant.account
    ).evidence
    assert [each.pk for each in queries.files_of(claim)] == [better.pk]


def test_file_that_was_lost_is_told_and_not_asked_for_again(claim):
    came = receive(claim)
    files.delete(came.evidence.stored_name)
    work()
    row = Evidence.objects.get()
    assert (row.pictures, row.pictures_error) == ("failed", "We could not keep this file whole. Add it again.")
    Evidence.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    assert list(queries.unchecked()) == []


def test_remove_and_undo(claim, account):
    row = receive(claim).evidence
    actions.remove(evidence=row, actor=account)
    actions.remove(evidence=row, actor=account)
    assert list(queries.files_of(claim)) == []
    actions.restore(evidence=row, actor=account)
    assert [each.pk for each in queries.files_of(claim)] == [row.pk]
    assert verbs(claim)[-2:] == ["evidence.removed", "evidence.restored"]


def test_undo_after_adding_again_is_refused_in_words(claim, account):
    row = receive(claim).evidence
    actions.remove(evidence=row, actor=account)
    receive(claim)
    with pytest.raises(DomainError) as refused:
        actions.restore(evidence=row, actor=account)
    assert (refused.value.code, refused.value.status) == ("evidence.already_there", 409)


def test_removed_files_are_deleted_after_a_week(claim, account):
    row = receive(claim).evidence
    work()
    page = EvidencePage.objects.get()
    actions.remove(evidence=row, actor=account)
    assert actions.purge_removed() == 0
    Evidence.objects.update(removed_at=timezone.now() - timedelta(days=8))
    assert actions.purge_removed() == 1
    assert Evidence.objects.count() == 0
    assert not any(files.exists(name) for name in (row.stored_name, page.stored_name, page.thumb_name))


def test_sent_claim_takes_no_files():
    claim = factories.make_claim(status="submitted")
    with pytest.raises(DomainError) as refused:
        receive(claim)
    assert (refused.value.code, Evidence.objects.count()) == ("claim.not_editable", 0)


def test_trip_of_somebody_else_is_refused(claim):
    foreign = factories.tell_trip(factories.make_claim(case=claim.case, ready=True))
    with pytest.raises(DomainError) as refused:
        receive(claim, trip=foreign)
    assert refused.value.code == "evidence.trip_unknown"


def test_nothing_is_left_in_the_vault_when_writing_down_fails(claim, monkeypatch):
    kept = []
    put = files.put
    monkeypatch.setattr("claimants.evidence.actions.files.put", lambda *a, **k: kept.append(put(*a, **k)) or kept[-1])
    monkeypatch.setattr("claimants.evidence.actions.start", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(claim)
    assert not files.exists(kept[0].name)
    assert Evidence.objects.count() == 0


def test_grade_is_an_attorneys_and_known(claim):
    attorney = factories.make_member(claim.case).user
    row = receive(claim).evidence
    actions.grade(evidence=row, grade="strong", actor=attorney)
    assert Evidence.objects.get().grade == "strong"
    with pytest.raises(DomainError):
        actions.grade(evidence=row, grade="perfect", actor=attorney)


def test_unknown_kind_is_refused_before_the_file_is_read(claim):
    with pytest.raises(DomainError) as refused:
        receive(claim, io.BytesIO(b""), kind="poem")
    assert refused.value.code == "evidence.kind_unknown"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_file_through_eight_windows_at_once_is_one_row():
    claim = factories.make_claim()
    photo, gate, came = samples.jpeg().getvalue(), Barrier(8), []

    def send():
        gate.wait()
        try:
            came.append(receive(claim, photo))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(each.new for each in came) == [False] * 7 + [True]
    assert (Evidence.objects.count(), Job.objects.count()) == (1, 1)


# How many, and when ------------------------------------------------------------------------------------------------------
@pytest.fixture
def full(claim, settings):
    """A claim with as many files as it takes: three, here."""
    settings.CLAIM_MOST_FILES = 3
    for seed in range(3):
        receive(claim, samples.jpeg((800 + seed, 600)), name=f"{seed}.jpg")
    return claim


def kept(claim):
    return sorted(queries.files_of(claim).values_list("display_name", flat=True))


def test_claim_takes_exactly_as_many_files_as_it_says(full):
    assert kept(full) == ["0.jpg", "1.jpg", "2.jpg"]
    stored = stored_files()
    with pytest.raises(DomainError) as refused:
        receive(full, samples.jpeg((900, 600)), name="one more.jpg")
    sentence = "“one more.jpg” was not added: a claim takes 3 files. Remove one that matters less."
    assert (refused.value.code, refused.value.status, refused.value.sentence) == ("evidence.too_many", 409, sentence)
    assert (kept(full), stored_files()) == (["0.jpg", "1.jpg", "2.jpg"], stored)


def test_same_file_again_is_there_already_also_in_a_full_claim(full):
    assert receive(full, samples.jpeg((800, 600)), name="again.jpg").new is False
    assert kept(full) == ["0.jpg", "1.jpg", "2.jpg"]


def test_better_copy_takes_its_place_in_a_full_claim(full, account):
    old = full.evidence.get(display_name="0.jpg")
    actions.replace(evidence=old, upload=samples.jpeg((900, 600)), name="better.jpg", actor=account)
    assert kept(full) == ["1.jpg", "2.jpg", "better.jpg"]


def test_better_copy_that_is_another_file_of_the_claim_leaves_that_one(full, account):
    old = full.evidence.get(display_name="0.jpg")
    came = actions.replace(evidence=old, upload=samples.jpeg((801, 600)), name="better.jpg", actor=account)
    assert (came.new, kept(full)) == (False, ["1.jpg", "2.jpg"])


def test_better_copy_that_is_refused_leaves_the_old_one(claim, account):
    old = receive(claim).evidence
    with pytest.raises(DomainError):
        actions.replace(evidence=old, upload=b"no picture", name="better.jpg", actor=account)
    assert kept(claim) == ["pass.jpg"]


def test_undo_finds_no_room_in_a_claim_that_was_filled_meanwhile(full, account):
    old = full.evidence.get(display_name="0.jpg")
    actions.remove(evidence=old, actor=account)
    receive(full, samples.jpeg((900, 600)), name="new.jpg")
    with pytest.raises(DomainError) as refused:
        actions.restore(evidence=old, actor=account)
    assert (refused.value.code, kept(full)) == ("evidence.too_many", ["1.jpg", "2.jpg", "new.jpg"])


def test_undo_brings_no_unsafe_file_back(claim, account):
    row = receive(claim).evidence
    actions.remove(evidence=row, actor=account)
    Evidence.objects.update(scan="infected")
    with pytest.raises(DomainError) as refused:
        actions.restore(evidence=row, actor=account)
    assert (refused.value.code, kept(claim)) == ("evidence.unsafe", [])


def test_claim_sent_while_a_file_is_examined_keeps_nothing_of_it(claim, monkeypatch):
    stored = stored_files()

    def slow_check(upload, **told):
        Claim.objects.filter(pk=claim.pk).update(status="submitted", submitted_at=timezone.now())
        return check(upload, **told)

    monkeypatch.setattr(actions, "check", slow_check)
    with pytest.raises(DomainError) as refused:
        receive(claim)
    assert (refused.value.code, refused.value.status) == ("claim.not_editable", 409)
    assert (kept(claim), stored_files()) == ([], stored)


def test_trip_removed_meanwhile_is_refused_in_words(claim):
    trip = factories.tell_trip(claim)
    remove_trip(trip=Trip.objects.get(), actor=claim.claimant.account)
    with pytest.raises(DomainError) as refused:
        receive(claim, trip=trip)
    assert (refused.value.code, kept(claim)) == ("evidence.trip_unknown", [])


def test_file_put_back_while_the_sweep_runs_is_not_deleted(claim, account, monkeypatch):
    row = receive(claim).evidence
    actions.remove(evidence=row, actor=account)
    Evidence.objects.update(removed_at=timezone.now() - timedelta(days=8))
    turn, back = actions.take_turn, []

    def put_back_first():
        if not back:
            back.append(Evidence.objects.filter(pk=row.pk).update(removed_at=None))
        return turn()

    monkeypatch.setattr(actions, "take_turn", put_back_first)
    assert actions.purge_removed() == 0
    assert (kept(claim), files.read_bytes(row.stored_name) != b"") == (["pass.jpg"], True)


def stored_files():
    """How many files of evidence lie in the vault."""
    return sum(1 for path in settings.FILES_ROOT.rglob("*") if path.is_file())
