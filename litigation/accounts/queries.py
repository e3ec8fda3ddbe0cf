"""Where a person is signed in, and which programs act as them."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from litigation.accounts.models import AccountMail, ApiToken, MailedCode, User

BROWSER = "browser"  # in the session: what the browser calls itself
BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari")
SHOWN = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "FxiOS": "Firefox", "CriOS": "Chrome"}
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS X", "CrOS", "Linux")


@dataclass(frozen=True)
class Place:
    """One session. last: when it ends at last. name: says which without giving the key away, which is as good as a password."""

    name: str
    key: str
    browser: str
    system: str
    since: datetime | None
    last: datetime | None
    here: bool


def places(user: User, *, here: str | None) -> list[Place]:
    """This person's sessions, this one first, then the newest."""
    rows = user.sessions.filter(expire_date__gt=timezone.now())
    found = [_place(row, here) for row in rows]
    return sorted(found, key=lambda place: (not place.here, -place.since.timestamp() if place.since else 0))


def tokens_at_work(user: User) -> QuerySet[ApiToken]:
    """Tokens that are neither revoked nor over."""
    return user.api_tokens.filter(revoked_at=None, expires_at__gt=timezone.now()).order_by("-created_at")


def token_of(user: User, pk: UUID | str) -> ApiToken:
    return get_object_or_404(user.api_tokens, pk=pk)


def mail_of(code: MailedCode) -> AccountMail | None:
    """The mail that carries this code; None for one of an older version, which was sent."""
    return AccountMail.objects.filter(code=code).first()


def _place(row, here):
    said = row.get_decoded().get(BROWSER, "")
    browser = next((word for word in BROWSERS if re.search(rf"\b{word}/", said)), "")
    return Place(
        name=hashlib.sha256(row.session_key.encode()).hexdigest()[:32],
        key=row.session_key,
        browser=SHOWN.get(browser, browser),
        system=next((word for word in SYSTEMS if word in said), "")
        .replace("Mac OS X", "macOS")
        .replace("CrOS", "ChromeOS"),
        since=row.signed_in_at,
        last=row.last,
        here=row.session_key == here,
    )
