"""Accounts: begin one, make and revoke tokens, sweep the ones nobody came back to."""

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts.models import ApiToken, User
from litigation.accounts.rights import RIGHTS
from litigation.errors import DomainError
from litigation.ledger.actions import record


def begin_account(*, email, language):
    """The account of this address, made if it is new, so that known and unknown addresses are treated alike."""
    email = email.strip().lower()
    existing = User.objects.filter(email=email).first()
    if existing:
        return existing
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, language=language or "en")
            record("account.begun", actor=None, subject=user)
            return user
    except IntegrityError:  # the same address in the same moment: the other request made it
        return User.objects.get(email=email)


def change_language(*, user, language):
    """Pages, mails and papers follow this from now on."""
    if user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)
        user.language = language


def change_timezone(*, user, timezone):
    """Times are shown by this clock beside Seoul's. Empty: by Seoul's alone."""
    if user.timezone != timezone:
        User.objects.filter(pk=user.pk).update(timezone=timezone)
        user.timezone = timezone


def make_token(*, user, name, scopes, days=90, actor):
    """A new API token: (row, the secret, shown once). Refuses scopes that are no rights."""
    if unknown := sorted(set(scopes) - set(RIGHTS)):
        raise DomainError("token.unknown_scope", _("These rights do not exist: %s.") % ", ".join(unknown))
    secret = f"hk_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            scopes=sorted(set(scopes)),
            digest=hashlib.sha256(secret.encode()).hexdigest(),
            expires_at=timezone.now() + timedelta(days=days),
        )
        record("token.made", actor=actor, subject=token, data={"scopes": token.scopes})
    return token, secret


def revoke_token(*, token, actor):
    """Take a token back. Doing it twice changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record("token.revoked", actor=actor, subject=token)


def sweep_unused_accounts(*, older_than=timedelta(days=2)):
    """Remove accounts that were begun by typing an address and never signed in to. Returns how many."""
    unused = User.objects.filter(
        last_login=None, created_at__lt=timezone.now() - older_than, memberships=None, is_staff=False
    )
    unused = unused.filter(claimants=None)
    return unused.delete()[0]
