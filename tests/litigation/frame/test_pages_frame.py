"""The style guide and the error pages: they render, in both frames, in any language, without inline code."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from litigation.frame import nav
from litigation.frame.context import html_code

INLINE = re.compile(r"<style|<script(?![^>]*src=)(?![^>]*application/json)|\sstyle=|\son\w+=|javascript:")


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "lang=ko", "lang=ar", "lang=th&theme=dark", "frame=desk", "dir=rtl", "lang=xx"])
def test_styleguide_renders_without_inline_code(client, query):
    answer = client.get(f"/styleguide/?{query}")
    assert answer.status_code == 200
    assert INLINE.findall(answer.text) == []


@pytest.mark.django_db
def test_styleguide_follows_language_and_direction(client):
    assert '<html lang="ar" dir="rtl">' in client.get("/styleguide/?lang=ar").text
    assert '<html lang="en" dir="rtl">' in client.get("/styleguide/?dir=rtl").text


@pytest.mark.django_db
def test_styleguide_is_hidden_outside_demo_and_debug(client, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get("/styleguide/").status_code == 404


def test_500_page_needs_nothing():
    page = render_to_string("500.html")
    assert 'lang="ar" dir="rtl"' in page and "{%" not in page and INLINE.findall(page) == []


def test_style_and_scripts_stay_light():
    """A first visit on a slow line: CSS 15 KB, scripts of public pages 15 KB, as sent (gzip)."""
    static = Path(settings.BASE_DIR, "static")

    def sent(files):
        return sum(len(gzip.compress(file.read_bytes())) for file in files)

    public = [*(static / "js").glob("*.mjs"), *(static / "vendor").rglob("*.mjs")]
    assert sent((static / "css").glob("*.css")) <= 15_000
    assert sent(file for file in public if file.stem not in ("keys", "viewer", "poll")) <= 15_000


@pytest.mark.parametrize(
    ("code", "written"), [("en", "en"), ("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("pt-br", "pt-BR")]
)
def test_html_code_is_written_as_style_sheets_want_it(code, written):
    assert html_code(code) == written


def test_nav_shows_what_one_may_open_and_marks_the_longest_match(monkeypatch, rf):
    monkeypatch.setattr(nav, "_entries", {})
    monkeypatch.setattr(nav, "reverse", {"today": "/staff/", "queue": "/staff/queue/", "ledger": "/staff/ledger/"}.get)
    nav.register("Queue", "queue", "queue.see", count=lambda request: 37, order=20)
    nav.register("Today", "today", "desk.see", order=10)
    nav.register("Record", "ledger", "ledger.read", order=30)
    request = rf.get("/staff/queue/7/")
    request.user = SimpleNamespace(is_authenticated=True, is_active=True)
    request.membership = SimpleNamespace(role="attorney")
    assert nav.items(request) == [
        nav.Item("Today", "/staff/", None, False),
        nav.Item("Queue", "/staff/queue/", 37, True),
    ]


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/staff/packages/7/", "/staff/rounds/"), ("/staff/rounds/7/", "/staff/rounds/"), ("/staff/packs/", None)],
)
def test_nav_marks_an_entry_whose_pages_lie_elsewhere_too(monkeypatch, rf, path, marked):
    monkeypatch.setattr(nav, "_entries", {})
    monkeypatch.setattr(nav, "reverse", {"today": "/staff/", "rounds": "/staff/rounds/"}.get)
    nav.register("Today", "today", "desk.see", order=10)
    nav.register("Rounds", "rounds", "round.read", order=20, also=("packages/",))
    request = rf.get(path)
    request.user = SimpleNamespace(is_authenticated=True, is_active=True)
    request.membership = SimpleNamespace(role="attorney")
    assert [item.url for item in nav.items(request) if item.current] == ([marked] if marked else [])
