"""What the stories in Chromium share: signing in by a mailed code, counting taps and pages, and the faults of a page."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from django.core import mail
from django.db import connections
from playwright.sync_api import Error

from litigation.jobs import engine
from tests.litigation.accounts.tools import is_there

AXE = (Path(__file__).parent.parent / "vendor/axe/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SUBMIT = "#page-form > .actions button:visible, #page-form.actions button, #page-form > button.btn"


def faults(page):
    """What axe finds; by how much the page is wider than the screen; headings of the first rank other than one; its title."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(said => said.violations)", RULES
    )
    wider = page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")
    heads = page.locator("h1").count()
    wrong = page.locator(".errors[role=alert]").count() > 0
    said = [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in found]
    said += [("too wide", wider)] if wider else []
    said += [("headings", heads)] if heads != 1 else []
    title = page.title()
    named = title.endswith((" – Hamkke", " – 함께")) and title.startswith(
        "Error: " if wrong and page_speaks_english(page) else ""
    )
    return said + ([] if named else [("title", title)])


def opened(page, address):
    """The answer of an address. A page with work on it reads itself anew, so it is left before another is opened."""
    while page.url != "about:blank":
        with suppress(Error):
            page.goto("about:blank")
    return page.goto(address)


def until(page, condition, seconds=30):
    """Ask the page until it says yes. Playwright's own wait asks again by eval, which our pages forbid."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"the page never came to: {condition}"
        page.wait_for_timeout(50)


def page_speaks_english(page):
    return page.locator("html").get_attribute("lang") == "en"


class Walk:
    """A person at a page: every press and every page they see is counted, and every complaint of the browser kept."""

    def __init__(self, page):
        self.page, self.taps, self.seen, self.complaints = page, 0, [], []
        page.on("framenavigated", lambda frame: self.seen.append(frame.url.split("?")[0]))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, said):
        refused = "status of 4" in said.text  # Chromium reports each answer that says what is wrong
        if said.type == "error" and not refused:
            self.complaints.append(said.text)

    @property
    def pages(self):
        """Different pages in the order of their first showing."""
        return list(dict.fromkeys(self.seen))

    def tap(self, what):
        target = self.page.locator(what) if isinstance(what, str) else what
        target.first.click()
        self.taps += 1
        self.page.wait_for_load_state()

    def go_on(self):
        self.tap(SUBMIT)

    def tell(self, **answers):
        """Type or choose each answer into the field of its name."""
        for name, answer in answers.items():
            field = self.page.locator(f"#page-form [name={name}]").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(answer)
                self.taps += 1
            elif field.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"#page-form [name={name}][value='{answer}']").check()
                self.taps += 1
            else:
                field.fill(answer)

    def sign_in(self, email):
        """By the code in the mail, typed as a person types it."""
        self.page.fill("[name=email]", email)
        self.tap("#page-form button")
        self.page.fill("[name=code]", mailed_code(email))
        self.tap("form:has([name=code]) button.btn")


def mailed_code(email):
    letter = next(each for each in reversed(mail.outbox) if email in each.to)
    return re.search(r"\b\d{6}\b", letter.body)[0]


def come_as(context, client, user, live_server):
    """Sign a browser in without walking through the mail."""
    is_there(client, user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])


def drain(live_server):
    """Do all jobs that stand in the rows, as a worker would."""
    aside(engine.work, live_server)


def aside(act, live_server):
    """act() in a thread of its own, with the test's database: Playwright's loop runs in ours, and signing needs one too."""

    def run():
        shared = live_server.thread.connections_override or {}
        for alias, connection in shared.items():
            connections[alias] = connection
        try:
            return act()
        finally:
            if not shared:
                connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()
