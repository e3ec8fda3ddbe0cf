"""Sent inside the transaction that freezes a round; what a receiver raises undoes the freeze.

roster_written: for each batch of the roster. Arguments: sender (Round), round, entries (new RosterEntry rows, in order).
round_frozen: once, when frame and hash stand. Arguments: sender (Round), round.
"""

from django.dispatch import Signal

roster_written = Signal()
round_frozen = Signal()
