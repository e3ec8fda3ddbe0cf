"""Kinds of work made for tests: each does to the database what its item says."""

import errno
import time

from django.db import OperationalError

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import add_items
from litigation.jobs.kinds import JobKind, Retry, kind


@kind("test.mark")
class Mark(JobKind):
    """Every item leaves one mark: a User row made in the item's own transaction. Two marks would be two rows."""

    title = "Mark"

    def run_item(self, item):
        time.sleep(item.payload.get("seconds", 0))
        with item.commit() as result:
            mark = User.objects.create(email=f"{item.pk}+{item.lease_token}@example.org", display_name=item.key)
            result["mark"] = str(mark.pk)

    def finish(self, job):
        with job.commit() as result:
            User.objects.create(email=f"{job.pk}+{job.lease_token}@example.org", display_name=f"end {job.pk}")
            result["marks"] = User.objects.filter(display_name__startswith="item").count()

    def weight(self, payload):
        return payload.get("documents", 1)

    def unit(self, number):
        return "document" if number == 1 else "documents"


@kind("test.trouble")
class Trouble(JobKind):
    """Raises what the payload names; "once" only at the first attempt."""

    title = "Trouble"

    def named(self, job):
        return f"Papers of round {job.params['round']}" if job.params else self.title

    def run_item(self, item):
        trouble = item.payload.get("raise")
        if trouble and (item.attempt == 1 or not item.payload.get("once")):
            raise {
                "domain": DomainError("paper.no_name", "Write the name first."),
                "retry": Retry("The printer did not answer.", after=0),
                "database": OperationalError("server closed the connection of Kim Made-Up"),
                "full": OSError(errno.ENOSPC, "No space left on device"),
                "unknown": ValueError("passport M00000000"),
            }[trouble]
        return {"ok": item.index}


@kind("test.short")
class Short(Mark):
    """A mark that somebody waits for."""

    short = 5

    def unit(self, number):
        return "item" if number == 1 else "items"


@kind("test.exclusive")
class Exclusive(JobKind):
    title = "Papers"
    exclusive = True

    def run_item(self, item):
        return None


@kind("test.hand_on")
class HandOn(JobKind):
    """Does nothing but leave to its job what the payload says; what it left is done by itself."""

    title = "Hand on"

    def weight(self, payload):
        return payload.get("weight", 1)

    def run_item(self, item):
        with item.commit():
            left_out = [
                (key, {"weight": weight}, "torn", "It is torn.") for key, weight in item.payload.get("torn", [])
            ]
            waiting = [(key, {"weight": weight}) for key, weight in item.payload.get("rest", [])]
            add_items(item, waiting=waiting, left_out=left_out)
            if item.payload.get("broken") and item.attempt == 1:
                raise Retry("The printer did not answer.", after=0)


@kind("test.last_step")
class LastStep(JobKind):
    """Fails in its last step as long as `broken` says so."""

    title = "Last step"
    broken = None

    def run_item(self, item):
        return None

    def finish(self, job):
        if LastStep.broken:
            raise LastStep.broken
        return {"sum": job.done}


@kind("test.decided")
class Decided(JobKind):
    """Acts on a decision that holds until `news` says what came in between."""

    title = "Decided"
    begun_by = "rule.change"
    news = ""

    def overtaken(self, job):
        return Decided.news

    def run_item(self, item):
        with item.commit():
            User.objects.create(email=f"{item.pk}@example.org", display_name=item.key)
            if item.payload.get("overtaken_inside"):
                Decided.news = "A newer one counts."

    def finish(self, job):
        with job.commit():
            User.objects.create(email=f"{job.pk}@example.org", display_name="told")
