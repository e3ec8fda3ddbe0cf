"""Counting everybody by a draft, and publishing it: verdicts first, messages only when every verdict is written."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.eligibility.queries import Span, claims_in, compared, spans
from claimants.eligibility.rules import TELLABLE
from claimants.notices.actions import notify_claims
from claimants.trips.actions import judge_claim
from litigation.accounts.models import User
from litigation.cases.actions_rule import publish_draft
from litigation.cases.models import EligibilityRule, RuleDraft
from litigation.cases.queries import current_rule
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.ledger.actions import record, take_turn

COUNT, WRITE = "rule.count", "rule.write"
BATCH = 1000  # messages queued at a time


def count(*, draft: RuleDraft, actor: User) -> RuleRun:
    """Judge everybody by the draft, in the background, and tell nobody. Counting again makes a new run.

    Refuses a draft that is decided, and a second count of a draft while the first goes on.
    """
    with transaction.atomic():
        take_turn()
        draft.refresh_from_db()
        if draft.state != RuleDraft.State.OPEN:
            sentence = _("This draft is decided already: it is “%(state)s” now. Nothing was done.")
            raise DomainError("rule.draft_closed", sentence % {"state": draft.get_state_display()}, status=409)
        run = RuleRun.objects.create(draft=draft, draft_version=draft.version, asked_by=actor)
        _begin(COUNT, run, subject=draft, actor=actor)
    return run


def draft_moved_on(run: RuleRun) -> str:
    """Why this count is of no use any more, or ""."""
    if run.draft.state != RuleDraft.State.OPEN:
        return _("The draft was published or discarded meanwhile, so this count ended.")
    if run.draft.version != run.draft_version:
        return _("The draft was changed meanwhile, so this count ended. Count again by the draft as it is now.")
    return ""


def rule_moved_on(run: RuleRun) -> str:
    """Why verdicts of this run's version must not be written any more, or ""."""
    newest, written = current_rule(run.draft.case), _published(run)
    if newest.version == written.version:
        return ""
    told = {"newer": newest.version, "older": written.version}
    return (
        _("Version %(newer)d of the rule is in force, so verdicts of version %(older)d are no longer written.") % told
    )


def keep_count(*, changes: Iterable[RuleChange]) -> None:
    """Keep what one piece of the claims came to; inside the commit of its item."""
    RuleChange.objects.bulk_create(changes)


def settle_count(*, run: RuleRun) -> None:
    """Everybody is counted; inside the commit of the job."""
    RuleRun.objects.filter(pk=run.pk, state=RuleRun.State.COUNTING).update(state=RuleRun.State.COUNTED)


def publish(*, run: RuleRun, tell: Collection[str], actor: User) -> EligibilityRule:
    """The attorney makes the draft the next version: it judges from now on, and everybody's verdict is written anew.

    Order: the run is taken (one winner), the draft becomes the version, the job that writes is begun. tell: which of
    newly_in and newly_out get a message at its end. What is frozen in a round keeps the verdict it was filed with.
    Refuses a run that is not counted to its end or is published already, and one of an earlier state of the draft.
    """
    with transaction.atomic():
        take_turn()
        values = {"state": RuleRun.State.WRITING, "tell": [kind for kind in TELLABLE if kind in tell]}
        if not RuleRun.objects.filter(pk=run.pk, state=RuleRun.State.COUNTED).update(**values):
            sentence = _("There is nothing to publish here: this count is not finished, or it is published already.")
            raise DomainError("rule.run_not_counted", sentence, status=409)
        run.refresh_from_db()
        rule = publish_draft(draft=run.draft, seen_version=run.draft_version, actor=actor)
        _begin(WRITE, run, subject=run, actor=actor)
    return rule


def write_verdicts(*, run: RuleRun, span: Span, actor: User | None) -> int:
    """Judge one piece of the claims by the published version; inside the commit of its item.

    Takes the ledger's turn, so that no claim moves meanwhile: one that went into a round since the count is left as it
    is. The count's rows of the piece are replaced by what was really found and written.
    """
    take_turn()
    claims = list(claims_in(run.draft.case, span))
    for claim in claims:
        judge_claim(claim=claim, actor=actor, rule=run.draft.rule)
    run.changes.filter(claim__in=claims).delete()
    RuleChange.objects.bulk_create(compared(run, claim, written=True) for claim in claims)
    return len(claims)


def settle_writing(*, run: RuleRun) -> int:
    """All verdicts are written: now the chosen people are told; inside the commit of the job. How many were."""
    told = sum(_tell(run, kind) for kind in run.tell)
    RuleRun.objects.filter(pk=run.pk).update(state=RuleRun.State.WRITTEN)
    rule = _published(run)
    data = {"version": rule.version, "told": told}
    record("rule.applied", actor=None, subject=rule, case=run.draft.case_id, data=data)
    return told


def forget(*, claim: Claim) -> None:
    """What other rules would have said of a claim."""
    RuleChange.objects.filter(claim=claim).delete()


def _published(run: RuleRun) -> EligibilityRule:
    """What the draft of a run that writes became."""
    assert run.draft.rule is not None
    return run.draft.rule


def _tell(run, kind):
    """A message to everybody of a kind whose claim was sent and still stands; nobody twice."""
    rows = run.changes.filter(kind=kind, written=True, told_at=None, claim__submitted_at__isnull=False)
    rows = rows.exclude(claim__status="withdrawn").select_related("claim__claimant__account").order_by("pk")
    told = 0
    while batch := list(rows[:BATCH]):
        notify_claims(claims=[change.claim for change in batch], kind=TELLABLE[kind])
        run.changes.filter(pk__in=[change.pk for change in batch]).update(told_at=timezone.now())
        told += len(batch)
    return told


def _begin(kind, run, *, subject, actor):
    case = run.draft.case
    run.job = start(kind, actor=actor, case=case, subject=subject, items=spans(case), params={"run": str(run.pk)})
    RuleRun.objects.filter(pk=run.pk).update(job=run.job)
