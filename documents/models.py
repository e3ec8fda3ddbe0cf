"""Every model of this app, room by room: Django finds them here."""

from documents.exhibits.models import Exhibit
from documents.filings.models import Filing, PaperFile
from documents.packages.models import Package, PackageFile, SpotCheck
from documents.proceedings.models import CalendarFeed, Deadline, DocketEntry, Proceeding, Reminder
from documents.rounds.models import Approval, RosterEntry, Round

__all__ = [
    "Approval",
    "CalendarFeed",
    "Deadline",
    "DocketEntry",
    "Exhibit",
    "Filing",
    "Package",
    "PackageFile",
    "PaperFile",
    "Proceeding",
    "Reminder",
    "RosterEntry",
    "Round",
    "SpotCheck",
]
