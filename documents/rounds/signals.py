"""roster_written: sent inside the transaction that freezes a round, for each batch of its roster.

Arguments: sender (Round), round, entries (new RosterEntry rows, in order). What a receiver raises undoes the freeze.
"""

from django.dispatch import Signal

roster_written = Signal()
