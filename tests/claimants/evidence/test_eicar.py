"""The whole way of an unsafe file, with a real scanner: sent through the page, checked by the job, gone."""

import io

import pikepdf
import pytest
from django.urls import reverse

from claimants.evidence.models import Evidence
from litigation.jobs.engine import work
from litigation.vault import files
from tests.claimants.evidence import samples

pytestmark = [pytest.mark.clamav, pytest.mark.django_db]


def ticket_with_the_test_virus():
    out = io.BytesIO()
    with pikepdf.open(samples.pdf()) as document:
        document.Root.Carried = document.make_stream(samples.eicar().getvalue())
        document.save(out, compress_streams=False)
    return out.getvalue()


def test_file_with_the_test_virus_is_not_kept_and_the_other_stays(
    mine, clamd, settings, django_capture_on_commit_callbacks
):
    settings.CLAMAV_URL = clamd.address.geturl()
    for name, content in (("ticket.pdf", ticket_with_the_test_virus()), ("pass.jpg", samples.jpeg().getvalue())):
        file = io.BytesIO(content)
        file.name = name
        mine.post(reverse("my_evidence_add"), {"kind": "ticket", "file": [file]})
    with django_capture_on_commit_callbacks(execute=True):
        work()
    kept = {row.display_name: (row.scan, files.exists(row.stored_name)) for row in Evidence.objects.all()}
    assert kept == {"ticket.pdf": ("infected", False), "pass.jpg": ("clean", True)}
    page = mine.get(reverse("my_evidence")).content.decode()
    assert "“ticket.pdf” may be unsafe, so we did not keep it" in page
