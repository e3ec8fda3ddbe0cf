"""From a signature to the sealed PDF: the real engine, the real seal, the real job."""

import errno

import pypdfium2
import pytest
from django.urls import reverse

from claimants.mandates import rules
from claimants.mandates.models import Mandate
from claimants.notices.models import Notice
from documents.papers.mandate_document import ask_for_document
from documents.sealing.installation import identity
from litigation.jobs.engine import work
from litigation.jobs.models import JobItem
from litigation.ledger.models import LedgerEvent
from litigation.vault import files
from tests import factories
from tests.claimants.mandates.conftest import DRAWING, sign
from tests.documents.sealing.tools import verify_sealed_pdf

pytestmark = pytest.mark.django_db


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def claim(db):
    claim = factories.make_claim(case=factories.make_case())
    factories.make_member(claim.case, of_record=True, address_ko="서울특별시 서초구 서초대로 1")
    factories.tell_person(claim.claimant)
    return type(claim).objects.get(pk=claim.pk)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("more", [{}, {"method": "drawn", "strokes": DRAWING}], ids=["typed", "drawn"])
def test_document_is_sealed_and_prints_what_was_signed(claim, language, more):
    mandate = sign(claim, language=language, **more)
    assert work() == 1
    mandate.refresh_from_db()
    pdf = files.read_bytes(mandate.document_name)
    told = verify_sealed_pdf(pdf, expected_sha256=mandate.document_sha256, fingerprint=identity().fingerprint)
    assert told.intact
    text = text_of(pdf)
    for part in (
        "응우옌 티 흐엉",
        "NGUYEN THI HUONG",
        claim.reference,
        rules.code_of(mandate.content_sha256),
        "반소의 제기",
    ):
        assert part in text
    assert list(Notice.objects.values_list("kind", flat=True)) == ["signed_copy"]


def test_job_run_twice_keeps_the_first_document(claim):
    mandate = sign(claim)
    work()
    first = Mandate.objects.get().document_sha256
    ask_for_document(Mandate, mandate)
    work()
    assert (Mandate.objects.get().document_sha256, Notice.objects.count()) == (first, 1)


def test_document_that_met_a_full_disk_is_made_once_there_is_room(claim, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("litigation.jobs.engine.NO_ROOM", 0)
    mandate = sign(claim)
    with monkeypatch.context() as away:
        away.setattr(files, "put", full)
        assert work(limit=7) == 7
    work()
    mandate.refresh_from_db()
    assert (files.exists(mandate.document_name), JobItem.objects.get().attempt) == (True, 1)


def test_one_changed_byte_breaks_the_seal(claim):
    mandate = sign(claim)
    work()
    mandate.refresh_from_db()
    pdf = bytearray(files.read_bytes(mandate.document_name))
    pdf[len(pdf) // 2] ^= 1
    told = verify_sealed_pdf(bytes(pdf), expected_sha256=mandate.document_sha256, fingerprint=identity().fingerprint)
    assert not told.intact


def test_own_copy_leaves_through_the_page_and_is_written_down(client, claim):
    sign(claim)
    work()
    client.force_login(claim.claimant.account)
    answer = client.get(reverse("my_authority_document"), {"download": "1"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="power-of-attorney-{claim.reference}.pdf"'
    assert LedgerEvent.objects.filter(verb="mandate.viewed").count() == 1


def test_team_opens_the_document_of_a_sent_claim_only_and_its_signer_can_read_that(client, settings, claim):
    settings.STAFF_SECOND_FACTOR = False
    mandate = sign(claim)
    work()
    url = reverse("desk_mandate_document", args=[mandate.pk])
    client.force_login(factories.make_member(claim.case).user)
    assert client.get(url).status_code == 404
    type(claim).objects.update(submitted_at=mandate.signed_at)
    assert client.get(url)["Content-Type"] == "application/pdf"
    assert LedgerEvent.objects.filter(verb="mandate.viewed", claim_id=str(claim.pk)).count() == 1
    client.force_login(factories.make_member(claim.case, "auditor").user)
    assert client.get(url).status_code == 403


def test_a_mandate_that_ended_before_its_document_was_made_gets_none_and_nobody_is_told(claim):
    mandate = sign(claim)
    Mandate.objects.filter(pk=mandate.pk).update(state="revoked", ended_at=mandate.signed_at)
    work()
    mandate.refresh_from_db()
    assert mandate.document_name == ""
    assert not Notice.objects.exists()
    item = JobItem.objects.get()
    assert (item.state, item.error_code) == ("failed", "mandate.ended")
