"""The headers that keep pages safe, on every route, whoever asks and whatever the answer is."""

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.architecture import routes
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import ROUTES

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self' data: blob:; manifest-src 'self'; script-src 'self'; style-src 'self'"
    ),
}
FILES = EVERYWHERE | {
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
OTHERWISE = {
    "api:redoc": EVERYWHERE
    | {"Content-Security-Policy": EVERYWHERE["Content-Security-Policy"] + " 'unsafe-inline'; worker-src blob:"},
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_worlds()[0]
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=[None, "owner", "case_lead"])
def who(request):
    return request.param


@pytest.fixture(scope="module")
def answers(world, who):
    """[(route, its answer)] of every route, asked once for all tests here."""
    client = Client()
    with override_settings(STAFF_SECOND_FACTOR=False):
        if who:
            client.force_login(world.owner if who == "owner" else world.people[who])
        found = [(route, client.get(_address(route, world))) for route in routes.every()]
    for _route, answer in found:
        if answer.streaming:
            list(answer)
    return found


def test_every_answer_has_the_safe_headers(answers, who):
    wrong = []
    for route, answer in answers:
        expected = _expected(route, answer)
        if who and answer.streaming is False and "no-store" not in answer.headers.get("Cache-Control", ""):
            wrong.append(f"{route.name}: a signed-in person's answer may be cached")
        met = {name: _plain(name, answer.headers.get(name)) for name in expected}
        wrong += [f"{route.name} {name}: {met[name]}" for name in expected if met[name] != expected[name]]
    assert not wrong, "\n".join(wrong)


def test_no_answer_asks_anything_of_another_site(answers):
    """No address outside, no style or script inside the page: the policy above would break them, and readers trust us."""
    wrong = []
    for route, answer in answers:
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        for sign in (" style=", "<style", " onclick=", "javascript:", 'src="http', "url(http", "<script>"):
            if sign in page:
                wrong.append(f"{route.name}: {sign}")
    assert not wrong, "\n".join(wrong)


def _address(route, world):
    if route.name in ROUTES:
        return route.url(**ROUTES[route.name].values(world))
    samples = {"pk": 1, "key": "abc", "uidb36": "1"}
    return route.url(**{name: samples[name] for name in route.parameters})


def _expected(route, answer):
    if answer.streaming or answer.headers.get("Content-Type") in ("application/pdf", "image/png"):
        return FILES
    return OTHERWISE.get(route.name, EVERYWHERE)


def _plain(name, value):
    """Policies are lists without order."""
    mark = {"Content-Security-Policy": "; ", "Permissions-Policy": ", "}.get(name)
    return mark.join(sorted(part.strip() for part in value.split(mark))) if mark and value else value
