from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from litigation.accounts.models import User
from litigation.web.models import IdempotencyKey
from litigation.web.tasks import clear

pytestmark = pytest.mark.django_db


def test_clear_removes_what_is_over_and_nothing_else():
    person = User.objects.create_user("mina@example.org", last_login=timezone.now())
    for name, age in (("old", timedelta(days=3)), ("new", timedelta(hours=1))):
        IdempotencyKey.objects.create(user=person, key=name, digest="0" * 64, created_at=timezone.now() - age)
        store = SessionStore()
        store["kept"] = name
        store.set_expiry(timezone.now() + (timedelta(hours=1) if name == "new" else -timedelta(hours=1)))
        store.save()
    clear()
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["new"]
    assert [row.get_decoded()["kept"] for row in Session.objects.all()] == ["new"]
    assert User.objects.get() == person


def test_clear_twice_is_clear_once():
    clear()
    clear()
    assert not IdempotencyKey.objects.exists()
