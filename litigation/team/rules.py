"""How long a question about a colleague's second factors waits."""

from datetime import timedelta

LASTS = timedelta(hours=24)  # who can reach nobody in a day calls again, and is asked again who they are
LONGEST = 300  # of the line that says how it was made sure who they are
