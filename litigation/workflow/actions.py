"""The one way a status changes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.ledger.actions import record_all, take_turn
from litigation.ledger.models import LedgerEvent
from litigation.ledger.types import Act, Actor, Data, Named
from litigation.workflow.signals import moved


class Moving(Named, Protocol):
    """A row whose status moves along a table of its model: {(from, to): verb}."""

    status: str

    @property
    def TRANSITIONS(self) -> Mapping[tuple[str, str], str]: ...  # noqa: N802  a constant of the model


Row = TypeVar("Row", bound=Moving)


def move(
    obj: Moving,
    to: str,
    *,
    actor: Actor,
    reason: str = "",
    data: Data | None = None,
    request: HttpRequest | None = None,
) -> LedgerEvent:
    """Move obj.status along an edge of its TRANSITIONS and return the ledger event.

    One transaction: the table is asked, the ledger's turn taken, the row updated where it still stands at `from` (one
    winner), `version` raised and `status_changed_at` set where the model has them, the event recorded, `moved` sent.
    reason: a code, or words without personal data. Refuses an unknown edge (workflow.not_allowed), a row that somebody
    else moved meanwhile (workflow.stale) and one that is gone (workflow.gone). A refused move leaves obj as it was.
    """
    return move_all([obj], to, actor=actor, reason=reason, data=lambda _obj: data or {}, request=request)[0]


def move_all(
    objs: Sequence[Row],
    to: str,
    *,
    actor: Actor,
    reason: str = "",
    data: Callable[[Row], Data] = lambda _obj: {},
    request: HttpRequest | None = None,
) -> list[LedgerEvent]:
    """The same for many rows of one model that stand in one state: all of them or none, with an event for each.

    data: of a row, what more its event says. The events come back in the order of the rows; of no rows, none.
    """
    if not objs:
        return []
    came_from, to = str(objs[0].status), str(to)
    for obj in objs:
        if (str(obj.status), to) not in obj.TRANSITIONS or str(obj.status) != came_from:
            raise DomainError("workflow.not_allowed", _not_allowed(obj, to), status=409)
    model, before = objs[0]._meta.model, [dict(obj.__dict__) for obj in objs]
    edge = {"from": came_from, "to": to, **({"reason": reason} if reason else {})}
    try:
        with transaction.atomic():
            take_turn()
            _update(model, objs, came_from, to)
            acts: list[Act] = [{"subject": obj, "data": {**edge, **data(obj)}, **_belongs_to(obj)} for obj in objs]
            events = record_all(objs[0].TRANSITIONS[came_from, to], acts, actor=actor, request=request)
            moved.send(model, objs=objs, from_status=came_from, to_status=to, actor=actor)
    except BaseException:
        for obj, was in zip(objs, before, strict=True):
            obj.__dict__.update(was)
        raise
    return events


def allowed(obj: Moving) -> list[str]:
    """Where this row may move from where it stands, in the order of the table."""
    return [to for came_from, to in obj.TRANSITIONS if came_from == str(obj.status)]


def _update(model: type[models.Model], objs: Sequence[Moving], came_from: str, to: str) -> None:
    names = {field.name for field in model._meta.concrete_fields}
    changes: dict[str, Any] = {"status": to}
    if "status_changed_at" in names:
        changes["status_changed_at"] = timezone.now()
    if "version" in names:
        changes["version"] = models.F("version") + 1
    keys = [obj.pk for obj in objs]
    rows = model._base_manager.filter(pk__in=keys)
    if model._base_manager.filter(pk__in=keys, status=came_from).update(**changes) != len(objs):
        raise _lost(rows, objs, to)
    now = {pk: values for pk, *values in rows.values_list("pk", *changes)}
    for obj in objs:
        for name, value in zip(changes, now[obj.pk], strict=True):
            setattr(obj, name, value)


def _belongs_to(obj: Moving) -> Act:
    """The case and the claim of a row: its own foreign keys, or itself."""
    own = obj._meta.model_name
    case, claim = (obj.pk if own == name else getattr(obj, f"{name}_id", None) for name in ("case", "claim"))
    return {"case": case, "claim": claim}


def _lost(rows: models.QuerySet[Any], objs: Sequence[Moving], to: str) -> DomainError:
    """Why not all rows were there to be moved: told of one that is not where the others are now."""
    found = dict(rows.values_list("pk", "status"))
    obj = next((obj for obj in objs if str(found.get(obj.pk)) != to), objs[0])
    status = found.get(obj.pk)
    if status is None:
        return DomainError("workflow.gone", _("This is no longer there. Nothing was changed."), status=404)
    sentence = _("Somebody else was faster: the state is now “%(status)s”. Reload the page to see it as it is.")
    return DomainError("workflow.stale", sentence % {"status": _label(obj, status)}, status=409)


def _not_allowed(obj: Moving, to: str) -> str:
    words = {"status": _label(obj, obj.status), "to": _label(obj, to)}
    return _("The state is “%(status)s” and cannot become “%(to)s” from there. Nothing was changed.") % words


def _label(obj: Moving, status: object) -> str:
    field = obj._meta.get_field("status")
    words = dict(field.flatchoices) if isinstance(field, models.Field) else {}
    return str(words.get(str(status), status))
