"""Makes the pictures of docs/screens/ anew, from a demonstration that is filled with made-up people and thrown away after.

Everything is reached as a person reaches it: signing in by the demo's own list, then by links and buttons.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from math import exp, sin
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent.parent
SCREENS = HERE / "docs/screens"
PORT = 8490
SITE = f"http://localhost:{PORT}"
PEOPLE = "24"
MOST_BYTES = 150_000
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 860}}
WORK = "from litigation.jobs.engine import work; work(patient=True)"


def main():
    folder = tempfile.TemporaryDirectory(prefix="hamkke-screens-")
    with folder as var, demonstration(var) as manage, sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        people_of(chromium, manage)
        chromium.close()


@contextmanager
def demonstration(var):
    """A Hamkke of its own: fresh keys, empty folder, made-up people; gives manage(*arguments)."""
    os.environ.update(
        HAMKKE_VAR=var,
        HAMKKE_DEMO="1",
        HAMKKE_DEBUG="1",
        HAMKKE_CACHE="memory",
        HAMKKE_LOG="ERROR",
        HAMKKE_URL=SITE,
        HAMKKE_SECRET_KEY="for pictures only: a key that everybody knows, of made-up people",  # noqa: S106
        HAMKKE_VAULT_KEYS="k1:Zm9yIHBpY3R1cmVzIG9ubHksIDMyIGJ5dGVzIGxvbmc=",
    )
    command = [sys.executable, str(HERE / "manage.py")]

    def manage(*arguments):
        subprocess.run([*command, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=HERE)

    manage("migrate", "-v0")
    manage("demo", "--claimants", PEOPLE)
    manage("shell", "-c", WORK)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([*command, "runserver", "--noreload", str(PORT)], cwd=HERE, **quiet)
    try:
        wait_for(f"{SITE}/healthz/live")
        yield manage
    finally:
        server.terminate()
        server.wait()


def wait_for(address):
    for _ in range(100):
        try:
            return urlopen(address, timeout=2).close()  # noqa: S310  our own address
        except URLError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer.")


def people_of(chromium, manage):
    """Each person's pictures. The lead comes last: freezing a round changes what the others see."""
    with somebody(chromium, **PHONE) as page:
        page.goto("/en/")
        keep(page, "home-360")
    with somebody(chromium, "has begun and not sent yet", **PHONE) as page:
        page.goto("/en/my/")
        keep(page, "my-360")
        page.goto("/en/my/authority/sign/")
        page.check("[name=method][value=drawn]")
        draw(page)
        page.locator("#id_method").evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY - 110)")
        keep(page, "sign-360")
    with somebody(chromium, "Attorney", **DESK) as page:
        page.goto("/staff/")
        keep(page, "today-1280")
        page.goto("/staff/queue/")
        page.locator("main form[action$='/start/'] button").click()
        page.locator(".stage img").wait_for()
        page.wait_for_load_state("networkidle")
        keep(page, "claim-1280")
    with somebody(chromium, "Coordinator", **DESK) as page:
        ask_for_a_round(page)
    with somebody(chromium, "Case lead", **DESK) as page:
        file_the_round(page, manage)
        keep(page, "round-1280")


def ask_for_a_round(page):
    """One person prepares a round and asks; the other approves, freezes, and has the papers made."""
    page.goto("/staff/rounds/new/")
    page.locator("main form button.btn").last.click()
    page.goto("/staff/rounds/1/freeze/")
    page.locator("main form[action$='/ask/'] button.btn").click()


def file_the_round(page, manage):
    page.goto("/staff/me/")
    page.select_option("main select[name=language]", "en")
    page.locator("main form:has(select[name=language]) button.btn").click()
    page.goto("/staff/rounds/1/freeze/")
    page.locator("main form[action$='/approve/'] button.btn").first.click()
    page.goto("/staff/rounds/1/freeze/")
    page.locator("main form:not([action]) button.btn").click()
    page.locator("main form[action$='/make/'] button").click()
    manage("shell", "-c", WORK)
    page.goto("/staff/rounds/1/")


@contextmanager
def somebody(chromium, does="", **options):
    """A browser, signed in as whoever the demo's list describes so."""
    context = chromium.new_context(
        base_url=SITE, locale="en-GB", timezone_id="Asia/Seoul", reduced_motion="reduce", **options
    )
    page = context.new_page()
    if does:
        page.goto("/en/account/login/code/")
        page.locator("li", has_text=does).get_by_role("button").click()
        page.fill("[name=code]", page.locator(".notice .ref").inner_text())
        page.locator("form:has([name=code]) button.btn").click()
        page.wait_for_load_state()
    yield page
    context.close()


def draw(page):
    """Two strokes of a pen: a wave that grows calm, and a line under it."""
    box = page.locator("canvas.pad")
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    name = [(40 + 2 * n, 70 - 45 * exp(-n / 45) * sin(n / 4.5) + n / 9) for n in range(100)]
    line = [(90 + 3 * n, 118 - 10 * sin(n / 18)) for n in range(50)]
    for stroke in (name, line):
        page.mouse.move(at["x"] + stroke[0][0], at["y"] + stroke[0][1])
        page.mouse.down()
        for x, y in stroke[1:]:
            page.mouse.move(at["x"] + x, at["y"] + y)
        page.mouse.up()


def keep(page, name):
    """The visible part of the page, in 256 colours, so that the picture stays small."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    file = SCREENS / f"{name}.png"
    picture.save(file, optimize=True)
    size = file.stat().st_size
    sys.stdout.write(f"{file.relative_to(HERE)}  {size // 1000} kB\n")
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} is larger than {MOST_BYTES // 1000} kB.")


if __name__ == "__main__":
    main()
