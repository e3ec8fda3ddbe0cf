"""moved: sent after rows moved together and were recorded, still inside the transaction.

Arguments: sender (the model), objs (one or many rows of it), from_status, to_status, actor. What a receiver raises undoes
the move.
"""

from django.dispatch import Signal

moved = Signal()
