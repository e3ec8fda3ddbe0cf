"""clocks.recount: every clock of a case anew, a thousand claims an item."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claimants.claims.models import Claim
from claimants.limitation import actions
from claimants.limitation.queries import RECOUNT
from litigation.jobs.kinds import JobKind, kind


@kind(RECOUNT)
class Recount(JobKind):
    title = _("Count the limitation dates anew")
    right = "claim.read"
    begun_by = "start.choose"
    concurrency = 1  # each batch waits for the ledger's turn anyway

    def run_item(self, item):
        """Count one batch by the starts and the law as they are at that moment; run twice, it finds the same."""
        span = (item.payload["first"], item.payload["last"])
        with item.commit() as result:
            keys = list(Claim.objects.filter(case=item.job.case, pk__range=span).values_list("pk", flat=True))
            result["clocks"] = actions.count(case=item.job.case, claims=keys)

    def weight(self, payload):
        return payload["claims"]

    def unit(self, number):
        return ngettext("claim", "claims", number)
