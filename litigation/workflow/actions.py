"""The one way a status changes."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.ledger.actions import Told, record_all, take_turn
from litigation.workflow.signals import moved


def move(obj, to, *, actor, reason="", data=None, request=None):
    """Move obj.status along an edge of its TRANSITIONS and return the ledger event.

    One transaction: the table is asked, the ledger's turn taken, the row updated where it still stands at `from` (one
    winner), `version` raised and `status_changed_at` set where the model has them, the event recorded, `moved` sent.
    reason: a code, or words without personal data. Refuses an unknown edge (workflow.not_allowed), a row that somebody
    else moved meanwhile (workflow.stale) and one that is gone (workflow.gone). A refused move leaves obj as it was.
    """
    return move_all([obj], to, actor=actor, reason=reason, data=[data], request=request)[0]


def move_all(objs, to, *, actor, reason="", data=None, request=None) -> list:
    """Move many rows of one model that stand at the same status: all of them, or none. Their events, in order.

    As move(), with a handful of queries for all. data: what is told of each beside the move, in the same order.
    """
    if not objs:
        return []
    came_from, to = str(objs[0].status), str(to)
    if wrong := next(
        (obj for obj in objs if (came_from, to) not in obj.TRANSITIONS or str(obj.status) != came_from), None
    ):
        raise DomainError("workflow.not_allowed", _not_allowed(wrong, to), status=409)
    verb, before = objs[0].TRANSITIONS[came_from, to], [dict(obj.__dict__) for obj in objs]
    move = {"from": came_from, "to": to, **({"reason": reason} if reason else {})}
    try:
        with transaction.atomic():
            take_turn()
            _update(objs, came_from, to)
            pairs = zip(objs, data or [None] * len(objs), strict=True)
            told = [Told(subject=obj, data=move | (more or {}), **_belongs_to(obj)) for obj, more in pairs]
            events = record_all(verb, told, actor=actor, request=request)
            moved.send(type(objs[0]), objs=objs, from_status=came_from, to_status=to, actor=actor)
    except BaseException:
        for obj, was in zip(objs, before, strict=True):
            obj.__dict__.update(was)
        raise
    return events


def allowed(obj) -> list[str]:
    """Where this row may move from where it stands, in the order of the table."""
    return [to for came_from, to in obj.TRANSITIONS if came_from == str(obj.status)]


def _update(objs, came_from, to):
    """Lock the rows, look that each still stands where it stood, move them, and bring the objects up to date."""
    model = type(objs[0])
    rows = model._base_manager.filter(pk__in=[obj.pk for obj in objs])
    counted = ["version"] if _has(model, "version") else []
    there = {pk: values for pk, *values in rows.select_for_update().values_list("pk", "status", *counted)}
    for obj in objs:
        status, *version = there.get(obj.pk, [None])
        if status != came_from:
            raise _lost(obj, status)
        obj.status = to
        if version:
            obj.version = version[0] + 1
    changes = {"status": to, **{name: models.F(name) + 1 for name in counted}}
    if _has(model, "status_changed_at"):
        changes["status_changed_at"] = at = timezone.now()
        for obj in objs:
            obj.status_changed_at = at
    rows.update(**changes)


def _has(model, name):
    return any(field.name == name for field in model._meta.concrete_fields)


def _belongs_to(obj) -> dict:
    """The case and the claim of a row: its own foreign keys, or itself."""
    own = obj._meta.model_name
    return {name: obj.pk if own == name else getattr(obj, f"{name}_id", None) for name in ("case", "claim")}


def _lost(obj, status) -> DomainError:
    if status is None:
        return DomainError("workflow.gone", _("This is no longer there. Nothing was changed."), status=404)
    sentence = _("Somebody else was faster: the state is now “%(status)s”. Reload the page to see it as it is.")
    return DomainError("workflow.stale", sentence % {"status": _label(obj, status)}, status=409)


def _not_allowed(obj, to) -> str:
    words = {"status": _label(obj, obj.status), "to": _label(obj, to)}
    return _("The state is “%(status)s” and cannot become “%(to)s” from there. Nothing was changed.") % words


def _label(obj, status) -> str:
    return str(dict(obj._meta.get_field("status").flatchoices).get(str(status), status))
