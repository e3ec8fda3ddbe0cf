from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from litigation.accounts.actions import make_token, revoke_token
from litigation.accounts.models import ApiToken, User
from litigation.accounts.tokens import TokenAuthentication
from litigation.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("mina@example.org")


def come_with(secret):
    return TokenAuthentication().authenticate(APIRequestFactory().get("/", HTTP_AUTHORIZATION=f"Bearer {secret}"))


def test_token_signs_its_person_in_and_only_its_hash_is_kept(person):
    token, secret = make_token(user=person, name="my script", scopes=["claim.own"], actor=person)
    assert come_with(secret) == (person, token)
    assert secret not in str(ApiToken.objects.values().get())


def test_revoked_expired_foreign_and_inactive_tokens_are_refused(person):
    token, secret = make_token(user=person, name="my script", scopes=["claim.own"], actor=person)
    with pytest.raises(AuthenticationFailed):
        come_with("hk_guess")
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(AuthenticationFailed):
        come_with(secret)
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_token(token=token, actor=person)
    revoke_token(token=token, actor=person)
    with pytest.raises(AuthenticationFailed):
        come_with(secret)


def test_no_token_is_no_sign_in(person):
    assert TokenAuthentication().authenticate(APIRequestFactory().get("/")) is None


def test_scope_that_is_no_right_is_refused_and_named(person):
    with pytest.raises(DomainError) as refused:
        make_token(user=person, name="x", scopes=["claim.own", "everything"], actor=person)
    assert (refused.value.code, str(refused.value.sentence)) == (
        "token.unknown_scope",
        "These rights do not exist: everything.",
    )
    assert not ApiToken.objects.exists()
