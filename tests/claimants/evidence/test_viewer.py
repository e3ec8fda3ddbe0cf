"""The desk's viewer: whatever the address asks for, something that exists is shown, and every control is a link."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from lxml import html

from claimants.evidence import actions, queries
from claimants.evidence.models import Evidence
from claimants.evidence.viewer import viewer
from litigation.jobs.engine import work
from tests.claimants.evidence import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(claim, account):
    """A ticket of two pages and a photo."""
    for kind, upload, name in (("ticket", samples.pdf(2), "ticket.pdf"), ("boarding_pass", samples.jpeg(), "pass.jpg")):
        actions.receive(claim=claim, kind=kind, upload=upload, name=name, actor=account)
    work()
    return list(queries.files_of(claim))


def shown(files, text):
    found = viewer(files, QueryDict(text))
    return found.file.display_name, found.page.number, found.stage


def test_address_decides_what_is_shown(files):
    photo = files[1].pk
    assert shown(files, "") == ("ticket.pdf", 1, "stage r0 z1")
    assert shown(files, "page=2&turn=3&zoom=4") == ("ticket.pdf", 2, "stage r3 z4")
    assert shown(files, f"file={photo}&page=9") == ("pass.jpg", 1, "stage r0 z1")
    assert shown(files, "file=x&page=-1&turn=99&zoom=x") == ("ticket.pdf", 1, "stage r3 z1")


def test_links_turn_enlarge_and_go_on(files):
    first, photo = files[0].pk, files[1].pk
    found = viewer(files, QueryDict("tab=files&turn=3&zoom=4"))
    assert found.turn_url == f"?tab=files&file={first}&page=1&turn=0&zoom=4"
    assert found.larger_url == f"?tab=files&file={first}&page=1&turn=3&zoom=4"
    assert found.smaller_url == f"?tab=files&file={first}&page=1&turn=3&zoom=3"
    assert found.next_url == f"?tab=files&file={first}&page=2&turn=0&zoom=1"
    assert viewer(files, QueryDict("page=2")).next_url == f"?file={photo}&page=1&turn=0&zoom=1"
    assert viewer(files, QueryDict(f"file={photo}")).next_url == ""


def test_no_files_is_said(claim):
    assert viewer([], QueryDict("")) is None
    assert "No files." in render_to_string("desk/claims/_viewer.html", {"viewer": None})


def test_part_shows_page_strip_and_original(files):
    page = html.fromstring(render_to_string("desk/claims/_viewer.html", {"viewer": viewer(files, QueryDict(""))}))
    assert page.xpath("//*[@class='stage r0 z1']/img/@src") == [f"/staff/evidence/{files[0].pk}/1.jpg"]
    assert len(page.xpath("//ul[@class='shots']/li")) == 3
    assert page.xpath("//a[@data-key='o']/@href") == [f"/staff/evidence/{files[0].pk}/original/"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"scan": "infected"}, "This file may be unsafe, so it was not kept. Ask for another copy."),
        ({"scan": "unavailable"}, "This file is still being checked. Open it again in some minutes."),
        (
            {"scan": "clean", "pictures": "failed"},
            "No page images could be made of this file. Open the original, or ask for another copy.",
        ),
    ],
)
def test_file_without_pages_says_why_and_gives_no_unchecked_original(claim, account, values, sentence):
    actions.receive(claim=claim, kind="ticket", upload=samples.jpeg(), name="a.jpg", actor=account)
    Evidence.objects.update(**values)
    part = render_to_string("desk/claims/_viewer.html", {"viewer": viewer(queries.files_of(claim), QueryDict(""))})
    assert sentence in part
    assert ('data-key="o"' in part) == (values["scan"] == "clean")
