"""forgotten: what a person gave is being deleted, inside the transaction of the act. Arguments: sender (Claim), claim.

Each room deletes what it keeps of the claim. What a receiver raises undoes the act.
"""

from django.dispatch import Signal

forgotten = Signal()
