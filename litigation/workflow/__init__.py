"""Status moves only here: `move(obj, to, actor=…)`, `allowed(obj)`, and the signal `moved`."""

from litigation.workflow.actions import allowed, move
from litigation.workflow.signals import moved

__all__ = ["allowed", "move", "moved"]
