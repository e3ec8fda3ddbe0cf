from datetime import timedelta

import pytest
from django.utils import timezone

from litigation.accounts.models import MailedCode, Session, Tally, User
from litigation.accounts.sessions import SessionStore
from litigation.accounts.tasks import clear as clear_accounts
from litigation.web.models import IdempotencyKey
from litigation.web.tasks import clear as clear_answers

pytestmark = pytest.mark.django_db


def test_clear_removes_what_is_over_and_nothing_else():
    person = User.objects.create_user("mina@example.org", last_login=timezone.now())
    for name, age in (("old", timedelta(days=3)), ("new", timedelta(hours=1))):
        IdempotencyKey.objects.create(user=person, key=name, digest="0" * 64, created_at=timezone.now() - age)
        store = SessionStore()
        store["kept"] = name
        store.set_expiry(timezone.now() + (timedelta(hours=1) if name == "new" else -timedelta(hours=1)))
        store.save()
        ends = timezone.now() + (timedelta(minutes=1) if name == "new" else -timedelta(minutes=1))
        MailedCode.objects.create(purpose="sign_in", address=f"{name}@example.org", expires_at=ends)
        Tally.objects.create(key=name, count=1, ends_at=ends)
    clear_answers()
    clear_accounts()
    assert [row.address for row in MailedCode.objects.all()] == ["new@example.org"]
    assert [row.key for row in Tally.objects.all()] == ["new"]
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["new"]
    assert [row.get_decoded()["kept"] for row in Session.objects.all()] == ["new"]
    assert User.objects.get() == person


def test_clear_twice_is_clear_once():
    clear_answers()
    clear_accounts()
    clear_answers()
    clear_accounts()
    assert not IdempotencyKey.objects.exists()
