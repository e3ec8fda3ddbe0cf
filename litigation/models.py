"""Every model of this app, room by room: Django finds them here."""

from litigation.accounts.models import AccountMail, ApiToken, MailedCode, Session, Tally, User
from litigation.cases.models import Case, CaseFact, CaseText, Defendant, EligibilityRule, Membership, RuleDraft
from litigation.jobs.models import Job, JobItem
from litigation.lawbook.models import LawConfirmation, LawRow
from litigation.ledger.models import LedgerEvent, LedgerHead
from litigation.team.models import FactorRemoval
from litigation.theories.models import LimitationBasis, Theory
from litigation.vault.models import KeyMark
from litigation.watch.models import Alarm
from litigation.web.models import IdempotencyKey

__all__ = [
    "AccountMail",
    "Alarm",
    "ApiToken",
    "Case",
    "CaseFact",
    "CaseText",
    "Defendant",
    "EligibilityRule",
    "FactorRemoval",
    "IdempotencyKey",
    "Job",
    "JobItem",
    "KeyMark",
    "LawConfirmation",
    "LawRow",
    "LedgerEvent",
    "LedgerHead",
    "LimitationBasis",
    "MailedCode",
    "Membership",
    "RuleDraft",
    "Session",
    "Tally",
    "Theory",
    "User",
]
