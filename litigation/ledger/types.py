"""What the ledger is told with: names for the types of its one door."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypedDict
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.db.models.options import Options

Actor = AbstractBaseUser | AnonymousUser | None  # None: the system
Thing = Model | UUID | str | int | None  # a row or its id
Data = Mapping[str, object]  # JSON, without personal data


class Named(Protocol):
    """A row, of which the ledger writes down only its label and key."""

    _meta: ClassVar["Options[Any]"]

    @property
    def pk(self) -> Any: ...


class Act(TypedDict, total=False):
    """What is told of one act, beside who did it."""

    subject: Named | None
    case: Thing
    claim: Thing
    data: Data | None
