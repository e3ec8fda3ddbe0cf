"""The one way a status changes."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.workflow.signals import moved


def move(obj, to, *, actor, reason="", data=None, request=None):
    """Move obj.status along an edge of its TRANSITIONS and return the ledger event.

    One transaction: the table is asked, the ledger's turn taken, the row updated where it still stands at `from` (one
    winner), `version` raised and `status_changed_at` set where the model has them, the event recorded, `moved` sent.
    reason: a code, or words without personal data. Refuses an unknown edge (workflow.not_allowed), a row that somebody
    else moved meanwhile (workflow.stale) and one that is gone (workflow.gone). A refused move leaves obj as it was.
    """
    came_from, to = str(obj.status), str(to)
    verb = obj.TRANSITIONS.get((came_from, to))
    if verb is None:
        raise DomainError("workflow.not_allowed", _not_allowed(obj, to), status=409)
    before = dict(obj.__dict__)
    try:
        with transaction.atomic():
            take_turn()
            _update(obj, came_from, to)
            told = {"from": came_from, "to": to, **({"reason": reason} if reason else {}), **(data or {})}
            event = record(verb, actor=actor, subject=obj, data=told, request=request, **_belongs_to(obj))
            moved.send(type(obj), obj=obj, from_status=came_from, to_status=to, actor=actor)
    except BaseException:
        obj.__dict__.update(before)
        raise
    return event


def allowed(obj) -> list[str]:
    """Where this row may move from where it stands, in the order of the table."""
    return [to for came_from, to in obj.TRANSITIONS if came_from == str(obj.status)]


def _update(obj, came_from, to):
    names = {field.name for field in obj._meta.concrete_fields}
    changes = {"status": to}
    if "status_changed_at" in names:
        changes["status_changed_at"] = timezone.now()
    if "version" in names:
        changes["version"] = models.F("version") + 1
    if not type(obj)._base_manager.filter(pk=obj.pk, status=came_from).update(**changes):
        raise _lost(obj)
    obj.refresh_from_db(fields=list(changes))


def _belongs_to(obj) -> dict:
    """The case and the claim of a row: its own foreign keys, or itself."""
    own = obj._meta.model_name
    return {name: obj.pk if own == name else getattr(obj, f"{name}_id", None) for name in ("case", "claim")}


def _lost(obj) -> DomainError:
    status = type(obj)._base_manager.filter(pk=obj.pk).values_list("status", flat=True).first()
    if status is None:
        return DomainError("workflow.gone", _("This is no longer there. Nothing was changed."), status=404)
    sentence = _("Somebody else was faster: the state is now “%(status)s”. Reload the page to see it as it is.")
    return DomainError("workflow.stale", sentence % {"status": _label(obj, status)}, status=409)


def _not_allowed(obj, to) -> str:
    words = {"status": _label(obj, obj.status), "to": _label(obj, to)}
    return _("The state is “%(status)s” and cannot become “%(to)s” from there. Nothing was changed.") % words


def _label(obj, status) -> str:
    return str(dict(obj._meta.get_field("status").flatchoices).get(str(status), status))
