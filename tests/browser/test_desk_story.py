"""The attorney's and the coordinator's day at a wide screen, through the real pages and with the keys of the desk."""

import pytest

from claimants.claims.models import Claim
from claimants.details.actions import confirm_hangul
from claimants.evidence.actions import receive
from claimants.intake.actions import send_claim
from documents.packages.models import Package
from documents.packages.verify import verify_zip
from litigation.jobs import tasks
from tests.browser.tools import Walk, aside, drain, faults
from tests.claimants.evidence import samples
from tests.documents import people
from tests.factories import make_case, make_claim, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _desk(settings, monkeypatch):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


def send(claim):
    claim.refresh_from_db()
    send_claim(claim=claim, actor=claim.claimant.account)


def test_attorney_reads_accepts_undoes_and_asks(visit, live_server):
    case = make_case()
    kim = make_member(case, of_record=True).user
    claims = [make_claim(case=case, ready=True) for _ in range(2)]
    for claim in claims:
        account = claim.claimant.account
        receive(claim=claim, kind="boarding_pass", upload=samples.jpeg(), name="pass.jpg", actor=account)
        confirm_hangul(claimant=claim.claimant, hangul_name="응우옌 티 흐엉", actor=kim)
        send(claim)
    drain(live_server)

    page = visit(width=1280)
    walk = Walk(page)
    page.goto("/staff/")
    walk.sign_in(kim.email)
    assert page.url.endswith("/staff/")
    page.goto("/staff/queue/")
    page.keyboard.press("s")
    page.wait_for_url("**/staff/claimants/HK-**")
    first = page.url
    assert page.locator(".stage img").first.evaluate("each => each.naturalWidth") > 100
    assert faults(page) == []

    # One key accepts and opens the next one; the toast leads back.
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != first)
    assert page.locator(".toast").inner_text().startswith(first.rstrip("/").rpartition("/")[2])
    assert Claim.objects.filter(status="accepted").count() == 1
    walk.tap(".toast button")
    assert page.url.split("#")[0] == first
    assert Claim.objects.filter(status="accepted").count() == 0

    # She asks for one thing instead; whoever it concerns finds it, answers, and is back on top of the queue.
    page.keyboard.press("m")
    page.wait_for_url("**/ask/")
    walk.tap("main form:has([name=code]) button.btn")
    assert page.title().startswith("Error: ")
    assert faults(page) == []
    page.check("[name=code][value=trip_unclear]")
    page.fill("[name=note]", "Which flight was it?")
    walk.tap("main form:has([name=code]) button.btn")
    asked = Claim.objects.get(status="needs_information")
    hers = visit(asked.claimant.account, width=360)
    answer = Walk(hers)
    hers.goto("/en/my/")
    answer.tap("main a[href*='/my/requests/']")
    assert "Which flight was it?" in hers.locator("main").inner_text()
    hers.fill("[name=reply]", "Vietnam Airlines 408.")
    answer.go_on()
    assert faults(hers) == []
    page.goto("/staff/queue/")
    assert "Answered" in page.locator("tbody tr").first.inner_text()
    assert walk.complaints + answer.complaints == []


def test_coordinator_files_a_round(visit, live_server, tmp_path):
    case = people.make_case()
    member = people.make_member(case, "case_lead")
    people.make_accepted(case, 2)
    page = visit(member.user, width=1280)
    walk = Walk(page)
    page.goto("/staff/rounds/")
    walk.tap("main a[href$='/rounds/new/']")
    page.fill("[name=amount_won]", "1000000")
    walk.tap("main form button.btn")
    assert page.url.endswith("/staff/rounds/1/")
    assert faults(page) == []
    walk.tap("main a[href$='/freeze/']")
    assert faults(page) == []
    walk.tap("main form:has([name=seen]) button.btn")
    assert faults(page) == []
    kim = visit(case.members.get(role="attorney").user, width=1280)
    other = Walk(kim)
    kim.goto("/staff/rounds/1/freeze/")
    other.tap("main form[action$='/approve/'] button")
    assert "Approved" in kim.locator("main").inner_text()
    assert faults(kim) == []
    page = visit(member.user, width=1280)
    walk = Walk(page)
    page.goto("/staff/rounds/1/freeze/")
    walk.tap("main form:not([action]) button.btn")
    assert "The roster is frozen" in page.locator("main").inner_text()
    walk.tap("main form[action$='/make/'] button")
    assert page.locator("[data-poll]").count() == 1
    drain(live_server)
    page.get_by_role("link", name="Download the package").wait_for()  # the page itself learns that it is done
    assert faults(page) == []
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the package").click()
    started.value.save_as(tmp_path / "package.zip")
    assert aside(lambda: verify_zip(tmp_path / "package.zip").problems, live_server) == []
    assert Package.objects.get().state == "ready"
    assert walk.complaints + other.complaints == []


def test_staff_without_second_factor_are_led_to_set_it_up(visit, settings):
    settings.STAFF_SECOND_FACTOR = True
    kim = make_member(make_case()).user
    page = visit(width=1280)
    walk = Walk(page)
    page.goto("/staff/queue/")
    walk.sign_in(kim.email)
    assert "/account/2fa/" in page.url
    assert faults(page) == []
    walk.tap("main a[href*='totp/activate']")
    assert page.locator("[name=code]").is_visible()
    assert faults(page) == []
    walk.tap("main form:has([name=code]) button.btn")
    assert faults(page) == []
