"""mandate_signed and mandate_revoked: sent inside the transaction of the act, so that papers can be made or marked.

Arguments: sender (Mandate), mandate. What a receiver raises undoes the act.
"""

from django.dispatch import Signal

mandate_signed = Signal()
mandate_revoked = Signal()
