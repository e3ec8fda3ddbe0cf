"""A claimant's whole way, on a phone, through the real pages: from the question to the sealed and sent claim."""

import pytest

from claimants.claims.models import Claim
from claimants.mandates.models import Mandate
from litigation.jobs import tasks
from tests.browser.tools import Walk, drain, faults
from tests.claimants.evidence import samples
from tests.factories import make_case, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PERSON = [  # one page each
    {"family_name": "NGUYEN", "given_name": "THI HUONG", "own_name": "Nguyễn Thị Hường"},
    {"birth_date_day": "27", "birth_date_month": "3", "birth_date_year": "1987"},
    {"country": "VN", "passport_number": "C1234567"},
    {"phone": "+84 90 123 45 67"},
    {"country": "VN", "address": "12 Nguyen Hue\nHo Chi Minh City"},
]
TRIP = {"direction": "entry", "when_day": "11", "when_month": "5", "when_year": "2018", "port": "ICN", "number": "408"}
CONSENTS = ("collection", "unique_id", "court", "cost_risk")


@pytest.fixture(autouse=True)
def _case(monkeypatch):
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    make_member(make_case(), of_record=True)


def tell_everything(walk):
    """From the task list to consent; each page leads to the next."""
    walk.tap("main a[href$='/my/details/name/']")
    for answers in PERSON:
        walk.tell(**answers)
        walk.go_on()
    language = walk.page.locator("html").get_attribute("lang")
    walk.page.goto(f"/{language}/my/trips/add/")
    walk.tell(**TRIP)
    walk.go_on()


def photo(name, content):
    kind = "application/pdf" if name.endswith("pdf") else "image/jpeg"
    return {"name": name, "mimeType": kind, "buffer": content}


def draw(page):
    box = page.locator("canvas.pad")
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    for stroke in (((30, 60), (90, 110), (150, 50)), ((60, 120), (220, 100))):
        page.mouse.move(at["x"] + stroke[0][0], at["y"] + stroke[0][1])
        page.mouse.down()
        for x, y in stroke[1:]:
            page.mouse.move(at["x"] + x, at["y"] + y, steps=6)
        page.mouse.up()


def test_huong_registers_on_her_phone(visit, live_server, capsys):
    page = visit(width=360)
    walk = Walk(page)

    # Without an account she learns in four answers whether it concerns her.
    page.goto("/en/")
    walk.tap("main a.btn")
    before = walk.taps
    for answer in ("no", "within", "yes", "unsure"):
        walk.tap(f"button[value={answer}]")
    assert walk.taps - before == 4
    assert "You are affected" in page.locator("h1").inner_text()

    # She signs in with the code from her mail and begins.
    walk.tap("main a.btn")
    walk.sign_in("huong@example.org")
    walk.go_on()
    assert page.url.endswith("/en/my/")
    tell_everything(walk)

    # Two files at once: the locked one says why, the photo stays.
    page.goto("/en/my/evidence/")
    locked, pass_ = samples.pdf(password="secret").read(), samples.jpeg().read()
    page.set_input_files("input[type=file]", [photo("bank.pdf", locked), photo("pass.jpg", pass_)])
    walk.taps += 1
    page.locator("#files li.bad", has_text="locked with a password").wait_for()
    page.locator("#files li:not(.bad)", has_text="pass.jpg").wait_for()
    page.locator("#files li:not(.bad) a", has_text="Change or remove").wait_for()
    large = photo("huge.jpg", pass_ + b"\0" * (26 * 1024 * 1024))
    page.set_input_files("input[type=file]", large)
    page.locator("#files li.bad", has_text="Files must be 25 MB or smaller").wait_for()
    assert faults(page) == []
    page.reload()
    assert page.locator("#files > li").count() == 1  # what is here is what was kept

    # She agrees, draws her name, and sees the seal.
    page.goto("/en/my/consent/")
    for purpose in CONSENTS:
        page.check(f"[name={purpose}]")
        walk.taps += 1
    walk.go_on()
    page.goto("/en/my/authority/")
    walk.tap("main a.btn")
    walk.tell(method="drawn")
    draw(page)
    walk.go_on()
    assert page.url.endswith("/my/authority/done/"), page.locator("main").inner_text()
    drain(live_server)
    page.reload()
    assert page.locator(".seal, .stamp").first.is_visible()
    assert faults(page) == []
    assert Mandate.objects.get().method == Mandate.Method.DRAWN

    # She looks everything over, sends it, and reads what happens next.
    page.goto("/en/my/check/")
    page.check("[name=declared]")
    walk.go_on()
    assert page.url.endswith("/en/my/sent/"), page.locator("main").inner_text()
    claim = Claim.objects.get()
    assert claim.reference in page.locator("main").inner_text()
    page.goto("/en/my/status/")
    assert "You sent your claim" in page.locator("main").inner_text()
    assert walk.complaints == []

    own = [address.partition("/en/my/")[2] for address in walk.pages if "/en/my/" in address]
    with capsys.disabled():
        print(f"\n  whole way: {walk.taps} presses, {len(walk.pages)} pages, {len(own)} of them her own:\n  {own}")
    assert walk.taps <= 31
    assert len(own) <= 16


def test_an_older_korean_registers_without_javascript(visit, live_server):
    page = visit(width=360, java_script_enabled=False, locale="ko-KR")
    walk = Walk(page)
    page.goto("/ko/account/login/code/?next=/ko/cases/airport-face-data/join/")
    walk.sign_in("minseok@example.org")
    walk.go_on()
    assert page.url.endswith("/ko/my/")
    assert page.locator("html").get_attribute("lang") == "ko"
    tell_everything(walk)

    # Both files in one form; the empty one says why beside the one that stays.
    page.goto("/ko/my/evidence/")
    page.set_input_files("input[type=file]", [photo("empty.pdf", b""), photo("pass.jpg", samples.jpeg().read())])
    walk.tap("[data-plain] button, button[data-plain]")
    assert page.locator("#files li.bad", has_text="empty.pdf").count() == 1
    assert page.locator("#files li:not(.bad)", has_text="pass.jpg").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360  # axe would need a script

    page.goto("/ko/my/consent/")
    for purpose in CONSENTS:
        page.check(f"[name={purpose}]")
    walk.go_on()
    page.goto("/ko/my/authority/sign/")
    page.check("[name=method][value=typed]")
    page.fill("[name=typed_name]", "NGUYEN THI HUONG")
    walk.go_on()
    assert page.url.endswith("/ko/my/authority/done/"), page.locator("main").inner_text()
    drain(live_server)
    page.goto("/ko/my/check/")
    page.check("[name=declared]")
    walk.go_on()
    assert page.url.endswith("/ko/my/sent/"), page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 360  # axe would need a script
    claim = Claim.objects.get()
    assert (claim.status, claim.claimant.account.language) == ("submitted", "ko")
    assert Mandate.objects.get().language == "ko"
