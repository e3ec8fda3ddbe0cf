"""Model fields that are encrypted in the database: EncryptedText and EncryptedJSON.

A value is bound to its place. The token is AES-256-GCM with a random nonce; `table.column` and the primary key of the
row are authenticated with it, so a token copied to another row, column or table does not open. Hence three rules:

* The row must know its key before it is saved: the primary key is a UUID. A system check refuses other models.
* Only a row can open a value. Loading a row keeps the token as `Sealed`; the first read of the attribute opens it.
  `values()` and `values_list()` give the `Sealed`, which shows and says nothing.
* Only a row can seal a value: `save()`, `create()`, `bulk_create()`. `update()` and `bulk_update()` of a text are
  refused, for they do not know the row. None and "" hide nothing, are stored as they are, and may be set in any way.

The database cannot compare what it cannot read: every lookup but `isnull` raises FieldError. To find equal values,
keep a blind index beside the field (index.py). Renaming a table or column moves the place: a data migration must read
and save.
"""

import json
from typing import TYPE_CHECKING, Any, NoReturn

from django.core import checks
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from litigation.vault.errors import VaultError
from litigation.vault.keys import key_id_of, open_bytes, seal_bytes

if TYPE_CHECKING:  # only the stubs say that fields are generic
    from django import forms

    AnyField = models.Field[Any, Any]
    TextField = models.TextField[Any, Any]
else:
    AnyField, TextField = models.Field, models.TextField

PURPOSE = "field"


class Sealed:
    """A token read from the database whose row is not known. It can be passed on and compared with None, not read."""

    __slots__ = ("place", "token")

    def __init__(self, token: str, place: str) -> None:
        self.token, self.place = token, place

    @property
    def key_id(self) -> str:
        return key_id_of(self.token)

    def __repr__(self) -> str:
        return f"<Sealed {self.place}>"

    def __str__(self) -> str:
        raise VaultError(f"{self.place} is sealed. Load the row and read its attribute; values() cannot open it.")


class SealedAttribute(DeferredAttribute):
    """Opens the token on the first read, when the instance has its primary key, and keeps the plain value on it."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.unseal(value, instance.pk)
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        # Defined so that this is a data descriptor: else Python reads instance.__dict__ first and finds the token.
        instance.__dict__[self.field.attname] = value


class SealedField(AnyField):
    """What both fields share. A subclass says how its value becomes text and back."""

    descriptor_class = SealedAttribute
    db_index: bool

    def to_text(self, value: object) -> str:
        raise NotImplementedError

    def from_text(self, text: str) -> object:
        raise NotImplementedError

    def get_internal_type(self) -> str:
        return "TextField"

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def context(self, pk: object) -> bytes:
        if pk is None:
            raise VaultError(f"{self.place} cannot be sealed or opened before its row has a primary key.")
        return f"{self.place}\0{self.model._meta.pk.to_python(pk)}".encode()

    def seal(self, value: object, pk: object) -> Sealed:
        token = seal_bytes(self.to_text(value).encode(), purpose=PURPOSE, context=self.context(pk))
        return Sealed(token, self.place)

    def unseal(self, sealed: Sealed, pk: object) -> object:
        try:
            return self.from_text(open_bytes(sealed.token, purpose=PURPOSE, context=self.context(pk)).decode())
        except VaultError as error:
            raise VaultError(f"{self.place} of row {pk} cannot be opened. {error}") from None

    # To and from the database -----------------------------------------------------------------------------------------
    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> str | Sealed | None:
        return value if value in (None, "") else Sealed(value, self.place)

    def pre_save(self, instance: models.Model, add: bool) -> object:
        """Seals for this row. A token not yet opened is opened first: a row copied to a new key fails here, loudly."""
        value = getattr(instance, self.attname)
        return value if value is None or value == "" else self.seal(value, instance.pk)

    def get_prep_value(self, value: object) -> str | None:
        if isinstance(value, Sealed):
            return value.token
        if value is None or value == "":
            return value
        raise FieldError(
            f"{self.place} is encrypted for its row. Set the attribute and save(): update() and bulk_update() cannot."
        )

    def get_lookup(self, lookup_name: str) -> "type[models.Lookup[Any]] | None":
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.place} is encrypted: only isnull can be asked. To find equal values, use a blind index."
        )

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self.place} is encrypted: {lookup_name} cannot look inside.")

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise VaultError(f"{self.place} is encrypted and is not dumped. Back up the database as it is.")

    # System checks ----------------------------------------------------------------------------------------------------
    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_row_key(), *self._check_no_index()]

    def _check_row_key(self) -> list[checks.CheckMessage]:
        key = self.model._meta.pk
        while isinstance(key, models.ForeignKey):
            key = key.target_field
        if isinstance(key, models.UUIDField):
            return []
        hint = "Give the model `id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)`."
        text = f"{self.place} is encrypted for its row, and the row has no key before it is saved."
        return [checks.Error(text, hint=hint, obj=self, id="vault.E001")]

    def _check_no_index(self) -> list[checks.CheckMessage]:
        if not (self.unique or self.db_index):
            return []
        text = f"{self.place} is encrypted: the same value never looks the same, so an index finds nothing."
        return [checks.Error(text, hint="Keep a blind_index() beside it and index that.", obj=self, id="vault.E002")]


class EncryptedText(SealedField, TextField):
    """Text of any length. None stays None."""

    def to_text(self, value: object) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self.place} takes text, not {type(value).__name__}.")
        return value

    def from_text(self, text: str) -> str:
        return text


class EncryptedJSON(SealedField):
    """Anything JSON can say. What is changed in place inside a list or dict is sealed at the next save()."""

    description = "Encrypted JSON"

    def to_text(self, value: object) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> object:
        return json.loads(text)

    def formfield(self, **kwargs: Any) -> "forms.Field | None":
        from django import forms  # only admin and forms need it

        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """The encrypted fields whose columns stand in this model's own table."""
    return [each for each in model._meta.local_concrete_fields if isinstance(each, SealedField)]
