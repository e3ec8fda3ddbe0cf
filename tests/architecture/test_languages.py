"""Every language of settings.LANGUAGES says everything: each page with its errors, each e-mail, each text of the case pack.

What counts as untranslated: a text, label or title on a page that is, word for word, a sentence of the source.
"""

import gettext
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import to_locale, trans_real

from claimants.claims.models import Claim
from claimants.notices.kinds import KINDS
from claimants.notices.models import Notice
from claimants.notices.writing import compose
from litigation.accounts.models import User
from litigation.cases.models import CaseText
from litigation.cases.pack import open_pack
from tests.architecture import routes
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import FOR_TEAM, ROUTES
from tests.factories import PACK

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
SHOWN = ("alt", "aria-label", "placeholder", "title")
SILENT = {"script", "style", "bdi", "kbd"}  # bdi holds what people wrote
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w+\}")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def catalogues():
    """{language: its compiled catalogue}, made fresh from the .po files."""
    found = {}
    for code in OTHERS:
        po = Path(settings.LOCALE_PATHS[0], to_locale(code), "LC_MESSAGES/django.po")
        compiled = po.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < po.stat().st_mtime:
            subprocess.run(["msgfmt", "-o", compiled, po], check=True)
        with compiled.open("rb") as file:
            found[code] = gettext.GNUTranslations(file)
    trans_real._translations.clear()
    gettext._translations.clear()
    return found


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One case with everything in it; built once, what the tests do to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_worlds()[0]
        transaction.set_rollback(True)


class Page(HTMLParser):
    """The texts somebody sees or hears of a page, without what stands in another language or was written by people."""

    def __init__(self, html, language):
        super().__init__()
        self.texts, self._open, self._language = [], [], language
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        silent = tag in SILENT or attrs.get("lang", self._language) != self._language
        self.texts += [attrs[name] for name in SHOWN if attrs.get(name) and not silent]
        if tag not in VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(silent for _tag, silent in self._open):
            self.texts.append(" ".join(data.split()))


def sentences(catalogue):
    """(those without a placeholder, one pattern for each with one): what must not appear once a language is chosen."""
    plain, patterns = set(), []
    for key, said in catalogue._catalog.items():
        source = key[0] if isinstance(key, tuple) else key
        if not source or source == said or "<" in source:
            continue
        parts = [re.escape(" ".join(part.split())) for part in PLACEHOLDER.sub("\0", source).split("\0")]
        if len(parts) == 1:
            plain.add(" ".join(source.split()))
        elif len(re.findall(r"[A-Za-z]{2,}", PLACEHOLDER.sub(" ", source))) > 1:
            patterns.append(re.compile(r"\s*.+\s*".join(parts)))
    return plain, patterns


def untranslated(html, language, catalogue):
    plain, patterns = sentences(catalogue)
    texts = set(Page(html, language).texts)
    return sorted(text for text in texts if text in plain or any(each.fullmatch(text) for each in patterns))


def answers(world, language):
    """(route, method, response) of every page, shown to somebody who may see it; what a POST does is taken back."""
    for route in routes.every():
        if route.is_api or route.name in FOR_TEAM:
            continue
        row = ROUTES[route.name]
        client = Client()
        if row.rights != "public":
            staff = re.match(r"desk_|styleguide", route.name)
            client.force_login(world.people["case_lead"] if staff else world.owner)
        with translation.override(language):
            url = reverse(route.name, kwargs=row.values(world))
        for method in ("get", "post"):
            cache.clear()
            with transaction.atomic():
                response = getattr(client, method)(url, headers={"Accept-Language": language})
                if "text/html" in response.get("Content-Type", ""):
                    yield route, method, response
                transaction.set_rollback(True)


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_and_its_errors_are_in_the_language(world, catalogues, language, settings):
    settings.STAFF_SECOND_FACTOR = False
    User.objects.update(language=language)
    wrong, seen = [], set()
    for route, method, response in answers(world, language):
        html = response.content.decode()
        found = untranslated(html, language, catalogues[language])
        wrong += [f"{route.name} {method} ({response.status_code}): {text}" for text in found]
        seen.add(route.name)
        if method == "get" and response.status_code == 200 and route.name != "front_door":
            assert f'<html lang="{language}"' in html, route.name
    assert not wrong, "\n".join(wrong)
    assert {"case_home", "my", "my_check", "my_trip", "my_request", "desk_today", "desk_claim", "desk_round"} <= seen


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_kind_of_email_is_written_in_the_language(world, catalogues, kind, language):
    claim = Claim.objects.get(reference=world.reference)
    params = {"deficiency": str(world.request), "cure_by": "2026-12-01", "round": 3, "due_by": "2026-12-01"}
    params |= {"proceeding": str(claim.pk), "court_number": "2026가합1", "key": "appeal", "title": "", "critical": True}
    params |= {"ends_by": "2026-12-31", "number": 2, "filing": str(claim.pk), "bulletin": str(claim.pk)}
    mail = compose(Notice(user=world.owner, claim=claim, kind=kind, language=language, params=params))
    html = mail.alternatives[0].content
    assert (claim.reference in mail.subject) is not KINDS[kind].to_team
    assert ("/staff/" if KINDS[kind].to_team else f"/{language}/") in mail.body
    assert f'lang="{language}"' in html
    if language in catalogues:
        lines = [line.strip() for line in (mail.subject, *mail.body.splitlines()) if line.strip()]
        plain, patterns = sentences(catalogues[language])
        assert [line for line in lines if line in plain or any(each.fullmatch(line) for each in patterns)] == []
        assert untranslated(html, language, catalogues[language]) == []


def test_the_case_pack_has_every_text_in_every_language_it_promises(world):
    pack = open_pack(PACK)
    papers = tuple(pack.case["korean_only"])
    people_read = {key for key, _language in pack.texts if not key.startswith(papers)}
    assert set(pack.case["languages"]) == {code for code, _name in settings.LANGUAGES}
    for language in pack.case["languages"]:
        assert people_read <= {key for key, code in pack.texts if code == language}
        assert people_read <= set(
            CaseText.objects.filter(case=world.case, language=language).values_list("key", flat=True)
        )
    for told in (pack.case["name"], *(fact["text"] for fact in pack.facts)):
        assert set(pack.case["languages"]) <= {language for language, words in told.items() if words}


def test_the_front_door_lists_every_language_by_its_own_name(client, world):
    page = client.get("/").content.decode()
    for code, name in settings.LANGUAGES:
        assert re.search(rf'<a[^>]*(?:lang|hreflang)="{code}"[^>]*>\s*{name}', page), name
        assert f'href="/{code}/"' in page


def test_the_scan_finds_a_sentence_that_was_left_in_english(catalogues):
    html = '<p>Save and go on</p><p lang="en">Save and go on</p><img alt="Page 3 of 9"><bdi>Save</bdi><p>저장</p>'
    assert untranslated(html, "ko", catalogues["ko"]) == ["Page 3 of 9", "Save and go on"]
