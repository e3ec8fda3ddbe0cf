"""What every test may use, and the account of what could not be run on this machine."""

import gc
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test.testcases import TransactionTestCase
from django.utils import translation

from litigation.append_only import Guard
from tests import template

ROOT = Path(__file__).resolve().parent.parent
TRIGGERS = [import_module(".".join(path.relative_to(ROOT).parts)[:-3]) for path in sorted(ROOT.glob("*/*/triggers.py"))]
GUARDS = [each for module in TRIGGERS for each in vars(module).values() if isinstance(each, Guard)]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")

_flush = TransactionTestCase._fixture_teardown


def _empty_what_refuses_too(self):
    """Tests with real transactions clean up by emptying every table, which the triggers of some rightly refuse."""
    with transaction.atomic():
        [guard.drop(connection) for guard in GUARDS]
    _flush(self)
    with transaction.atomic():
        [guard.create(connection) for guard in GUARDS]


TransactionTestCase._fixture_teardown = _empty_what_refuses_too


def lacking(config):
    """{marker: how to get what it needs} for the markers that cannot run here."""
    found = {}
    if "postgres" not in (config.option.markexpr or "") and not os.environ.get("HAMKKE_TEST_DATABASE_URL"):
        found["postgres"] = "`make test` starts a PostgreSQL for them"
    if not os.environ.get("HAMKKE_TEST_REDIS_URL"):
        found["redis"] = "`make test` starts a Redis for them; it needs redis-server (apt install redis-server)"
    if CHROMIUM is None:
        found["browser"] = "apt install chromium"
    if CLAMD is None:
        found["clamav"] = "apt install clamav-daemon"
    return found


def left_out(config):
    """What this machine lacks, said by the run that started us (scripts/test.py) and by ourselves."""
    said = os.environ.get("HAMKKE_TEST_LEFT_OUT", "")
    return lacking(config) | ({"postgres": said} if said else {})


def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # else a worker ends alone with the longest
    absent = lacking(config)
    out = [item for item in items if any(item.get_closest_marker(name) for name in absent)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_collection_finish():
    """What is imported by now lives until the end: looking through it for garbage again and again took a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish(session):
    if os.environ.get("CI") == "true" and left_out(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    for marker, remedy in left_out(config).items():
        terminalreporter.section(f"LEFT OUT: every test marked {marker}", sep="!", red=True)
        terminalreporter.line(f"To run them: {remedy}")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings):
    """pytest-django's: whether the database is there already. It is where there is a template to copy."""
    on_sqlite = connection.vendor == "sqlite"
    return on_sqlite and template.begin(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache holds rate limits and signs of life, the thread the last page's language, a file the end of the ledger of
    another test's database; no test sees another's."""
    cache.clear()
    settings.LEDGER_ANCHORS.unlink(missing_ok=True)
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="module")
def browser():
    """Chromium without a window, at its Debian address. Playwright runs a loop, which Django would take for async code;
    it ends with the module, since other tests run loops of their own."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as tool:
        options = [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
        ]  # a card imitated in software costs a tenth
        chromium = tool.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server):
    """A fresh browser page whose relative addresses lead to the live server."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", reduced_motion="reduce")
    yield context.new_page()
    context.close()
