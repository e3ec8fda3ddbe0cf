"""What rounds have to say on the page of a claim: which it is in, or everything that keeps it out."""

from documents.rounds.comparing import left_out_history
from documents.rounds.gate import CANDIDATES, reason_of
from documents.rounds.models import RosterEntry
from documents.rounds.queries import reasons_of
from litigation.accounts.rights import may

TEMPLATE = "desk/rounds/_claim_panel.html"


def show(request, claim):
    """Context of the panel; None for a draft, which no round can mean, and for those who see no rounds."""
    if claim.status == "draft" or not may(request.user, "round.read", membership=request.membership):
        return None
    candidate = claim.status in CANDIDATES
    reasons = reasons_of(claim) if candidate else []
    entries = (
        RosterEntry.objects.filter(claim=claim).select_related("round").defer("snapshot").order_by("round__number")
    )
    return {
        "entries": list(entries),
        "ready": candidate and not reasons,
        "reasons": reasons,
        "left_out": [(each, reason_of(each.code)) for each in left_out_history(claim)],
    }
