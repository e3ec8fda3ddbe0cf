"""Every model of this app, room by room: Django finds them here."""

from claimants.claims.models import Claim
from claimants.consents.models import Consent
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.evidence.models import Evidence, EvidencePage
from claimants.intake.models import Deficiency
from claimants.leaving.models import HoldAct, LegalHold
from claimants.limitation.models import Clock, ClockAlert, Reckoning, TollingEvent
from claimants.mandates.models import Mandate
from claimants.notices.models import Notice
from claimants.people.models import Claimant, Nationality
from claimants.review.models import Note
from claimants.trips.models import Trip

__all__ = [
    "Claim",
    "Claimant",
    "Clock",
    "ClockAlert",
    "Consent",
    "Deficiency",
    "Evidence",
    "EvidencePage",
    "HoldAct",
    "LegalHold",
    "Mandate",
    "Nationality",
    "Note",
    "Notice",
    "Reckoning",
    "RuleChange",
    "RuleRun",
    "TollingEvent",
    "Trip",
]
