"""People who sign in, the codes they are mailed, where they are signed in, and the tokens their programs use."""

import uuid
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from litigation.outbox.models import Outgoing
from litigation.vault.fields import EncryptedJSON, EncryptedText


class UserManager(BaseUserManager):
    def create_user(self, email, **fields):
        """Nobody has a password: what Django keeps in its place is random, and sessions end when it is drawn anew."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """One person's way in. What they may do in a case stands in Membership and Claimant, never here."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    email = models.EmailField(
        _("e-mail address"), max_length=254, unique=True, help_text="Where sign-in codes go. Lower case; unique."
    )
    language = models.CharField(
        max_length=12, default="en", help_text="Code from settings.LANGUAGES; pages, mails and papers follow it."
    )
    timezone = models.CharField(
        max_length=64,
        blank=True,
        help_text="IANA name, for showing times beside Seoul time. Empty: only Seoul time is shown.",
    )
    display_name = models.CharField(
        max_length=120, blank=True, help_text="How colleagues see a staff member. Claimants leave it empty."
    )
    is_active = models.BooleanField(default=True, help_text="Off: cannot sign in. Never delete a person who acted.")
    email_verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When a code mailed to this very address was last entered. Empty: never."
    )
    created_at = models.DateTimeField(default=now, help_text="When the account began.")

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case")]

    def __str__(self):
        return self.display_name or str(self.id)

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name.split(" ")[0]


class Session(AbstractBaseSession):
    """Django's session, with whose it is: so that a person sees where they are signed in, and can end it."""

    session_key = models.CharField(max_length=40, primary_key=True, help_text="What the browser's cookie holds.")
    session_data = models.TextField(help_text="What is remembered for this browser, signed.")
    expire_date = models.DateTimeField(db_index=True, help_text="When it ends by itself.")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions", help_text="Who is signed in."
    )
    signed_in_at = models.DateTimeField(null=True, blank=True, help_text="When they signed in.")
    last = models.DateTimeField(
        null=True, blank=True, help_text="When it ends at last, however often it is prolonged until then."
    )

    @classmethod
    def get_session_store_class(cls):
        from litigation.accounts.sessions import SessionStore  # which takes its rows from here

        return SessionStore


class MailedCode(models.Model):
    """A code mailed to an address. It proves the address once, to the browser whose session names this row.

    It stands for no account: whoever asks for one is unknown until the code is entered.
    """

    MOST_TRIES = 4
    GOOD_FOR = timedelta(minutes=15)  # mail servers that greylist take some minutes

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", "To sign in"
        CONFIRM = "confirm", "To show that it is still the same person"
        ADDRESS = "address", "To prove a new address"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; the session of the browser names it."
    )
    purpose = models.CharField(max_length=8, choices=Purpose, help_text="What it is good for; nothing else.")
    address = EncryptedText(help_text="Where it was sent.")
    user = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Who asked; empty: a stranger.",
    )
    digest = models.CharField(max_length=64, blank=True, help_text="Keyed hash of the code. Empty: no code is right.")
    tries = models.PositiveSmallIntegerField(
        default=0, help_text="How often it was compared; counted before comparing."
    )
    created_at = models.DateTimeField(default=now, help_text="When it was asked for.")
    expires_at = models.DateTimeField(
        db_index=True, help_text="From then on it is too old; counted anew when the mail server took it."
    )
    used_at = models.DateTimeField(null=True, blank=True, help_text="When it was entered rightly. It works once.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(tries__lte=4), name="mailed_code_tries")]


class Tally(models.Model):
    """How often something was done in one stretch of time. Rows, since an emptied cache must forgive nobody."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="Keyed hash of what, by whom and in which stretch."
    )
    count = models.PositiveIntegerField(help_text="How often so far.")
    ends_at = models.DateTimeField(db_index=True, help_text="When the stretch is over; swept after.")


class AccountMail(Outgoing):
    """A mail about signing in or the account. To whom it goes and what it says are encrypted, and emptied at its end."""

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Random; also in the Message-ID, so a repeat is seen as one.",
    )
    kind = models.CharField(max_length=40, help_text="Which mail: the first part of files in templates/account/email/.")
    language = models.CharField(max_length=12, help_text="Language it is written in.")
    address = EncryptedText(null=True, help_text="Where it goes; empty once it was sent or given up.")
    said = EncryptedJSON(null=True, help_text="What its words need, as a code; empty once it was sent or given up.")
    good_until = models.DateTimeField(
        null=True, blank=True, help_text="It is not sent after that: what it says would not be true."
    )
    code = models.ForeignKey(
        MailedCode,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mails",
        help_text="The code it carries, if it carries one.",
    )
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="+", help_text="Whose account it is about."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "failed"]) | Q(address__isnull=True, said__isnull=True),
                name="account_mail_ended_is_empty",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="account_mail_outbox")
        ]


class ApiToken(models.Model):
    """A token a program signs in with. Only its hash is kept; it can do no more than its scopes and its person."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Names the token in lists and logs."
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="api_tokens", help_text="Whose rights it has."
    )
    name = models.CharField(max_length=80, help_text="What it is for, in the owner's words.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex.")
    scopes = models.JSONField(default=list, help_text="Names of rights (litigation/accounts/rights.py) it may use.")
    created_at = models.DateTimeField(default=now, help_text="When it was made.")
    expires_at = models.DateTimeField(help_text="After this it is refused.")
    revoked_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back, if it was.")

    def __str__(self):
        return self.name
