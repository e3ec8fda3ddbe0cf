"""starts_changed: sent after the start of a theory's time changed, inside the transaction. Arguments: theory, actor."""

from django.dispatch import Signal

starts_changed = Signal()
