"""Every model of this app, room by room: Django finds them here."""

from litigation.accounts.models import ApiToken, User
from litigation.jobs.models import Job, JobItem

__all__ = ["ApiToken", "Job", "JobItem", "User"]
