import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from litigation.accounts.actions import begin_account, sweep_unused_accounts
from litigation.accounts.models import User
from litigation.ledger.models import LedgerEvent

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/en/account/login/code/", "/en/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def no_rate_limits_left_over():
    cache.clear()


def ask(client, email="mina@example.org"):
    return client.post(ASK, {"email": email})


def mailed_code():
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def test_code_is_mailed_and_signs_the_person_in(client):
    assert ask(client).headers["Location"] == CONFIRM
    client.post(CONFIRM, {"code": mailed_code()})
    assert client.session["_auth_user_id"] == str(User.objects.get(email="mina@example.org").pk)


def test_known_and_unknown_addresses_get_the_same_answer(django_user_model):
    django_user_model.objects.create_user("known@example.org")
    answers = [ask(Client(), email) for email in ("known@example.org", "unknown@example.org")]
    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, CONFIRM)}
    words = {re.sub(r"\d{6}", "…", f"{m.subject} {m.body}") for m in mail.outbox}
    assert (len(mail.outbox), len(words)) == (2, 1)


def test_address_is_one_account_in_any_case(client):
    ask(client, "Mina@Example.org")
    ask(client, "mina@example.org")
    assert list(User.objects.values_list("email", flat=True)) == ["mina@example.org"]


def test_wrong_code_signs_nobody_in_and_ends_after_the_tries(client):
    ask(client)
    wrong = "000000" if mailed_code() != "000000" else "111111"
    answers = [client.post(CONFIRM, {"code": wrong}) for _ in range(4)]
    assert "_auth_user_id" not in client.session
    assert answers[-1].status_code == 302
    client.post(CONFIRM, {"code": mailed_code()})
    assert "_auth_user_id" not in client.session


def test_bad_address_is_told_how_to_write_it(client):
    page = ask(client, "mina@").content.decode()
    assert "Enter an e-mail address in the form name@example.org" in page
    assert not User.objects.exists()


def test_begin_account_writes_no_address_into_the_ledger():
    user = begin_account(email="mina@example.org", language="ko")
    event = LedgerEvent.objects.get(verb="account.begun")
    assert (event.subject_id, event.data, user.language) == (str(user.pk), {}, "ko")


def test_sweep_removes_only_accounts_nobody_came_back_to():
    long_ago = timezone.now() - timedelta(days=3)
    for name, fields in {
        "never@example.org": {},
        "came@example.org": {"last_login": long_ago},
        "new@example.org": {"created_at": timezone.now()},
        "rescue@example.org": {"is_staff": True},
    }.items():
        User.objects.create_user(name, **{"created_at": long_ago, **fields})
    sweep_unused_accounts()
    assert sorted(User.objects.values_list("email", flat=True)) == [
        "came@example.org",
        "new@example.org",
        "rescue@example.org",
    ]


def test_sign_in_page_of_a_signed_out_person_keeps_where_they_wanted_to_go(client):
    answer = client.get(reverse("desk_jobs"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ASK}?next=/staff/jobs/")
