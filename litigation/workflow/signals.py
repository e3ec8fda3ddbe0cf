"""moved: sent after statuses moved and were recorded, still inside the transaction.

Arguments: sender (the model), objs (those that moved together), from_status, to_status, actor. What a receiver raises
undoes the move of all.
"""

from django.dispatch import Signal

moved = Signal()
