"""The second factor: tries counted by person, asked for once and not again, and whatever a browser may send."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from litigation.accounts import limits
from litigation.accounts.models import User
from litigation.ledger.models import LedgerEvent
from tests.litigation.accounts.tools import MINA, is_there, sign_in, signed_in

pytestmark = pytest.mark.django_db
TWO = "/en/account/2fa/"
AUTHENTICATE, REAUTHENTICATE = f"{TWO}authenticate/", f"{TWO}reauthenticate/"
CODES, NEW_CODES, APP = f"{TWO}recovery-codes/", f"{TWO}recovery-codes/generate/", f"{TWO}totp/activate/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def mina(db):
    user = User.objects.create_user(MINA)
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def right(secret=SECRET):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def wrong():
    return "000000" if right() != "000000" else "111111"


def test_code_by_mail_alone_does_not_sign_in_who_has_an_app(client, mina):
    assert sign_in(client).headers["Location"] == AUTHENTICATE
    assert not signed_in(client)
    client.post(AUTHENTICATE, {"code": right()})
    assert signed_in(client) == str(mina.pk)


def test_guesses_at_the_app_are_counted_by_person_over_all_browsers(mina, monkeypatch):
    monkeypatch.setattr(limits, "SECOND_FACTORS", limits.Limit("second_factors", ((3, limits.DAY),)))
    said = []
    for _browser in range(2):
        client = Client()
        sign_in(client)
        said += ["too many tries" in client.post(AUTHENTICATE, {"code": wrong()}).content.decode() for _ in range(2)]
    assert said == [False, False, False, True]
    client.post(AUTHENTICATE, {"code": right()})
    assert not signed_in(client)


def test_right_code_of_the_app_forgives_the_slips_before(client, mina, monkeypatch):
    monkeypatch.setattr(limits, "SECOND_FACTORS", limits.Limit("second_factors", ((2, limits.DAY),)))
    sign_in(client)
    client.post(AUTHENTICATE, {"code": wrong()})
    client.post(AUTHENTICATE, {"code": right()})
    assert signed_in(client)
    assert limits.take(limits.SECOND_FACTORS, mina.pk)


def test_recovery_code_works_once(mina):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    seen = []
    for _ in range(2):
        client = Client()
        sign_in(client)
        client.post(AUTHENTICATE, {"code": code})
        seen.append(bool(signed_in(client)))
    assert seen == [True, False]


@pytest.mark.django_db(transaction=True)
def test_who_just_showed_the_factor_sees_and_renews_the_codes_without_another(client, mina):
    sign_in(client)
    client.post(AUTHENTICATE, {"code": right()})
    assert client.get(CODES).status_code == 200
    assert client.post(NEW_CODES).headers["Location"] == CODES
    assert client.get(CODES).status_code == 200
    assert [message.subject for message in mail.outbox[1:]] == ["Your second factor was changed"]
    assert LedgerEvent.objects.get(verb="factor.changed").data == {"what": "recovery_codes_generated"}


@pytest.mark.django_db(transaction=True)
def test_who_just_set_up_the_app_sees_the_codes_without_another(client):
    sign_in(client)
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    done = client.post(APP, {"code": right(secret)}, follow=True)
    assert (done.redirect_chain[-1][0], done.status_code) == (CODES, 200)


@pytest.mark.parametrize(
    "page", [CODES, NEW_CODES, f"{TWO}totp/deactivate/", f"{TWO}webauthn/add/", "/en/account/address/"]
)
def test_borrowed_session_is_asked_for_the_factor_and_a_mailed_code_is_none(client, mina, page):
    for method, ago in (("mfa", 3600), ("code", 0)):
        is_there(client, mina, method=method, ago=ago)
        assert client.get(page).headers["Location"].split("?")[0] == REAUTHENTICATE
    assert client.get("/en/account/reauthenticate/").headers["Location"] == REAUTHENTICATE
    done = client.post(f"{REAUTHENTICATE}?next={page}", {"code": right(), "next": page})
    assert done.headers["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_removing_the_app_is_told_by_mail_and_on_the_record(client, mina):
    is_there(client, mina, method="mfa")
    client.post(f"{TWO}totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert [message.to for message in mail.outbox] == [[MINA]]
    assert "The app that shows codes was removed" in mail.outbox[0].body


BENT = ["", "x", "[]", "{}", '"x"', "1", "null", '{"response": []}', '{"id": 1, "response": {"userHandle": "AA"}}']
BENT += ['{"response": {"userHandle": "////"}}', '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}']


@pytest.mark.parametrize("credential", BENT)
@pytest.mark.parametrize("page", ["webauthn/login/", "webauthn/add/", "webauthn/reauthenticate/", "authenticate/"])
def test_answer_that_no_key_gives_is_a_sentence_and_no_fault(mina, page, credential):
    client = Client()
    if page == "authenticate/":
        sign_in(client)
    elif page != "webauthn/login/":
        is_there(client, mina, method="mfa")
    answer = client.post(TWO + page, {"credential": credential, "name": "x"})
    assert answer.status_code < 500
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_sign_in_with_a_key_begins_without_saying_who_has_one(client, mina):
    told = json.loads(client.get(f"{TWO}webauthn/login/", headers={"Accept": "application/json"}).content)
    assert told["request_options"]["publicKey"]["allowCredentials"] == []
