"""Every page of every role, opened in Chromium on servers that run as they do at an office.

No transaction of a test holds anything together here: the rows were committed by another program, the pages come from two
web processes, the second of which was started after the first had been at work; a link is asked of the one that did not open
it, or the page that shows it. A page fails that answers with a fault of ours, makes the browser complain, leads nowhere, or
shows a link that does not open for who sees it.
"""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Error

from tests.wiring.test_supervisor import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.redis, pytest.mark.slow]

WHO = ["anybody", "claimant", "helper", "attorney", "coordinator", "case_lead", "auditor"]
FILES = re.compile(r"\.(pdf|zip|ics|csv|xlsx|png|jpg)$")


@dataclass
class Office:
    """first, second: addresses of the two web processes. people: what tests/walk/fill.py says."""

    first: str
    second: str
    people: dict


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    home = tmp_path_factory.mktemp("office")
    first, second = _free_port(), _free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "litigation.settings",
        "HAMKKE_VAR": str(home / "var"),
        "HAMKKE_URL": f"http://127.0.0.1:{first}",
        "HAMKKE_DEMO": "1",
        "HAMKKE_CACHE": "redis",
        "DATABASE_URL": "",
        "REDIS_URL": "",
    }
    run = {"cwd": settings.BASE_DIR, "env": environment}
    filled = subprocess.run([sys.executable, "-m", "tests.walk.fill"], capture_output=True, check=False, **run)
    assert filled.returncode == 0, filled.stderr.decode()
    log = (home / "said").open("ab")
    running = {"stdout": log, "stderr": log, **run}
    up = subprocess.Popen([sys.executable, "manage.py", "up", "--web-workers", "1", "--job-workers", "1"], **running)
    later = []

    def start_the_second():
        command = [sys.executable, "-m", "gunicorn", "litigation.wsgi", "--no-control-socket", "--log-level", "warning"]
        command += ["--bind", f"127.0.0.1:{second}", "--worker-class", "gthread", "--threads", "4"]
        later.append(subprocess.Popen(command, **running))

    try:
        wait_until(lambda: _answers(first), 90)
        urllib.request.urlopen(f"http://127.0.0.1:{first}/en/", timeout=20).close()
        start_the_second()
        wait_until(lambda: _answers(second), 60)
        wait_until(lambda: _status(f"http://127.0.0.1:{first}/healthz/", "") == 200, 90)  # workers take longer
        people = json.loads(filled.stdout.splitlines()[-1])
        yield Office(f"http://127.0.0.1:{first}", f"http://127.0.0.1:{second}", people)
    finally:
        for process in [*later, up]:
            process.terminate()
        for process in [*later, up]:
            process.wait(60)
        log.close()


@pytest.mark.parametrize("who", WHO)
def test_every_page_opens_complains_of_nothing_and_leads_on(office, browser, who):
    said, complaints, links = office.people[who], [], {}
    both = (office.first, office.second)
    opened = {path: both[number % 2] for number, path in enumerate(said["pages"])}
    context = browser.new_context(base_url=office.first, viewport={"width": 1280, "height": 800}, locale="en-GB")
    if said["session"]:
        context.add_cookies([{"name": "sessionid", "value": said["session"], "url": office.first}])
    page = context.new_page()
    for path, server in opened.items():
        complaints += [f"{path}: {each}" for each in _wrong(page, server, path, said["session"], links)]
    context.close()
    for link, shown_on in sorted(links.items()):
        here = opened.get(link, opened[shown_on])
        answer = _status(next(server for server in both if server != here) + link, said["session"])
        if answer >= 400:
            complaints.append(f"{shown_on} shows {link}, which answers {answer}")
    assert not complaints, "\n".join(complaints)


def _wrong(page, server, path, session, links):
    """What is wrong with one address; the links it shows are added to `links`, with the page that shows them."""
    if FILES.search(path):
        status = _status(server + path, session)
        return [f"answers {status}"] if status >= 500 else []
    heard = []
    hearing = {"pageerror": str, "console": lambda said: said.text if said.type == "error" else None}
    listeners = {event: lambda told, word=word: heard.append(word(told)) for event, word in hearing.items()}
    [page.on(event, listener) for event, listener in listeners.items()]
    try:
        answer = page.goto(server + path)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        status = _status(server + path, session)
        return [f"answers {status}"] if status >= 500 else []
    finally:
        [page.remove_listener(event, listener) for event, listener in listeners.items()]
    wrong = [f"answers {answer.status}"] if answer.status >= 500 else []
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return wrong
    wrong += [said for said in heard if said and "status of 4" not in said]  # Chromium reports every refusal
    return wrong + ([] if _leads_on(page, server, path, links) else ["shows no way back"])


def _leads_on(page, server, path, links):
    """Whether a page shows a link to another one."""
    shown = page.evaluate("[...document.querySelectorAll('a[href]')].filter(e => e.checkVisibility()).map(e => e.href)")
    others = {_path(each) for each in shown if each.startswith(server)} - {path, _path(page.url)}
    for link in others:
        links.setdefault(link, path)
    return bool(others)


def _path(address):
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class _Stay(urllib.request.HTTPRedirectHandler):
    """A page that leads elsewhere has opened."""

    def redirect_request(self, *_arguments):
        return None


def _status(address, session):
    request = urllib.request.Request(address, headers={"Cookie": f"sessionid={session}"} if session else {})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=60) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return 302 if error.code in (301, 302, 303) else error.code


def _answers(port):
    try:
        return _status(f"http://127.0.0.1:{port}/healthz/live", "") == 200
    except OSError:
        return False


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
