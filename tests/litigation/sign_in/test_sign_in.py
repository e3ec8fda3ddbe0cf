"""Signing in: what a code begins, what it does not tell, and where it leads."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from litigation.accounts.actions import begin_account
from litigation.accounts.models import User
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_member
from tests.litigation.accounts.tools import ASK, CONFIRM, MINA, ask, mailed, sign_in, signed_in

pytestmark = pytest.mark.django_db


def test_code_is_mailed_and_signs_the_person_in(client):
    assert ask(client).headers["Location"] == CONFIRM
    client.post(CONFIRM, {"code": mailed()})
    user = User.objects.get(email=MINA)
    assert signed_in(client) == str(user.pk)
    assert user.email_verified_at is not None


def test_account_begins_with_the_right_code_and_not_before(client):
    ask(client)
    client.post(CONFIRM, {"code": "12345"})
    assert (User.objects.count(), LedgerEvent.objects.count()) == (0, 0)
    client.post(CONFIRM, {"code": mailed()})
    assert LedgerEvent.objects.filter(verb="account.begun").count() == 1


def work(client, *request):
    """(status, place, bytes, kinds of statements) of a request: what an outsider could measure."""
    with CaptureQueriesContext(
        connection,
    ) as done:
        answer = client.post(*request)
    kinds = [re.sub(r"'[^']*'|\b\d+\b|x[0-9a-f]+", "…", each["sql"]) for each in done.captured_queries]
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, answer.headers.get("Location"), body, [kind.split(" WHERE")[0][:120] for kind in kinds]


@pytest.mark.parametrize(
    "step", [(ASK, {"email": "{}@example.org"}), (CONFIRM, {"code": "12345"})], ids=["ask", "slip"]
)
def test_known_and_unknown_addresses_cost_and_answer_the_same(step):
    User.objects.create_user("known12@example.org")
    path, sent = step
    seen = []
    for name in ("known12", "unknown"):
        client = Client()
        if path == CONFIRM:
            ask(client, f"{name}@example.org")
        status, place, body, kinds = work(client, path, {key: value.format(name) for key, value in sent.items()})
        seen.append((status, place, body.replace(name, ""), kinds))
    assert seen[0] == seen[1]
    assert seen[0][3], "the statements were counted"


def test_wrong_code_is_answered_alike_for_known_and_unknown_addresses():
    User.objects.create_user("known12@example.org")
    seen = []
    for name in ("known12", "unknown"):
        client = Client()
        ask(client, f"{name}@example.org")
        code = "000000" if mailed() != "000000" else "111111"
        rounds = [work(client, CONFIRM, {"code": code}) for _ in range(4)]
        seen.append([(status, place, body.replace(name, ""), kinds) for status, place, body, kinds in rounds])
    assert seen[0] == seen[1]


def test_known_and_unknown_addresses_get_the_same_mail(django_user_model):
    django_user_model.objects.create_user("known@example.org")
    for email in ("known@example.org", "unknown@example.org"):
        ask(Client(), email)
    words = {re.sub(r"\d{6}", "…", f"{m.subject} {m.body}") for m in mail.outbox}
    assert (len(mail.outbox), len(words)) == (2, 1)


def test_address_is_one_account_in_any_case():
    for spelling in ("Mina@Example.org", "mina@example.org"):
        sign_in(Client(), spelling)
    assert list(User.objects.values_list("email", flat=True)) == [MINA]


def test_bad_address_is_told_how_to_write_it(client):
    page = ask(client, "mina@").content.decode()
    assert "Enter an e-mail address in the form name@example.org" in page
    assert not User.objects.exists()


def test_begin_account_writes_no_address_into_the_ledger():
    user = begin_account(email=MINA, language="ko")
    event = LedgerEvent.objects.get(verb="account.begun")
    assert (event.subject_id, event.data, user.language) == (str(user.pk), {}, "ko")


def test_closed_account_is_told_so_after_the_right_code_only(client):
    User.objects.create_user(MINA, is_active=False)
    assert ask(client).headers["Location"] == CONFIRM
    page = client.post(CONFIRM, {"code": mailed()}, follow=True)
    assert "This account is closed." in page.content.decode()
    assert not signed_in(client)


def test_sign_in_page_of_a_signed_out_person_keeps_where_they_wanted_to_go(client):
    answer = client.get(reverse("desk_jobs"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ASK}?next=/staff/jobs/")
    make_member(make_case(), user=User.objects.create_user(MINA))
    asked = client.post(f"{ASK}?next=/staff/jobs/", {"email": MINA, "next": "/staff/jobs/"})
    assert asked.headers["Location"] == f"{CONFIRM}?next=/staff/jobs/"
    assert 'name="next" value="/staff/jobs/"' in client.get(asked.headers["Location"]).content.decode()
    done = client.post(asked.headers["Location"], {"code": mailed(), "next": "/staff/jobs/"})
    assert done.headers["Location"] == "/staff/jobs/"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"])
def test_signing_in_leads_to_no_other_site(client, away):
    client.post(ASK, {"email": MINA, "next": away})
    assert client.post(CONFIRM, {"code": mailed(), "next": away}).headers["Location"] == "/en/my/"


def test_who_is_signed_in_is_not_asked_again(client):
    client.force_login(User.objects.create_user(MINA))
    assert [client.get(page).headers["Location"] for page in (ASK, CONFIRM)] == ["/en/my/"] * 2


@pytest.mark.parametrize(
    "gone",
    [
        "email/", "password/reset/", "password/change/", "password/set/", "signup/", "confirm-email/", "inactive/",
        "3rdparty/", "phone/change/", "password/reset/key/1-set-password/", "2fa/trust/", "2fa/webauthn/signup/",
    ],
)  # fmt: skip
def test_pages_of_the_library_that_nobody_designed_do_not_exist(client, gone):
    assert client.get(f"/en/account/{gone}").status_code == 404
    client.force_login(User.objects.create_user(MINA))
    sent = {"email": "victim@example.org", "action_add": "", "action_primary": ""}
    assert client.post(f"/en/account/{gone}", sent).status_code == 404
    assert list(User.objects.values_list("email", flat=True)) == [MINA]


def test_page_where_the_library_expects_a_password_leads_to_the_code(client):
    assert client.get("/en/account/login/?next=/staff/").headers["Location"] == f"{ASK}?next=/staff/"
