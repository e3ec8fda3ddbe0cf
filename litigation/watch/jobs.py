"""files.read_again: every kept file, a slice an item, so that it takes turns with other work and goes on where it stood."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from litigation.jobs.kinds import JobKind, Result, kind
from litigation.jobs.models import Job, JobItem
from litigation.ledger.actions import record
from litigation.watch import actions, actions_files, files


@kind(actions_files.READ_AGAIN)
class ReadAgain(JobKind):
    title = _("Read every kept file again")
    exclusive = True
    concurrency = 1  # it has all night; the disk is for those who work

    def run_item(self, item: JobItem) -> Result:
        """Read a slice, then raise and settle its alarms. Done twice, it finds the same and raises nothing anew."""
        bad, good = files.look(item.payload)
        new = actions.found(findings=bad)
        actions.well(keys=good)
        return {"files": len(bad) + len(good), "bad": len(bad), "new": new}

    def finish(self, job: Job) -> Result:
        """Tell the ledger that it was done, and the admins of what is new; the alarms of rows that are gone end."""
        results = list(job.items.values_list("result", flat=True))
        told = {name: sum(each.get(name, 0) for each in results) for name in ("files", "bad")}
        with job.commit() as result:
            if not job.failed_count and job.started_at:
                actions_files.settle_gone(since=job.started_at)
            record("files.read_again", actor=None, subject=job, data=told)
            new = sum(each.get("new", 0) for each in results)
            transaction.on_commit(lambda: actions.tell(new=new, about="Kept files", run="alarms"))
            result |= told
        return None

    def weight(self, payload: Any) -> int:
        return int(payload.get("rows", 1))

    def unit(self, number: int) -> str:
        return ngettext("file", "files", number)
