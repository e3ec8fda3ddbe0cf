"""Which claims have a clock, and what their status means for it."""

from claimants.limitation.models import Clock

GONE = ("withdrawn", "not_eligible")  # the claim left the case; its person may still go another way
FILED = ("filed", "decided", "closed")  # the claim is before the court, in time or not
THRESHOLDS = (90, 30, 14, 7, 3, 1)  # days before an end at which the team is told


def state_of(status, reckoning) -> str:
    """Whether the time of a claim in that status runs, by its reckoning."""
    if status in GONE:
        return Clock.State.LEFT
    if reckoning.interrupted_on:
        return Clock.State.INTERRUPTED
    return Clock.State.LATE if status in FILED else Clock.State.RUNNING


def threshold(days_left: int) -> int | None:
    """The smallest threshold that so many days have reached; None before the first and after the end."""
    return min((each for each in THRESHOLDS if 0 <= days_left <= each), default=None)
