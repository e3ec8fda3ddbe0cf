"""round_frozen: sent inside the transaction that freezes a round, after the roster is written.

Arguments: sender (Round), round, entries (the new RosterEntry rows, in order). What a receiver raises undoes the freeze.
"""

from django.dispatch import Signal

round_frozen = Signal()
