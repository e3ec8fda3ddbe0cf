"""Mails that wait for a mail server which is away: an alarm for each outbox, until none of them waits."""

from litigation.outbox import boxes
from litigation.outbox.queries import standing
from litigation.watch import actions
from litigation.watch.actions import Finding

STANDS = "mail.stands"


def look() -> None:
    """Raise or settle the alarm of each outbox. No mail tells of it: it would wait with the others."""
    for box in boxes.every():
        count, oldest = standing(box=box)
        key = f"mail {box.name}"
        if oldest:
            detail = f"{count} waited when it was found, the oldest since {oldest:%Y-%m-%d %H:%M} UTC"
            actions.found(findings=[Finding(key, STANDS, detail)])
        else:
            actions.well(keys=[key])
