"""The whole API against its own description: made-up requests of every role, answered without a 5xx and as described.

Schemathesis makes the requests; real ids are put into most addresses and bent cursors into the lists, so that they come
past the first check. `make fuzz ARGS=200` asks for 200 of each operation instead of these few.
"""

import os
import random
import re
from collections import Counter

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from litigation.accounts.actions import make_token
from litigation.accounts.rights import RIGHTS
from litigation.web import positions
from tests.architecture import routes
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import ROUTES

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EACH = int(os.environ.get("HAMKKE_TEST_FUZZ", "2"))  # requests of each operation, each asked by every role
SEED = 20261129
ROLES = ("anonymous", "claimant", "attorney", "coordinator", "case_lead", "auditor")

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600 + 60 * EACH)]


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.allow_request", lambda *_: True)
    ours, _theirs = make_worlds()
    ends = (request_started, request_finished)  # of a request outside of the test client: it closes the connection
    [signal.disconnect(close_old_connections) for signal in ends]
    yield ours
    [signal.connect(close_old_connections) for signal in ends]


@pytest.fixture
def headers(world):
    """{role: headers} with a token of each that may do all that its person may."""
    people = {"claimant": world.owner} | {role: world.people[role] for role in ROLES[2:]}
    found = {"anonymous": {}}
    for role, user in people.items():
        scopes = [name for name in RIGHTS if name != "public"]
        _row, secret = make_token(user=user, name="fuzz", scopes=scopes, actor=user)
        found[role] = {"Authorization": f"Bearer {secret}"}
    return found


def test_nothing_made_up_breaks_the_api_or_its_description(world, headers):
    known = addresses(world)
    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application())
    met, wrong, chance = Counter(), [], random.Random(SEED)
    for found in schema.get_all_operations():
        for case in made_up(found.ok()):
            bend(case, known, chance)
            for role in ROLES:
                met[answer(case, headers[role], wrong, role) // 100] += 1
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert met[5] == 0
    assert met[2] > 0


def made_up(operation):
    """A few requests of an operation, the same in every run."""
    made = []

    @seeded(SEED)
    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def make(case):
        made.append(case)

    make()
    return made


def answer(case, headers, wrong, role):
    """The status; what is wrong with the answer is noted. Its effects are taken back."""
    cache.clear()
    with transaction.atomic():
        response = case.call(headers=headers)
        transaction.set_rollback(True)
    try:
        case.validate_response(response, checks=CHECKS, headers=headers)
    except FailureGroup as failures:
        for each in failures.exceptions:
            wrong.append(f"{role}, {case.method} {case.formatted_path}: {each.title}: {str(each.message)[:400]}")
    return response.status_code


def bend(case, known, chance):
    """Real ids into the address, mostly; a cursor of a real list, bent or of another list, where one is taken."""
    if case.path_parameters and chance.random() < 0.8:
        real = known.get(blank(case.path))
        if real:
            case.path_parameters.update(zip(case.path_parameters, real, strict=True))
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = f"fuzz {chance.random()}"
    if "Hamkke-Case" in (case.headers or {}) and chance.random() < 0.8:
        del case.headers["Hamkke-Case"]
    if "cursor" in (case.query or {}):
        real = positions.write([0, False, None], of=f"{case.formatted_path} ('-created_at', 'id')")
        case.query["cursor"] = chance.choice([real, real[:-1], real[3:], "cD0x", case.query["cursor"]])


def addresses(world):
    """{address with its parts left out: the values of the world's things}"""
    return {
        blank(route.pattern): [ROUTES[route.name].values(world)[name] for name in route.parameters]
        for route in routes.every()
        if route.is_api and route.parameters and route.name in ROUTES
    }


def blank(pattern):
    return re.sub(r"<[^>]*>|\{[^}]*\}", "{}", pattern)
