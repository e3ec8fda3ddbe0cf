"""Staff pages of the eligibility rule: its versions, the draft, whom it would change, and publishing it."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claimants.eligibility import actions, queries, words
from claimants.eligibility.forms import DraftForm, PublishForm
from claimants.eligibility.models import RuleChange, RuleRun
from claimants.eligibility.rules import KINDS, NEWLY_IN
from claimants.review import words as intake_words
from litigation.accounts.rights import may, right
from litigation.cases.actions import confirm
from litigation.cases.actions_rule import discard_draft, save_draft
from litigation.cases.models import RuleDraft
from litigation.cases.queries import current_rule
from litigation.cases.words import sentence
from litigation.errors import DomainError
from litigation.jobs.desk import card
from litigation.web.formpage import form_page, guard, once

PER_PAGE = 50


@right("rule.read")
@require_GET
def rules(request):
    """All versions, newest first, and the draft of the next one."""
    draft = queries.open_draft(request.case)
    context = {
        "versions": [(rule, words.windows(rule.body), words.age(rule.body)) for rule in queries.versions(request.case)],
        "current": current_rule(request.case),
        "draft": draft,
        "draft_windows": words.windows(draft.body) if draft else [],
        "draft_age": words.age(draft.body) if draft else "",
        "run": queries.latest_run(draft) if draft else None,
        "changes": may(request.user, "rule.change", membership=request.membership),
        "guard": guard(request),
    }
    return render(request, "desk/rules/list.html", context)


@right("rule.change")
@require_POST
def confirm_rule(request, version):
    """An attorney confirms a version that came with the case pack."""
    rule = get_object_or_404(request.case.rules, version=version)

    def act():
        confirm(subject=rule, actor=request.user)
        messages.success(request, _("Version %(number)d is confirmed, with your name.") % {"number": version})
        return reverse("desk_rules")

    return redirect(once(request, act))


@right("rule.change")
@require_http_methods(["GET", "POST"])
def draft(request):
    """Begin the draft from the version in force, or change it."""
    row = queries.open_draft(request.case)
    source = row or current_rule(request.case)

    def save(form):
        save_draft(case=request.case, actor=request.user, **form.values())
        messages.success(request, _("The draft is saved. It judges nobody until it is published."))
        return reverse("desk_rules")

    form = partial(DraftForm, body=source.body)
    initial = DraftForm.initial_of(source.body, source.citation)
    return form_page(
        request, form=form, template="desk/rules/draft.html", save=save, initial=initial, context={"draft": row}
    )


@right("rule.change")
@require_POST
def count(request):
    """Let everybody be counted by the draft, in the background."""
    row = _open_draft(request)

    def act():
        return reverse("desk_rule_run", args=[actions.count(draft=row, actor=request.user).pk])

    return redirect(once(request, act))


@right("rule.change")
@require_POST
def discard(request):
    row = _open_draft(request)

    def act():
        discard_draft(draft=row, actor=request.user)
        messages.success(request, _("The draft is discarded. The rule in force goes on."))
        return reverse("desk_rules")

    return redirect(once(request, act))


@right("rule.read")
@require_GET
def run(request, pk):
    """How far the count or the writing is; whom the draft changes, in numbers and by name."""
    found = queries.run_of(request.case, pk)
    numbers = _numbers(found)
    kind = request.GET.get("kind") or next((kind for kind, _l, _n, number in numbers["figures"] if number), NEWLY_IN)
    if kind not in KINDS:
        raise Http404
    page = Paginator(queries.changes(found, kind), PER_PAGE).get_page(request.GET.get("page"))
    publishable = _publishable(found)
    context = {
        "run": found,
        "kind": kind,
        **numbers,
        "page": page,
        "rows": [_row(change) for change in page],
        "card": {**card(request, found.job), "outcome_url": ""},
        "refresh": found.job.is_open,
        "stale": not publishable and found.draft.state == RuleDraft.State.OPEN and found.state == RuleRun.State.COUNTED,
        "publishes": publishable and may(request.user, "rule.change", membership=request.membership),
    }
    return render(request, "desk/rules/run.html", context)


@right("rule.change")
@require_http_methods(["GET", "POST"])
def publish(request, pk):
    """Publish the draft as the next version, and choose who is told."""
    found = queries.run_of(request.case, pk)

    def save(form):
        rule = actions.publish(run=found, tell=form.tell(), actor=request.user)
        sentence_ = _(
            "Version %(number)d judges from now on. Every verdict is being written; messages go out at the end."
        )
        messages.success(request, sentence_ % {"number": rule.version})
        return reverse("desk_rule_run", args=[found.pk])

    if request.method == "GET" and not _publishable(found):
        return redirect("desk_rule_run", pk=pk)
    context = {"run": found, **_numbers(found)}
    return form_page(request, form=PublishForm, template="desk/rules/publish.html", save=save, context=context)


def _numbers(run):
    found = queries.counts(run)
    labels = RuleChange.Kind
    return {
        "figures": [(kind, labels(kind).label, words.KINDS[kind], found[kind]) for kind in KINDS],
        "drafts": found["drafts"],
    }


def _publishable(run):
    """Counted to the end, of the draft as it stands, begun from the version in force."""
    draft = run.draft
    whole = run.state == RuleRun.State.COUNTED and draft.state == RuleDraft.State.OPEN
    return whole and draft.version == run.draft_version and draft.base == current_rule(draft.case)


def _row(change):
    return {
        "claim": change.claim,
        "person": change.claim.claimant,
        "state": intake_words.state(change.claim),
        "before": words.RESULTS[change.before],
        "after": words.RESULTS[change.after],
        "reasons": [sentence(reason) for reason in change.reasons],
        "told": change.told_at,
    }


def _open_draft(request):
    row = queries.open_draft(request.case)
    if row is None:
        sentence_ = _("There is no draft any more: it was published or discarded. Nothing was done.")
        raise DomainError("rule.no_draft", sentence_, status=409)
    return row
