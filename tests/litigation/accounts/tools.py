"""What the tests of accounts share: asking, entering, being there for certain, counting errors."""

import re
import time
from collections import Counter

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHO,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as STEPS,
)
from django.core import mail

ASK, CONFIRM = "/en/account/login/code/", "/en/account/login/code/confirm/"
REAUTH, ADDRESS, ADDRESS_CODE = "/en/account/reauthenticate/", "/en/account/address/", "/en/account/address/confirm/"
PLACES = "/en/account/sessions/"
MINA = "mina@example.org"


def ask(client, email=MINA, **sent):
    return client.post(ASK, {"email": email, **sent})


def mailed(number=-1):
    return re.search(r"\b\d{6}\b", mail.outbox[number].body)[0]


def wrong():
    return "000000" if mailed() != "000000" else "111111"


def sign_in(client, email=MINA):
    """Through the pages, as anybody does."""
    ask(client, email)
    return client.post(CONFIRM, {"code": mailed()})


def signed_in(client):
    return client.session.get("_auth_user_id")


def is_there(client, user, *, method="code", ago=0):
    """The person proved so long ago that it is them."""
    client.force_login(user)
    session = client.session
    session[STEPS], session[WHO] = [{"method": method, "at": time.time() - ago}], str(user.pk)
    session.save()


def counted(errors):
    return Counter(getattr(error, "code", type(error).__name__) for error in errors)
