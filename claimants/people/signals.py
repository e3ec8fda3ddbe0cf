"""person_told: an answer about a person was saved, inside the transaction of the act. Arguments: sender (Claimant), claimant.

What was made from the answers looks at them again. What a receiver raises undoes the act.
"""

from django.dispatch import Signal

person_told = Signal()
