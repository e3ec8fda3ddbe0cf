"""Every page and endpoint is called once as in the product: no transaction of a test holds anything together.

What a view forgot to put into a transaction, or puts into one too late, works in every other test and is a dead page for
people. Nothing is rolled back here; the database is copied once and put back after each call.
"""

import json
import sqlite3
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from lxml import html

from tests.architecture import routes
from tests.architecture.calls import CALLED_ELSEWHERE, CALLS, NOTHING_TO_CALL, SHOWN_AFTER
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import NO_FACTOR, ROUTES
from tests.architecture.matrix import RIGHTS as HOLDERS
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db(transaction=True)
NOT_OF_THE_WORLD = {
    "health": "no worker runs in a test",
    **dict.fromkeys(("my_data_file", "api:my_data_file"), "no copy of anybody's data was made there"),
    "api:law_calculator": "asks for its values in the address",
    **dict.fromkeys((*NO_FACTOR, "mfa_view_recovery_codes"), "nobody there has a second factor"),
}


@pytest.fixture(scope="module")
def filled():
    """A place for the copy of the database with both worlds in it, made once for all tests here."""
    copy = sqlite3.connect(":memory:")
    yield SimpleNamespace(world=None, copy=copy)
    copy.close()


@pytest.fixture
def office(db, transactional_db, filled, settings):
    """(the world, a function that puts the database back as it was)."""
    settings.STAFF_SECOND_FACTOR = False
    if filled.world is None:
        filled.world, _other = make_worlds()
        _opened().backup(filled.copy)

    def again():
        filled.copy.backup(_opened())

    again()
    return filled.world, again


def _opened():
    """The database itself; what is streamed closes its connection with its last byte."""
    connection.ensure_connection()
    return connection.connection


def test_every_route_that_takes_something_has_a_call(office):
    world, again = office
    open_to_all = {"POST", "PUT", "PATCH", "DELETE"}
    missing = []
    for route in routes.every():
        for method in set(route.methods()) & open_to_all:
            if (route.name, method) in CALLS or route.name in NOTHING_TO_CALL | CALLED_ELSEWHERE:
                continue
            if _ask(world, route, method, {}, {}).status_code != 405:
                missing.append(f'call("{route.name}", method="{method}", sent=…)')
            again()
    assert not missing, "Add to tests/architecture/calls.py:\n" + "\n".join(sorted(missing))
    known = {(route.name, method) for route in routes.every() for method in route.methods()}
    assert set(CALLS) - known == set(), "these routes are gone"


def test_every_page_is_shown_outside_a_transaction(office):
    world, again = office
    wrong = []
    for route in routes.every():
        if "GET" not in route.methods() or route.name in NOT_OF_THE_WORLD | NOTHING_TO_CALL:
            continue
        before = SHOWN_AFTER.get(route.name)
        instead = before(world) if before else {}
        answer = _ask(world, route, "GET", {}, instead)
        if answer.status_code >= 400 and answer.status_code != 405:
            wrong.append(f"GET {route.name}: {_said(answer)}")
        again()
    assert not wrong, "\n".join(wrong)


def test_every_call_is_answered_outside_a_transaction(office):
    world, again = office
    wrong = []
    for route in routes.every():
        for method in route.methods():
            call = CALLS.get((route.name, method))
            if call is None:
                continue
            instead = call.before(world) or {}
            answer = _ask(world, route, method, call.body(world), instead, who=call.who, filled=call.filled)
            if answer.status_code >= 400:
                wrong.append(f"{method} {route.name}: {_said(answer)}")
            again()
    assert not wrong, "\n".join(wrong)


def _ask(world, route, method, sent, instead, *, who="", filled=False):
    """One request of somebody who may; everything that is streamed is read."""
    cache.clear()
    assert not connection.in_atomic_block
    client = Client(raise_request_exception=False)
    is_there(client, _person(world, ROUTES[route.name].right(method) or ROUTES[route.name].right("GET"), who))
    url = route.url(**ROUTES[route.name].values(world) | instead)
    files = any(hasattr(value, "read") for value in sent.values())
    if method == "GET":
        answer = client.get(url)
    elif not url.startswith("/api/"):
        shown = _form(client.get(url)) if filled else {}
        answer = client.post(url, {"_case": world.case.pk, **shown, **sent})
    elif files:
        answer = client.post(url, sent, headers={"Idempotency-Key": "call"})
    else:
        key = {"Idempotency-Key": "call"}
        answer = client.generic(method, url, json.dumps(sent), content_type="application/json", headers=key)
    if answer.streaming:
        list(answer)
    return answer


def _form(page):
    """What the form of a page would send as it is shown."""
    forms = html.fromstring(page.content.decode()).xpath("//main//form[@method='post']")
    assert forms, f"{page.request['PATH_INFO']} shows no form: {_said(page)}"
    return dict(forms[-1].form_values())


def _person(world, right, who):
    if holders := HOLDERS[right]:
        return world.people[who or next(role for role in ("case_lead", "attorney", "coordinator") if role in holders)]
    return world.owner


def _said(answer):
    """What a refusal says, for whoever reads the failure."""
    if answer.streaming:
        return answer.status_code
    body = answer.content.decode()
    said = body if body.startswith("{") else " ".join(body.partition('class="errors"')[2].split())
    return f"{answer.status_code} {said[:400]}"
