"""Programs that talk to the API: with a token, with a session, with nothing."""

from itertools import count
from types import SimpleNamespace

import pytest
from rest_framework.test import APIClient

from litigation.accounts.actions import make_token
from tests.factories import make_case, make_claim, make_member, make_user
from tests.litigation.accounts.tools import is_there

_keys = count(1)


class Program(APIClient):
    """Sends JSON, and a new Idempotency-Key with every write unless the test names one."""

    def generic(self, method, path, data="", content_type="application/octet-stream", secure=False, **extra):
        if method not in ("GET", "HEAD", "OPTIONS") and "HTTP_IDEMPOTENCY_KEY" not in extra:
            extra["HTTP_IDEMPOTENCY_KEY"] = f"key {next(_keys)}"
        return super().generic(method, path, data, content_type, secure, **extra)


def program(user=None, *scopes, case=None, csrf=False):
    """With scopes: by token. Without: by session. Without a user: anonymous."""
    found = Program(enforce_csrf_checks=csrf)
    found.default_format = "json"
    if user and scopes:
        _row, secret = make_token(user=user, name="test", scopes=scopes, actor=user)
        found.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}", **({"HTTP_HAMKKE_CASE": case.slug} if case else {}))
    elif user:
        is_there(found, user)
    return found


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def mine(case):
    """A draft of somebody with everything done, and their program."""
    claim = make_claim(case=case, ready=True)
    user = claim.claimant.account
    return SimpleNamespace(
        claim=claim, user=user, program=program(user, "claim.own"), at=f"/api/v1/my/claims/{claim.reference}/"
    )


@pytest.fixture
def desk(case):
    """desk("attorney", "claim.review") → a program of such a member with these scopes."""

    def desk(role, *scopes):
        return program(make_member(case, role).user, *scopes, case=case)

    return desk


@pytest.fixture
def stranger(case):
    return program(make_user(), "claim.own")
