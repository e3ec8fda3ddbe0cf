"""What comes from outside is never trusted: places, page sizes, ids, addresses, bodies. Every route, without a list to keep.

Each of them is asked for with bent values; whatever the answer is, it is a refusal or an answer, never a broken page.
"""

import base64
import inspect
import json
import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, RequestFactory
from rest_framework.generics import ListAPIView
from rest_framework.pagination import Cursor
from rest_framework.request import Request

from tests.architecture import routes
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import RIGHTS as HOLDERS
from tests.architecture.matrix import ROUTES
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

REFUSED = {(422, "fields"), (400, "bad_request")}
PROBLEM = "application/problem+json"
HUGE = 2**63
ODD_PARTS = [str(HUGE), "9" * 4400, "a\0b", "x" * 3000]
ODD_QUERIES = ["-1", str(HUGE), "9999-99", "a\0b", "[]"]


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        ours, _theirs = make_worlds()
        ours.browsers = browsers(ours)
        yield ours
        transaction.set_rollback(True)


def asker(world, right):
    """A signed-in browser of somebody who holds the right."""
    roles = HOLDERS[right or "public"] or ()
    return world.browsers["case_lead" if "case_lead" in roles else next(iter(roles), None)]


def browsers(world):
    """By role; None: the claimant's."""
    people = {role: world.people[role] for role in world.people} | {None: world.owner}
    found = {role: Client(raise_request_exception=False) for role in people}
    for role, client in found.items():
        client.force_login(people[role])
    return found


def ask(client, url, method="GET", **sent):
    cache.clear()
    with transaction.atomic():
        answer = client.generic(method, url, **sent)
        if answer.streaming:
            list(answer)
        transaction.set_rollback(True)
    return answer


def code(answer):
    assert answer.headers["Content-Type"] == PROBLEM, answer.content[:200]
    return answer.status_code, answer.json()["code"]


# Places in lists -------------------------------------------------------------------------------------------------------
def lists():
    """The routes of every list of the API, as the wiring has them."""
    return [route for route in routes.every() if route.is_api and issubclass(route.view.cls, ListAPIView)]


@pytest.mark.parametrize("route", lists(), ids=lambda route: route.name)
def test_list_refuses_a_bent_cursor(world, route):
    client, url = asker(world, route.right("GET")), route.url(**ROUTES[route.name].values(world))
    real = route_cursor(route, url)
    assert ask(client, f"{url}?cursor={real}").status_code in (200, 404, 409)  # the list itself may not be there yet
    for bent in bends(real):
        answer = ask(client, url + "?" + urlencode({"cursor": bent}))
        assert answer.status_code in (404, 409) or code(answer) in REFUSED, bent
    for size in ("0", "-1", "x", "", "201", "9" * 400):
        answer = ask(client, url + "?" + urlencode({"page_size": size}))
        assert answer.status_code in (404, 409) or code(answer) == (422, "fields"), size
        if answer.status_code == 422:
            assert list(answer.json()["fields"]) == ["page_size"]


def test_cursor_of_a_real_page_opens_the_next_one_and_no_other_list(world):
    client = asker(world, "claim.read")
    for _ in range(3):
        make_claim(case=world.case, status="submitted")
    cursor = cursor_of(ask(client, "/api/v1/claims/?page_size=1").json()["next"])
    assert len(ask(client, "/api/v1/claims/?" + urlencode({"page_size": 1, "cursor": cursor})).json()["results"]) == 1
    for other in ("/api/v1/rounds/", "/api/v1/jobs/", "/api/v1/radar/claims/"):
        assert code(ask(client, other + "?" + urlencode({"cursor": cursor}))) == (422, "fields")
    for bent in bends(cursor):
        assert code(ask(client, "/api/v1/claims/?" + urlencode({"cursor": bent}))) in REFUSED, bent


def test_rows_that_share_their_place_are_all_shown(world):
    """Far more than a page of them, as on the last day of a limitation period."""
    client, url = asker(world, "claim.read"), "/api/v1/claims/?page_size=1"
    with transaction.atomic():
        claims = [make_claim(case=world.case, status="submitted") for _ in range(4)]
        type(claims[0]).objects.filter(case=world.case).update(submitted_at=claims[0].submitted_at)
        seen = []
        while url:
            page = client.get(url).json()
            seen += [row["reference"] for row in page["results"]]
            url = page["next"]
        transaction.set_rollback(True)
    assert len(seen) == len(set(seen)) >= 4


def route_cursor(route, url):
    """A cursor this list would write, made by its own paginator."""
    paginator = route.view.cls.pagination_class()
    paginator.request = Request(RequestFactory().get(url))
    paginator.base_url = url
    paginator.ordering = paginator.get_ordering(paginator.request, route.view.cls.queryset, None)
    return cursor_of(paginator.encode_cursor(Cursor(0, False, None)))


def cursor_of(url):
    return parse_qs(urlsplit(url).query)["cursor"][0]


def bends(cursor):
    """The cursor flipped, cut, lengthened; and places that nobody signed, of every wrong type."""
    yield from (
        cursor[:-1],
        cursor[1:],
        cursor[: len(cursor) // 2],
        cursor + "A",
        cursor + "=",
        "~" + cursor,
        cursor[::-1],
    )
    for at in range(0, len(cursor), 17):
        yield cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
    signature = cursor.rpartition("~")[2]
    for values in ([0, False, None], [HUGE, True, "x"], ["x"], None, {}, [], [None] * 3, [0, 0, "2026-13-45"], "x"):
        text = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
        yield from (text, f"{text}~{signature}")
    for plain in ("p=1", "p=x&o=-1", "r=1&p=2026-99-99", "o=99999999999999999999", "p=%00", "p=None", "\ud7ff"):
        yield base64.b64encode(plain.encode()).decode()
    yield from ("", "~", "~~", "x", "%%%", "\0", "ÿ", "😀", "x" * 3000)


# Addresses and queries -------------------------------------------------------------------------------------------------
def ours():
    return [route for route in routes.every() if route.name in ROUTES and not route.name.startswith("health")]


@pytest.mark.parametrize("route", [each for each in ours() if each.parameters], ids=lambda route: route.name)
def test_address_with_bent_parts_is_no_broken_page(world, route):
    method, good = route.methods()[0], ROUTES[route.name].values(world)
    client = asker(world, route.right(method))
    sent = {"data": "{}", "content_type": "application/json", "headers": {"Idempotency-Key": "bent"}}
    for name in route.parameters:
        for odd in ODD_PARTS:
            url = bent_url(route, good, name, odd)
            answer = ask(client, url, method, **(sent if method != "GET" else {}))
            assert answer.status_code < 500, f"{method} {url[:200]}"
            assert not url.startswith("/api/") or answer.status_code < 300 or code(answer), url[:200]


def bent_url(route, good, name, odd):
    """The address with one part bent: put in place of one that reverse() takes."""
    if name in ("language", "code") and "lang" in route.name:
        return route.url(**good)
    stand_in = 70707 if isinstance(good[name], int) else "7f7f7f7f-0000-4000-8000-000000000000"
    return route.url(**good | {name: stand_in}).replace(str(stand_in), quote(odd, safe=""), 1)


@pytest.mark.parametrize("route", [each for each in ours() if "GET" in each.methods()], ids=lambda route: route.name)
def test_bent_query_is_no_broken_page(world, route):
    client, url = asker(world, route.right("GET")), route.url(**ROUTES[route.name].values(world))
    for name in asked_by(route):
        for odd in ODD_QUERIES:
            answer = ask(client, url + "?" + urlencode({name: odd}))
            assert answer.status_code < 500, f"{url}, {name}={odd[:50]!r}"


ASKS = re.compile(r"""(?:GET|query_params)(?:\.get\(|\[)["'](\w+)["']""")


def asked_by(route):
    """The names in a query that the view's module reads, or its filter declares: found, so that none is forgotten."""
    view = inspect.unwrap(route.view)
    names = set(ASKS.findall(inspect.getsource(inspect.getmodule(view))))
    filters = getattr(getattr(route.view, "cls", None), "filterset_class", None)
    return sorted(names | set(filters.base_filters if filters else ()))


# Bodies ----------------------------------------------------------------------------------------------------------------
DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (DEEP, (400, "parse_error")),
        ('{"a":' * 40 + "1" + "}" * 40, (400, "parse_error")),
        ("[" * 900 + "]" * 900, (400, "parse_error")),
        ("1" * 5000, (400, "parse_error")),
        ("\xff", (400, "parse_error")),
        (json.dumps({"note": "x" * 3_500_000}), (413, "too_big")),
    ],
    ids=["unclosed", "deep", "deeper", "long number", "not UTF-8", "3.5 MB"],
)
@pytest.mark.parametrize("address", ["/api/v1/cases/airport-face-data/check/", "/api/v1/rounds/", "/api/v1/nowhere/"])
def test_body_that_cannot_be_read_is_a_problem(world, address, body, told):
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "bent"}}
    answer = ask(asker(world, "round.prepare"), address, "POST", data=body.encode("latin-1"), **sent)
    assert code(answer) in ([told] if "nowhere" not in address else [(404, "not_found"), (413, "too_big")])


def endpoints():
    return [
        each
        for each in routes.every()
        if each.is_api and each.name in ROUTES and each.view.cls.__module__.count(".") > 1
    ]


def test_undeclared_method_is_a_problem_that_names_those_there_are(world):
    """Of every endpoint, for whoever asks."""
    for route in endpoints():
        if route.view.cls.__module__ == "litigation.frame.api_docs":
            continue
        url, has = route.url(**ROUTES[route.name].values(world)), route.methods()
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"} - set(has):
            for client in (Client(), asker(world, route.right(has[0]))):
                answer = ask(client, url, method)
                assert code(answer) == (405, "method_not_allowed"), f"{method} {url}"
                assert set(has) <= set(answer.headers["Allow"].split(", "))
