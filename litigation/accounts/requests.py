"""What the gate (litigation/frame/gate.py) adds to a request before a page of the desk gets it."""

from django.db.models import Model
from django.http import HttpRequest
from rest_framework.request import Request

from litigation.accounts.models import User
from litigation.accounts.rights import HasRole


class DeskRequest(HttpRequest):
    """With who works there, in which case and in which role. The case is a row of a higher room, so only a row here."""

    user: User
    case: Model
    membership: HasRole


class DeskCall(Request):
    """The same for an endpoint, where DeclaredRight (litigation/frame/gate.py) adds them."""

    user: User
    case: Model
    membership: HasRole


class PersonRequest(HttpRequest):
    """Of somebody who has signed in, on a page of their own."""

    user: User
