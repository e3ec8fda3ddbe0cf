"""One's data as a file: made once at a time, taken by its person alone, deleted when its time is over."""

import io
import json
import threading
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence
from claimants.leaving import actions as leaving
from claimants.notices.actions_outbox import send_due
from documents.portability import actions, queries, read_me
from documents.portability.archive import ZipStream
from documents.portability.models import DataCopy
from litigation.accounts.actions import make_token
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.vault import files
from tests.documents.people import make_evidence
from tests.factories import make_case, make_claim, make_user
from tests.litigation.accounts.tools import is_there
from tests.pages import says

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _vault(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "vault"


@pytest.fixture
def claim():
    claim = make_claim(case=make_case(), status="submitted")
    make_evidence(claim)
    return claim


def ask(claim):
    return actions.ask_for(claim=claim, actor=claim.claimant.account)


def made(claim):
    copy = ask(claim)
    engine.work()
    copy.refresh_from_db()
    return copy


def unpacked(copy):
    return zipfile.ZipFile(io.BytesIO(files.read_bytes(copy.stored_name)))


def acts(claim):
    return list(LedgerEvent.objects.filter(verb__startswith="data.").order_by("seq").values_list("verb", flat=True))


def test_copy_holds_page_facts_record_files_and_power_of_attorney(claim):
    mandate = claim.mandates.get()
    signed = files.put(b"%PDF-1.7 signed", prefix="mandates")
    claim.mandates.update(document_name=signed.name, document_sha256=signed.sha256)
    copy = made(claim)
    whole = unpacked(copy)
    day = f"{mandate.signed_at:%Y-%m-%d}"
    assert whole.namelist() == [
        "read me.html",
        "data.json",
        "record of what you sent.pdf",
        "files/01 pass.png",
        f"power of attorney/01 signed {day}.pdf",
    ]
    assert whole.testzip() is None
    told = json.loads(whole.read("data.json"))
    original = Evidence.objects.get()
    assert told["files"][0]["path"] == "files/01 pass.png"
    assert whole.read("files/01 pass.png") == files.read_bytes(original.stored_name)
    assert whole.read(f"power of attorney/01 signed {day}.pdf") == b"%PDF-1.7 signed"
    stored = files.examine(copy.stored_name)
    assert (copy.sha256, copy.size, copy.left_out) == (stored.sha256, stored.size, 0)
    assert copy.ends_at - copy.made_at == timedelta(days=7)
    assert acts(claim) == ["data.asked", "data.made"]


def test_mail_says_that_it_is_there_and_nothing_of_what_is_in_it(claim):
    made(claim)
    claim.notices.exclude(kind="data_ready").delete()
    send_due()
    [sent] = mail.outbox
    assert sent.to == [claim.claimant.account.email]
    told = [claim.claimant.passport_name, claim.claimant.passport_number, "pass.png", "sha256"]
    assert ("/en/my/data/" in sent.body, [word for word in told if word in sent.body]) == (True, [])


def test_asking_again_leads_to_the_one_that_is_being_made(claim):
    assert ask(claim) == ask(claim)
    assert (Job.objects.filter(kind="data.copy").count(), acts(claim)) == (1, ["data.asked"])


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_ask_at_once_begin_one(claim):
    begin, copies = threading.Barrier(2), []

    def at_once():
        begin.wait()
        try:
            copies.append(ask(Claim.objects.select_related("claimant__account").get(pk=claim.pk)).pk)
        finally:
            connection.close()

    both = [threading.Thread(target=at_once) for _ in range(2)]
    [each.start() for each in both]
    [each.join() for each in both]
    assert (len(set(copies)), len(copies), Job.objects.filter(kind="data.copy").count()) == (1, 2, 1)


def test_asking_anew_deletes_the_one_that_was_made(claim, django_capture_on_commit_callbacks):
    first = made(claim)
    with django_capture_on_commit_callbacks(execute=True):
        second = made(claim)
    assert (DataCopy.objects.get(), files.exists(first.stored_name)) == (second, False)
    assert acts(claim) == ["data.asked", "data.made", "data.deleted", "data.asked", "data.made"]


def test_copy_that_nobody_makes_any_more_can_be_asked_for_again(claim):
    first = ask(claim)
    Job.objects.update(state="cancelled", finished_at=timezone.now())
    assert ask(claim) != first
    assert not DataCopy.objects.filter(pk=first.pk).exists()


def test_file_that_was_changed_is_left_out_and_told_of(claim, client):
    broken = make_evidence(claim, seed=1)
    Evidence.objects.filter(pk=broken.pk).update(sha256="0" * 64)
    copy = made(claim)
    whole = unpacked(copy)
    assert [name for name in whole.namelist() if name.startswith("files/")] == ["files/01 pass.png"]
    assert [each["path"] for each in json.loads(whole.read("data.json"))["files"]] == ["files/01 pass.png", ""]
    assert "files/02 pass.png" in whole.read("read me.html").decode().partition("could not be read")[2]
    client.force_login(claim.claimant.account)
    assert (copy.left_out, says(client.get(reverse("my_data")), "1 file could not be read")) == (1, True)


def test_copy_is_for_who_is_there_for_certain(client, claim):
    copy = made(claim)
    client.force_login(claim.claimant.account)
    address = reverse("my_data_file")
    answer = client.get(address)
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    is_there(client, claim.claimant.account)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == files.read_bytes(copy.stored_name)
    assert (answer["Content-Type"], claim.reference in answer["Content-Disposition"]) == ("application/zip", True)
    assert acts(claim) == ["data.asked", "data.made", "data.taken"]


def test_download_goes_on_where_it_broke_off_and_is_written_down(client, claim):
    copy = made(claim)
    is_there(client, claim.claimant.account)
    answer = client.get(reverse("my_data_file"), headers={"Range": "bytes=10-"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, files.read_bytes(copy.stored_name)[10:])
    assert LedgerEvent.objects.get(verb="data.taken").data == {"from": 10}


def test_copy_is_nobody_elses(client, claim):
    made(claim)
    is_there(client, make_claim(case=claim.case).claimant.account)
    assert client.get(reverse("my_data_file")).status_code == 404
    is_there(client, make_user())
    assert [client.get(reverse(name)).status_code for name in ("my_data", "my_data_file")] == [404, 404]


def test_each_case_of_an_account_has_its_own(claim):
    made(claim)
    other = make_claim(case=claim.case)
    assert (queries.copy_of(claim) is None, queries.copy_of(other)) == (False, None)


def test_copy_is_deleted_when_its_time_is_over(claim, client, time_machine, django_capture_on_commit_callbacks):
    copy = made(claim)
    time_machine.move_to(copy.ends_at - timedelta(seconds=1), tick=False)
    assert actions.delete_ended() == 0
    time_machine.move_to(copy.ends_at, tick=False)
    is_there(client, claim.claimant.account)
    assert client.get(reverse("my_data_file")).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert (actions.delete_ended(), actions.delete_ended()) == (1, 0)
    assert (DataCopy.objects.exists(), files.exists(copy.stored_name)) == (False, False)
    assert acts(claim)[-1] == "data.deleted"


def test_who_left_takes_their_data_until_it_is_deleted(client, claim):
    leaving.withdraw(claim=claim, actor=claim.claimant.account)
    assert made(claim).made_at
    Claim.objects.filter(pk=claim.pk).update(erased_at=timezone.now())
    with pytest.raises(DomainError) as refused:
        ask(claim)
    assert refused.value.code == "data.erased"
    client.force_login(claim.claimant.account)
    page = client.post(reverse("my_data_make"))
    assert (page.status_code, says(page, "there is nothing to make a file of")) == (409, True)


def test_what_is_being_made_ends_with_what_it_is_made_of(claim):
    ask(claim)
    actions.forget(claim=claim)
    engine.work()
    job = Job.objects.get(kind="data.copy")
    assert (job.state, DataCopy.objects.exists(), claim.notices.filter(kind="data_ready").exists()) == (
        "cancelled",
        False,
        False,
    )


def test_retried_job_takes_the_place_of_what_it_made(claim, django_capture_on_commit_callbacks):
    copy = made(claim)
    former = copy.stored_name
    with django_capture_on_commit_callbacks(execute=True):
        actions.keep(copy=copy, stored=files.put(b"anew", prefix="data"), left_out=0)
    copy.refresh_from_db()
    assert (files.exists(former), files.read_bytes(copy.stored_name)) == (False, b"anew")


def test_page_goes_from_asking_over_waiting_to_taking(client, claim):
    client.force_login(claim.claimant.account)
    address = reverse("my_data")
    assert says(client.get(address), "Make the file")
    assert client.post(reverse("my_data_make")).headers["Location"] == address
    page = client.get(address)
    assert (says(page, "Your file is being made"), says(page, "Make the file")) == (True, False)
    assert client.get(reverse("my_data_progress")).json()["over"] is False
    engine.work()
    assert client.get(reverse("my_data_progress")).json()["over"] is True
    page = client.get(address)
    assert (says(page, "Your file is ready"), says(page, "Take the file")) == (True, True)


def test_page_says_where_it_could_not_be_made(client, claim):
    ask(claim)
    Job.objects.update(state="failed", finished_at=timezone.now())
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_data"))
    assert (says(page, "The file could not be made."), says(page, "Make the file")) == (True, True)


def test_program_asks_and_waits_but_takes_nothing_with_a_token(client, claim):
    account = claim.claimant.account
    _token, secret = make_token(user=account, name="mine", scopes=["claim.own", "file.own"], actor=account)
    headers = {"Authorization": f"Bearer {secret}"}
    address = f"/api/v1/my/claims/{claim.reference}/data/"
    assert client.get(address, headers=headers).json() == {"copy": None}
    asked = client.post(address, headers={**headers, "Idempotency-Key": "one"}, content_type="application/json")
    assert (asked.status_code, asked.json()["copy"]["being_made"]) == (201, True)
    engine.work()
    told = client.get(address, headers=headers).json()["copy"]
    assert (told["being_made"], told["sha256"]) == (False, DataCopy.objects.get().sha256)
    refused = client.get(f"{address}data.zip", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "data.confirm_first")
    is_there(client, account)
    assert client.get(f"{address}data.zip").status_code == 200


@pytest.mark.parametrize(("language", "direction", "title"), [("en", "ltr", "Your data"), ("ar", "rtl", "Your data")])
def test_page_to_read_stands_alone_in_its_language(claim, language, direction, title):
    with override(language):
        page = read_me.page(claim, set())
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert (title in page, claim.reference in page, "<script" in page) == (True, True, False)
    assert [word for word in ("http://", "https://", "src=", "url(", "@import") if word in page] == []
    assert '<a href="files/01%20pass.png">' in page


def test_draft_has_a_copy_too():
    draft = make_claim(case=make_case())
    assert unpacked(made(draft)).namelist() == ["read me.html", "data.json"]


def test_zip_is_read_by_whoever_reads_from_the_front_and_is_the_same_each_time():
    members = [("a.txt", [b"one", b"two"]), ("é/ㄱ.txt", [b""])]
    when = timezone.now()
    one, two = (b"".join(iter(ZipStream(members, made_at=when).read, b"")) for _ in range(2))
    assert one == two
    whole = zipfile.ZipFile(io.BytesIO(one))
    assert [(each.filename, whole.read(each), each.compress_type) for each in whole.infolist()] == [
        ("a.txt", b"onetwo", zipfile.ZIP_DEFLATED),
        ("é/ㄱ.txt", b"", zipfile.ZIP_DEFLATED),
    ]


def test_memory_stays_flat_however_much_is_packed():
    block = bytes(range(256)) * 4096

    def large():
        yield from (block for _ in range(20))

    tracemalloc.start()
    stored = files.put(ZipStream(((f"{n}.jpg", large()) for n in range(20)), made_at=timezone.now()), prefix="data")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    assert sum(each.file_size for each in zipfile.ZipFile(files.open_file(stored.name)).infolist()) == 400 * MEGABYTE
