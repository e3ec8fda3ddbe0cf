"""rule.count and rule.write: everybody judged by a draft, and by the version it became; a hundred claims an item."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimants.eligibility import actions
from claimants.eligibility.models import RuleRun
from claimants.eligibility.queries import claims_in, compared
from litigation.jobs.kinds import JobKind, kind


class _OfRun(JobKind):
    right = "rule.read"
    begun_by = "rule.change"
    exclusive = True

    def item_label(self, item):
        return _("claims, part %(number)d") % {"number": item.index + 1}

    def url(self, job):
        return reverse("desk_rule_run", args=[job.params["run"]])

    def weight(self, payload):
        return max(payload["claims"], 1)  # of a case without claims the one part that holds those begun later

    def unit(self, number):
        return ngettext("claim", "claims", number)


@kind(actions.COUNT)
class CountByRule(_OfRun):
    title = gettext_lazy("Count everybody by a draft of the rule")

    def overtaken(self, job):
        return actions.draft_moved_on(_run(job))

    def run_item(self, item):
        run = _run(item.job)
        changes = [compared(run, claim) for claim in claims_in(run.draft.case, item.payload)]
        with item.commit() as result:
            actions.keep_count(changes=changes)
            result["claims"] = len(changes)

    def finish(self, job):
        """A part that is missing keeps the run from being published until it is retried."""
        with job.commit():
            if not job.failed_count:
                actions.settle_count(run=_run(job))


@kind(actions.WRITE)
class WriteByRule(_OfRun):
    title = gettext_lazy("Write everybody's verdict by the new rule")
    concurrency = 1  # each part waits for the ledger's turn; a second worker would only wait behind it

    def overtaken(self, job):
        return actions.rule_moved_on(_run(job))

    def run_item(self, item):
        run = _run(item.job)
        with item.commit() as result:
            result["claims"] = actions.write_verdicts(run=run, span=item.payload, actor=item.job.created_by)

    def finish(self, job):
        with job.commit() as result:
            if not job.failed_count:
                result["told"] = actions.settle_writing(run=_run(job))


def _run(job):
    return RuleRun.objects.select_related("draft__case", "draft__base", "draft__rule").get(pk=job.params["run"])
