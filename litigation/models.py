"""Every model of this app, room by room: Django finds them here."""

from litigation.accounts.models import ApiToken, User
from litigation.cases.models import Case, CaseFact, CaseText, Defendant, EligibilityRule, Membership, RuleDraft
from litigation.jobs.models import Job, JobItem
from litigation.lawbook.models import LawConfirmation, LawRow
from litigation.ledger.models import LedgerEvent, LedgerHead
from litigation.theories.models import LimitationBasis, Theory
from litigation.vault.models import KeyMark
from litigation.web.models import IdempotencyKey

__all__ = [
    "ApiToken",
    "Case",
    "CaseFact",
    "CaseText",
    "Defendant",
    "EligibilityRule",
    "IdempotencyKey",
    "Job",
    "JobItem",
    "KeyMark",
    "LawConfirmation",
    "LawRow",
    "LedgerEvent",
    "LedgerHead",
    "LimitationBasis",
    "Membership",
    "RuleDraft",
    "Theory",
    "User",
]
