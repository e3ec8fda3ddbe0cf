"""What the gate adds to a request, for rooms that stand above the cases."""

from litigation.accounts.requests import DeskRequest
from litigation.cases.models import Case, Membership


class CaseRequest(DeskRequest):
    case: Case
    membership: Membership
