"""Every model of this app, room by room: Django finds them here."""

from documents.access.models import AccessAnswer, AccessRequest
from documents.bulletins.models import Bulletin, Delivery
from documents.changes.models import AppealAnswer, AppealClosing, AskedChange, RosterChange
from documents.exhibits.models import Exhibit
from documents.filing.models import FiledAnyway
from documents.packages.models import BookVolume, Package, PackageFile, SpotCheck
from documents.papers.models import Filing, PaperFile
from documents.portability.models import DataCopy
from documents.proceedings.models import CalendarFeed, Deadline, DocketEntry, Proceeding, Reminder
from documents.rounds.models import Approval, LeftOut, RosterEntry, Round

__all__ = [
    "AccessAnswer",
    "AccessRequest",
    "AppealAnswer",
    "AppealClosing",
    "Approval",
    "AskedChange",
    "BookVolume",
    "Bulletin",
    "CalendarFeed",
    "DataCopy",
    "Deadline",
    "Delivery",
    "DocketEntry",
    "Exhibit",
    "FiledAnyway",
    "Filing",
    "LeftOut",
    "Package",
    "PackageFile",
    "PaperFile",
    "Proceeding",
    "Reminder",
    "RosterChange",
    "RosterEntry",
    "Round",
    "SpotCheck",
]
