"""What the commands that file made-up people share: the case, the freeze by two people, the making, the clock."""

import time

from django.conf import settings
from django.core.management.base import CommandError

from claimants.demo.build import filing_case
from documents.freezing import actions as freezing
from documents.freezing import actions_approval
from documents.packages.actions import make_papers
from documents.packages.models import Package
from documents.packages.queries import flawed
from documents.rounds import actions
from documents.rounds.models import Round
from documents.rounds.queries import approval_of, selection
from litigation.jobs.processes import run_processes


class Clock:
    """Seconds of each step, by name."""

    def __init__(self):
        self.laps, self._since = {}, time.monotonic()

    def lap(self, name):
        now = time.monotonic()
        self.laps[name], self._since = round(now - self._since, 1), now


def demonstration(count, *, purpose):
    """The case of this size of demonstration, its lead and its coordinator. Refuses where real people could be."""
    if not settings.DEMO:
        raise CommandError("This makes up people, so it runs only in a demonstration (HAMKKE_DEMO=1).")
    case = filing_case(count, purpose=purpose)
    return case, *(case.members.filter(role=role).first().user for role in ("case_lead", "coordinator"))


def frozen_round(case):
    """The first round of the case that has a roster, or None."""
    return Round.objects.filter(case=case, status__in=["frozen", "filed"]).order_by("number").first()


def freeze(case, coordinator, lead):
    """As two people do it: the coordinator asks, the lead approves, the coordinator freezes."""
    round = Round.objects.filter(case=case, status="open").first() or actions.open_round(case=case, actor=coordinator)
    seen = selection(round).digest
    if approval_of(round) is None:
        actions_approval.ask_for_approval(round=round, seen=seen, actor=coordinator, tell=False)
        actions_approval.approve(round=round, seen=seen, actor=lead, tell=False)
    return freezing.freeze(round=round, actor=coordinator, tell=False)


def make(round, lead, workers):
    """(package, what each process reports): all papers made anew by so many processes. Refuses one with a gap."""
    package = make_papers(round=round, actor=lead, anew=True, tell=False)
    processes = run_processes(package.job_id, workers)
    package = Package.objects.select_related("round__case", "job").get(pk=package.pk)
    if package.state != Package.State.READY:
        reasons = package.job.items.filter(state="failed").values_list("key", "error_sentence")[:10]
        told = [f"  {key}: {sentence}" for key, sentence in reasons]
        told += [f"  {paper.path}: {paper.flaws}" for paper in flawed(round, ours=True)[:10]]
        told = told or [f"  {package.job.error_sentence}"]
        raise CommandError("\n".join(["Some papers could not be made:", *told]))
    return package, processes


def megabytes(size):
    return round(size / 1_000_000)
