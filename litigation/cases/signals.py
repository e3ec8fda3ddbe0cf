"""pack_loaded: sent while a pack is being stored, inside the transaction, so that higher rooms store their own part.

Arguments: sender (Case), case, pack (cases/pack.py), loaded (cases.actions.Loaded: add the names of what was added).
"""

from django.dispatch import Signal

pack_loaded = Signal()
