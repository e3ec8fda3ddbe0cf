"""Every route × every role × every method: the declared right stands in the matrix, and the real answer is that right's.

What one may not see and what is not there answer the same, byte for byte.
"""

from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from litigation.accounts.rights import RIGHTS, ROLES
from tests.architecture import routes
from tests.architecture.cast import ABSENT, make_worlds
from tests.architecture.matrix import FOR_TEAM, HIDDEN, NOTHING, ROUTES, SENDS_BACK, SENT
from tests.architecture.matrix import RIGHTS as HOLDERS
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db

ANONYMOUS, OWNER, STRANGER = "anonymous", "the claimant", "another claimant"
HERE = ["helper", "attorney", "coordinator", "case_lead", "auditor"]
ELSEWHERE = [f"{role} of another case" for role in HERE[1:]]
TEAM = HERE[1:] + ELSEWHERE
OURS = ("litigation.", "claimants.", "documents.")
LIBRARY_PAGES = {
    "account_logout",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
IN, SIGN_IN, REFUSED, ABSENT_HERE = "let in", "asked to sign in", "refused", "told there is nothing"
NOT_SO = "told that it cannot be done like this"  # 405 and 415: said to whoever holds the right, before any look


@pytest.fixture(autouse=True)
def _one_factor(settings):
    """The second factor has a test of its own below."""
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Built once for all tests here, which take back what they do."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_worlds()
        transaction.set_rollback(True)


def test_every_route_of_ours_stands_in_the_matrix():
    missing = [
        f'    "{route.name}": row({_declared(route)!r}{_arguments(route)}),'
        for route in routes.every()
        if route.name not in ROUTES
    ]
    gone = sorted(set(ROUTES) - {route.name for route in routes.every()})
    assert not missing, "Add to ROUTES in tests/architecture/matrix.py:\n" + "\n".join(missing)
    assert not gone, f"These routes are gone; take them out of tests/architecture/matrix.py: {gone}"


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in routes.every()]
    assert not [route.pattern for route in routes.every() if not route.name.rpartition(":")[2]], "give it a name="
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_route_declares_the_right_the_matrix_names():
    wrong = [
        f"{route.name} {method}: the view says {route.right(method)!r}, the matrix {ROUTES[route.name].right(method)!r}"
        for route in routes.every()
        if route.name in ROUTES
        for method in route.methods()
        if route.right(method) != ROUTES[route.name].right(method)
    ]
    assert not wrong, "\n".join(wrong)


def test_pages_of_libraries_are_those_of_the_list_and_no_others():
    from_outside = {route.name for route in routes.every() if not route.view.__module__.startswith(OURS)}
    assert from_outside == LIBRARY_PAGES


def test_rights_are_held_by_the_roles_of_the_matrix():
    holders = {name: right.roles for name, right in RIGHTS.items() if right.for_staff}
    assert holders == {name: frozenset(roles) for name, roles in HOLDERS.items() if roles}
    assert set(RIGHTS) == set(HOLDERS)
    assert set(ROLES) == {"claimant", "helper", *HERE}


@pytest.mark.parametrize("who", [ANONYMOUS, OWNER, STRANGER, *HERE, *ELSEWHERE])
def test_matrix_is_what_each_person_meets(worlds, who):
    ours, theirs = worlds
    client = _client(_person(who, ours, theirs))
    wrong = []
    for route, method, url in _addresses(ours):
        met, expected = _outcome(_ask(client, method, url, SENT.get(route.name))), _expected(route, method, who)
        if met not in expected:
            wrong.append(f"{who}, {method} {route.name}: {met}, but should be {' or '.join(sorted(expected))}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", [OWNER, "case_lead", "attorney"])
def test_foreign_and_absent_answer_the_same(worlds, who):
    ours, theirs = worlds
    client, wrong = _client(_person(who, ours, theirs)), []
    for route, method, url in _addresses(theirs, with_objects=True):
        if not _may(route, method, who):
            continue
        nothing = route.url(**ROUTES[route.name].values(ABSENT))
        foreign, absent = _ask(client, method, url), _ask(client, method, nothing)
        if _outcome(foreign) not in (ABSENT_HERE, NOT_SO) or _bare(foreign, url) != _bare(absent, nothing):
            wrong.append(f"{method} {route.name}: {foreign.status_code} of another's, {absent.status_code} of nothing")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", HERE[1:])
def test_staff_without_second_factor_do_nothing_at_the_desk(worlds, settings, role):
    settings.STAFF_SECOND_FACTOR = True
    ours, _theirs = worlds
    client, wrong = _client(ours.people[role]), []
    for route, method, url in _addresses(ours):
        if not HOLDERS[route.right(method)]:
            continue
        answer = _ask(client, method, url)
        if answer.status_code != 403 and "/2fa/" not in answer.headers.get("Location", ""):
            wrong.append(f"{method} {route.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def _person(who, ours, theirs):
    if who == ANONYMOUS:
        return None
    if who in (OWNER, STRANGER):
        return (ours if who == OWNER else theirs).owner
    role, elsewhere, _ = who.partition(" of another case")
    return (theirs if elsewhere else ours).people[role]


def _client(user):
    client = Client(raise_request_exception=True)
    if user:
        is_there(client, user, method="mfa")
    return client


def _addresses(world, *, with_objects=False):
    """(route, method, address) of all that is ours; with_objects: of things that belong to somebody."""
    for route in routes.every():
        if route.name not in ROUTES:
            continue  # test_every_route_of_ours_stands_in_the_matrix tells it
        arguments = ROUTES[route.name].arguments
        if with_objects and not set(arguments.values()) & OWNED:
            continue
        for method in route.methods():
            yield route, method, route.url(**ROUTES[route.name].values(world))


OWNED = {
    "basis",
    "tolling",
    "reference",
    "trip",
    "evidence",
    "request",
    "mandate",
    "token",
    "round",
    "paper",
    "package",
    "filing",
    "hold",
    "draft",
    "bulletin",
    "requests",
    "judged",
    "job",
    "rule_run",
    "proceeding",
    "entry",
    "deadline",
    "party_row",
    "colleague",
    "removal",
}


def _ask(client, method, url, sent=None):
    """One request whose effects are taken back, in the database and in the browser: some sign out."""
    cache.clear()
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        if not url.startswith("/api/"):
            response = getattr(client, method.lower())(url, sent or {})
        elif method == "GET":
            response = client.get(url)
        else:
            key = {"Idempotency-Key": "matrix"}
            response = client.generic(method, url, "{}", content_type="application/json", headers=key)
        if response.streaming:
            list(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _outcome(response):
    if response.status_code == 401 or "/login/" in response.headers.get("Location", ""):
        return SIGN_IN
    return {403: REFUSED, 404: ABSENT_HERE, 405: NOT_SO, 415: NOT_SO}.get(response.status_code, IN)


def _may(route, method, who):
    wanted = HOLDERS[route.right(method)]
    return wanted is None or who.partition(" of another case")[0] in wanted


def _expected(route, method, who):
    right, arguments = route.right(method), set(ROUTES[route.name].arguments.values())
    if route.name in SENDS_BACK:
        return {IN, SIGN_IN}
    if right == "public":
        return {IN, NOT_SO} if who in TEAM and route.name in FOR_TEAM or route.name not in HIDDEN else {ABSENT_HERE}
    if who == ANONYMOUS:
        return {SIGN_IN}
    if not _may(route, method, who):
        return {REFUSED}
    if (route.name, method) in NOTHING:
        return {ABSENT_HERE}
    if arguments & OWNED and who != OWNER and not (HOLDERS[right] and who in HERE):
        return {ABSENT_HERE, NOT_SO}
    if right in ("claim.own", "file.own") and who not in (OWNER, STRANGER):
        return {ABSENT_HERE, IN, NOT_SO}  # people of the team have no claim of their own
    return {IN, NOT_SO}


def _bare(response, url):
    body = response.content.decode()
    return response.status_code, body.replace(url, "").replace(_token(body), "")


def _token(body):
    """The form token of a page, which differs on every showing."""
    return body.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0] or "\0"


def _declared(route):
    rights = {method: route.right(method) for method in route.methods()}
    return next(iter(rights.values())) if len(set(rights.values())) == 1 else rights


def _arguments(route):
    """Where a parameter's name does not say which thing it is, the person who adds the line does."""
    guess = {"ref": "reference", "reference": "reference", "slug": "slug", "number": "round"}
    return "".join(f', {name}="{guess.get(name, "?")}"' for name in route.parameters)
