"""People who sign in, and the tokens their programs use."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
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
    is_staff = models.BooleanField(
        default=False, help_text="May open /admin/ for rescue work; says nothing about cases."
    )
    created_at = models.DateTimeField(default=now, help_text="When the address was first entered.")

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
