"""Accounts: begin one, change its address, end its sessions, make and revoke its tokens."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts import actions_mails, limits
from litigation.accounts.models import AccountMail, ApiToken, MailedCode, Session, User
from litigation.accounts.rights import RIGHTS
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn

address_changed = Signal()  # user; in the transaction of the change


def begin_account(*, email: str, language: str | None) -> User:
    """The account of this address, made if it is new. Whoever calls this knows that the address was proved."""
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


def change_language(*, user: User, language: str) -> None:
    """Pages, mails and papers follow this from now on."""
    if user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)
        user.language = language


def change_timezone(*, user: User, timezone: str) -> None:
    """Times are shown by this clock beside Seoul's. Empty: by Seoul's alone."""
    if user.timezone != timezone:
        User.objects.filter(pk=user.pk).update(timezone=timezone)
        user.timezone = timezone


def make_token(*, user: User, name: str, scopes: Collection[str], days: int = 90, actor: User) -> tuple[ApiToken, str]:
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


def revoke_token(*, token: ApiToken, actor: User) -> None:
    """Take a token back. Doing it twice changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record("token.revoked", actor=actor, subject=token)


def end_sessions(*, user: User, but: str | None = None, actor: User | None = None) -> None:
    """Sign this person out everywhere, except in the session whose key is `but`. actor: who does it, if not they.

    What stands for the password is drawn anew, so that a session which begins in this moment ends too. Whoever keeps
    theirs must take the new one into it (django.contrib.auth.update_session_auth_hash).
    """
    with transaction.atomic():
        take_turn()
        user.set_unusable_password()
        User.objects.filter(pk=user.pk).update(password=user.password)
        ended, _rows = Session.objects.filter(user=user).exclude(session_key=but).delete()
        record("session.all_ended", actor=actor or user, subject=user, data={"ended": ended})


def end_session(*, user: User, key: str) -> None:
    """Sign this person out of one session. Doing it twice changes nothing; a session of somebody else is none."""
    with transaction.atomic():
        take_turn()
        if Session.objects.filter(user=user, session_key=key).delete()[0]:
            record("session.ended", actor=user, subject=user)


def factor_changed(*, user: User, what: str) -> None:
    """A second factor was set up, renewed or removed: on the record, and a mail to the person, who may not have done it."""
    with transaction.atomic():
        record("factor.changed", actor=user, subject=user, data={"what": what})
        mail = _tell(user, "factor_changed", {"what": what})
    actions_mails.send_now(mail=mail)


def remove_factors(*, user: User, actor: User) -> None:
    """Every second factor of this person is gone, by another's act; nobody is signed in by it.

    In this order: takes the ledger's turn; deletes app, keys and recovery codes; ends all sessions and tokens, which may be
    in the hands of whoever has the phone; forgives the tries of today, made with what is gone. Whoever calls this knows
    that two people agreed.
    """
    with transaction.atomic():
        take_turn()
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user=user, actor=actor)
        _revoke_tokens(user, actor=actor)
        limits.forgive(limits.SECOND_FACTORS, user.pk)


def mark_proved(*, user: User) -> None:
    """A code mailed to this person's address was entered just now."""
    user.email_verified_at = timezone.now()
    User.objects.filter(pk=user.pk, email=user.email).update(email_verified_at=user.email_verified_at)


def change_address(*, user: User, address: str, session: str | None = None) -> None:
    """The person's address is another from now on; they proved it by a code just before.

    In this order: takes the ledger's turn; changes the address, if it is nobody's and still the one that was seen; ends
    all tokens, and all sessions but the one with the key `session`; records; tells whoever listens; writes the word
    to the old address. All of it happens or nothing. The word goes after the commit, and again until the mail server takes
    it. Refuses an address that became somebody's meanwhile.
    """
    address, before = address.strip().lower(), user.email
    with transaction.atomic():
        take_turn()
        _move_address(user, before, address)
        EmailAddress.objects.filter(user=user).delete()  # the library's own note of it, which nothing of ours reads
        end_sessions(user=user, but=session)
        _revoke_tokens(user, actor=user)
        record("account.address_changed", actor=user, subject=user)
        address_changed.send(User, user=user)
        mail = _tell(user, "address_changed", {"at": timezone.now()}, address=before)
        transaction.on_commit(lambda: actions_mails.send_now(mail=mail))
    user.email = address


def close_account(*, user: User) -> None:
    """Nobody signs in with it any more, and nothing in it says whose it was. Whoever comes back begins a new one."""
    with transaction.atomic():
        take_turn()
        for rows in (
            Session.objects.filter(user=user),
            EmailAddress.objects.filter(user=user),
            Authenticator.objects.filter(user=user),
            MailedCode.objects.filter(user=user),
            AccountMail.objects.filter(user=user),
            user.api_tokens.all(),
        ):
            rows.delete()
        user.set_unusable_password()
        nobody = {"email": f"{user.pk}@closed.invalid", "display_name": "", "timezone": "", "email_verified_at": None}
        User.objects.filter(pk=user.pk).update(**nobody, password=user.password, is_active=False)
        record("account.closed", actor=None, subject=user)


def _revoke_tokens(user, *, actor):
    for token in user.api_tokens.filter(revoked_at=None):
        revoke_token(token=token, actor=actor)


def _tell(user, kind, said, *, address=None):
    """A mail to this person in their language. address: another than that of the account."""
    to = address or user.email
    return actions_mails.put(kind=kind, address=to, language=user.language, said=said, user=user)


def _move_address(user, before, address):
    moved = {"email": address, "email_verified_at": timezone.now()}
    try:
        with transaction.atomic():
            found = User.objects.filter(pk=user.pk, email=before).update(**moved)
    except IntegrityError:
        sentence = _("This address belongs to another account by now. Use another address.")
        raise DomainError("address.taken", sentence, status=409) from None
    if not found:
        sentence = _("Your address was changed in another window. Look at this page again.")
        raise DomainError("address.moved", sentence, status=409)
