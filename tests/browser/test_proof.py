"""Sending files, signing and verifying in Chromium, with scripts and without: nothing lost, axe finds nothing."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from claimants.claims.models import Claim
from claimants.evidence.actions import receive
from claimants.evidence.models import Evidence
from claimants.mandates import rules
from claimants.mandates.models import Mandate
from litigation.jobs.engine import work
from litigation.vault import files
from tests import factories
from tests.browser.tools import faults, until
from tests.claimants.evidence import samples
from tests.corpus import documents

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(("width", "color_scheme"), [(360, "light"), (1280, "dark")])


@pytest.fixture
def claim(db):
    claim = factories.make_claim()
    factories.make_member(claim.case, of_record=True)
    factories.tell_person(claim.claimant)
    factories.tell_trip(claim)
    return Claim.objects.get(pk=claim.pk)


def file(name, content, kind):
    return {"name": name, "mimeType": kind, "buffer": content}


def in_a_worker():
    """Do the waiting jobs in a thread of their own: Playwright's loop runs in this one, and sealing wants its own."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


GOOD = ("pass.jpg", samples.jpeg().getvalue(), "image/jpeg")
LOCKED = ("bank.pdf", samples.pdf(password="secret").getvalue(), "application/pdf")


@SIZES
def test_each_file_is_sent_when_it_is_chosen_and_a_bad_one_says_why(visit, claim, width, color_scheme):
    page = visit(claim.claimant.account, width=width, color_scheme=color_scheme)
    page.goto(reverse("my_evidence"))
    page.set_input_files("#id_file", [file(*LOCKED), file(*GOOD)])
    page.get_by_text("“bank.pdf” is locked with a password. Add a copy without a password.").first.wait_for()
    page.locator("#files").get_by_text("We are checking it. You can go on.").wait_for()
    assert faults(page) == []
    assert list(Evidence.objects.values_list("display_name", flat=True)) == ["pass.jpg"]
    work()
    page.goto(reverse("my_evidence"))
    page.locator("#files img.thumb").scroll_into_view_if_needed()
    until(page, "document.querySelector('#files img.thumb').naturalWidth > 0")
    page.get_by_role("link", name=re.compile("Change or remove")).click()
    assert faults(page) == []


def test_files_are_sent_without_scripts_too(visit, claim):
    page = visit(claim.claimant.account, java_script_enabled=False)
    page.goto(reverse("my_evidence"))
    page.set_input_files("#id_file", [file(*LOCKED), file(*GOOD)])
    page.get_by_role("button", name="Add file").click()
    assert page.locator("#files b").all_inner_texts() == ["bank.pdf", "pass.jpg"]


@SIZES
def test_signature_by_hand_survives_a_turned_phone(visit, claim, width, color_scheme):
    page = visit(claim.claimant.account, width=width, color_scheme=color_scheme)
    page.goto(reverse("my_authority"))
    assert faults(page) == []
    page.get_by_role("link", name="Go on to sign").click()
    page.check("input[value=drawn]")
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 90)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + 30 + step * 9, box["y"] + 90 - (step % 5) * 8)
    page.mouse.up()
    page.set_viewport_size({"width": 740, "height": 360})
    page.wait_for_timeout(300)
    assert faults(page) == []
    page.get_by_role("button", name="Sign and seal").click()
    page.get_by_text("We are sealing your copy.").wait_for()
    assert Mandate.objects.get().method == "drawn"
    assert len(Mandate.objects.get().snapshot["strokes"][0]) > 5


def test_typed_signature_needs_no_script_and_the_sealed_copy_verifies(visit, claim):
    page = visit(claim.claimant.account, java_script_enabled=False)
    page.goto(reverse("my_authority_sign"))
    page.fill("#id_typed_name", "Nguyen Thi Huong")
    page.get_by_role("button", name="Sign and seal").click()
    in_a_worker()
    mandate = Mandate.objects.get()
    pdf = files.read_bytes(mandate.document_name)
    stranger = visit()
    stranger.goto(reverse("verify_code", args=[rules.code_of(mandate.content_sha256)]))
    assert faults(stranger) == []
    stranger.set_input_files("#compare", file("copy.pdf", pdf, "application/pdf"))
    stranger.get_by_text("This is the file that was sealed.").wait_for()
    stranger.set_input_files("#compare", file("copy.pdf", pdf[:-1] + b" ", "application/pdf"))
    stranger.get_by_text("This is not the sealed copy").wait_for()


@SIZES
def test_what_the_dry_run_found_is_told_on_the_list_and_on_the_file(visit, claim, width, color_scheme):
    unseen, drawn = documents.form(documents.TX, look=b" "), documents.cjk("Korea1", "/UniKS-UCS2-H", "인천공항")
    for name, data in (("form.pdf", unseen), ("ticket.pdf", drawn)):
        receive(claim=claim, kind="ticket", upload=data, name=name, actor=claim.claimant.account)
    in_a_worker()
    page = visit(claim.claimant.account, width=width, color_scheme=color_scheme)
    page.goto(reverse("my_evidence"))
    page.get_by_text("What is typed into this form cannot be seen.").wait_for()
    page.get_by_text("A font is missing in this file").wait_for()
    assert faults(page) == []
    page.get_by_role("link", name=re.compile("Change or remove form.pdf")).click()
    page.get_by_text("What is typed into this form cannot be seen.").wait_for()
    assert faults(page) == []
