"""Reading the rule's versions, what a draft would change, and for whom."""

from itertools import pairwise
from typing import TypedDict
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from claimants.claims.models import Claim
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.eligibility.rules import KINDS, SETTLED, kind_of
from claimants.trips.queries import judged_by
from litigation.cases.models import Case, EligibilityRule, RuleDraft
from litigation.jobs.actions import Item

PUBLISHED = (RuleRun.State.WRITING, RuleRun.State.WRITTEN)
SPAN = 100  # claims judged in one item of a job


class Span(TypedDict):
    """A piece of a case's claims by id: from the first on, up to beyond; None where it has no end."""

    first: str | None
    beyond: str | None
    claims: int


def versions(case: Case) -> list[EligibilityRule]:
    """All versions, newest first, each with how many claims hold its verdict (`judged`) and the run that wrote them (`run`)."""
    counted = dict(Claim.objects.filter(case=case).values_list("rule_version").annotate(n=Count("pk")).order_by())
    rows = list(case.rules.select_related("confirmed_by").order_by("-version"))
    runs = {
        run.draft.rule_id: run
        for run in RuleRun.objects.filter(draft__rule__in=rows, state__in=PUBLISHED).select_related("draft")
    }
    for row in rows:
        row.judged, row.run = counted.get(row.version, 0), runs.get(row.pk)  # type: ignore[attr-defined]  # for the page
    return rows


def open_draft(case: Case) -> RuleDraft | None:
    return case.rule_drafts.filter(state=RuleDraft.State.OPEN).select_related("base", "begun_by").first()


def latest_run(draft: RuleDraft) -> RuleRun | None:
    return draft.runs.select_related("job", "asked_by").first()


def run_of(case: Case, pk: UUID | str) -> RuleRun:
    """The run with this id; 404 where the case has none."""
    found = RuleRun.objects.select_related("draft__case", "draft__base", "draft__rule", "job", "asked_by")
    return get_object_or_404(found, pk=pk, draft__case=case)


def counts(run: RuleRun) -> dict[str, int]:
    """{kind: how many sent claims}, and under "drafts" how many that their writers have not sent."""
    sent = Q(claim__submitted_at__isnull=False)
    rows = run.changes.values_list("kind").annotate(n=Count("pk", filter=sent)).order_by()
    found = dict.fromkeys(KINDS, 0) | dict(rows)
    return {**found, "drafts": run.changes.exclude(sent).count()}


def changes(run: RuleRun, kind: str) -> QuerySet[RuleChange]:
    """Sent claims of one kind, longest waiting first. A draft is its writer's own: it is only counted."""
    rows = run.changes.filter(kind=kind, claim__submitted_at__isnull=False).select_related("claim__claimant")
    return rows.order_by("claim__submitted_at", "claim_id")


def spans(case: Case) -> list[Item]:
    """(key, payload) of each piece of the case's claims by id; together they hold every id, also of claims begun later."""
    ids = list(Claim.objects.filter(case=case).order_by("pk").values_list("pk", flat=True))
    edges = [None, *(str(pk) for pk in ids[SPAN::SPAN]), None]
    return [
        (f"{place:06}", {"first": first, "beyond": beyond, "claims": len(ids[place * SPAN :][:SPAN])})
        for place, (first, beyond) in enumerate(pairwise(edges))
    ]


def claims_in(case: Case, span: Span) -> QuerySet[Claim]:
    """The claims of one piece that a rule can still change, with all that judging reads."""
    rows = Claim.objects.filter(case=case).exclude(status__in=SETTLED)
    if span["first"]:
        rows = rows.filter(pk__gte=span["first"])
    if span["beyond"]:
        rows = rows.filter(pk__lt=span["beyond"])
    return rows.select_related("claimant", "case").prefetch_related("claimant__nationalities", "trips").order_by("pk")


def compared(run: RuleRun, claim: Claim, *, written: bool = False) -> RuleChange:
    """The change of one claim between the version the draft was begun from and the draft, by today's answers."""
    before, after = (judged_by(claim, rule.as_rule()) for rule in (run.draft.base, run.draft))
    return RuleChange(
        run=run,
        claim=claim,
        kind=kind_of(before.result, after.result),
        before=before.result,
        after=after.result,
        reasons=after.as_json()["reasons"],
        written=written,
    )
