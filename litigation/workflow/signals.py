"""moved: sent after a status moved and was recorded, still inside the transaction.

Arguments: sender (the model), obj, from_status, to_status, actor. What a receiver raises undoes the move.
"""

from django.dispatch import Signal

moved = Signal()
