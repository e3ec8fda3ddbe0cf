"""What holds have to say on the page of a claim."""

from claimants.leaving.desk import sets
from claimants.leaving.queries_holds import holds_on

TEMPLATE = "desk/leaving/_claim_panel.html"


def show(request, claim):
    """Context of the panel; None for a draft, which the team does not see, and where nothing is held nor may be by who looks."""
    if claim.status == "draft":
        return None
    holds, may_set = holds_on(claim), sets(request)
    return {"holds": holds, "may_set": may_set} if holds or may_set else None
