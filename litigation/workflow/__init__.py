"""Status moves only here: `move(obj, to, actor=…)`, `move_all(objs, …)`, `allowed(obj)`, and the signal `moved`."""

from litigation.workflow.actions import allowed, move, move_all
from litigation.workflow.signals import moved

__all__ = ["allowed", "move", "move_all", "moved"]
