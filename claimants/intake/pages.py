"""The claimant's home: the task list, checking and sending, and afterwards where the claim stands."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claimants.claims.queries import mine, my_claim
from claimants.claims.rules import BEFORE_PAPERS, EDITABLE
from claimants.intake import actions, forms, queries, story
from claimants.intake.panels import panels
from claimants.intake.progress import progress_of
from claimants.intake.rules import DEFICIENCIES, tasks
from claimants.leaving.queries import may_come_back
from claimants.limitation.queries import for_claimant
from claimants.mandates.queries import lapsed
from litigation.accounts.actions import change_language, change_timezone
from litigation.accounts.rights import right
from litigation.cases.queries import lawyers, open_cases
from litigation.web.formpage import form_page
from litigation.web.saved import saved_at


@right("signed_in")
@require_safe
def my(request):
    """Home for ever: before sending the tasks, afterwards where the claim stands."""
    if not mine(request.user).exists():
        context = {"page_title": _("You have no claim yet"), "cases": open_cases()}
        return render(request, "claimants/intake/no_claim.html", context)
    claim = my_claim(request)
    context = {"page_title": _("Your claim"), "claim": claim, "standing": progress_of(claim)}
    if claim.status == "draft":
        return render(request, "claimants/intake/tasks.html", {**context, **_tasks(claim, request.user)})
    context |= {
        "requests": _requests(claim),
        "open": claim.status in BEFORE_PAPERS | EDITABLE,
        "lapsed": lapsed(claim) if claim.status in BEFORE_PAPERS | EDITABLE else "",
        "events": story.story(claim)[:3],
        "lawyers": lawyers(claim.case),
        "may_come_back": may_come_back(claim),
        "panels": panels(request, claim),
    }
    return render(request, "claimants/intake/progress.html", context)


@right("claim.own")
def my_evidence_none(request):
    """ "I do not have any of this" is an answer; a lawyer then says what can be asked for instead."""
    claim = my_claim(request)
    if claim.status not in EDITABLE and request.method == "GET":
        return redirect("my_evidence")

    def save(form):
        actions.say_no_evidence(claim=claim, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Saved. You can still add a file at any time before you send your claim."))
        return reverse("my")

    context = {
        "page_title": _("You have no proof of a trip"),
        "caption": _("Proof of a trip"),
        "back_url": reverse("my_evidence"),
    }
    return form_page(
        request,
        form=forms.NoEvidenceForm,
        template="claimants/evidence/none.html",
        save=save,
        initial={"reason": claim.no_evidence_reason},
        context=context,
    )


@right("claim.own")
@require_safe
def my_check(request):
    return _check_page(request, my_claim(request))


@right("claim.own")
def my_send(request):
    """Takes the declaration; shows the same page as my_check, so that nothing is lost when a session ended."""
    return _check_page(request, my_claim(request))


@right("claim.own")
@require_safe
def my_sent(request):
    claim = my_claim(request)
    if claim.submitted_at is None:
        return redirect("my")
    context = {"page_title": _("We have your claim"), "claim": claim, "standing": progress_of(claim)}
    return render(request, "claimants/intake/sent.html", context)


@right("claim.own")
@require_safe
def my_status(request):
    claim = my_claim(request)
    clock, others = for_claimant(claim)
    context = {
        "page_title": _("What happened so far"),
        "back_url": reverse("my"),
        "claim": claim,
        "standing": progress_of(claim),
        "events": story.story(claim),
        "looks": story.looks(claim),
        "clock": clock,
        "other_clocks": others,
    }
    return render(request, "claimants/intake/status.html", context)


@right("claim.own")
def my_request(request, pk):
    """One thing we need: what exactly, where to do it, and the button that says it is done."""
    claim = my_claim(request)
    deficiency = queries.deficiency_of(claim, pk)
    earlier = queries.earlier_request(claim) == deficiency
    _staff, sentence, task = DEFICIENCIES[deficiency.code]
    thanks = (
        _("Thank you. A lawyer reads it with your claim.")
        if earlier
        else _("Thank you. A lawyer reads your claim again.")
    )

    def save(form):
        actions.answer_deficiency(deficiency=deficiency, reply=form.cleaned_data["reply"], actor=request.user)
        messages.success(request, thanks)
        return reverse("my")

    context = {
        "page_title": _("What we need from you"),
        "back_url": reverse("my"),
        "deficiency": deficiency,
        "sentence": sentence,
        "task": queries.task_line(claim, task),
        "earlier": earlier,
        "answers": earlier or deficiency.state == "open",
        "keeps_draft": earlier or deficiency.state == "open",
        "button": _("Send my answer") if deficiency.code == "other" else _("I have done this"),
    }
    form = partial(forms.ReplyForm, must_write=deficiency.code == "other")
    return form_page(request, form=form, template="claimants/intake/request.html", save=save, context=context)


@right("signed_in")
def my_settings(request):
    user = request.user

    def save(form):
        change_language(user=user, language=form.cleaned_data["language"])
        change_timezone(user=user, timezone=form.cleaned_data["timezone"])
        messages.success(request, _("Saved."))
        return translate_url(reverse("my_settings"), user.language)

    context = {
        "page_title": _("Settings"),
        "back_url": reverse("my"),
        "claim": mine(user).order_by("-created_at").first(),
        "button": _("Save"),
    }
    initial = {"language": user.language, "timezone": user.timezone}
    return form_page(
        request,
        form=forms.SettingsForm,
        template="claimants/intake/settings.html",
        save=save,
        initial=initial,
        context=context,
    )


def _check_page(request, claim):
    lines = tasks(queries.facts_of(claim))

    def save(form):
        actions.send_claim(claim=claim, actor=request.user)
        return reverse("my_sent")

    context = {
        "page_title": _("Check your answers") if claim.status in EDITABLE else _("What you sent"),
        "back_url": reverse("my"),
        "claim": claim,
        "editable": claim.status in EDITABLE,
        "draft": claim.status == "draft",
        "open_tasks": [line for line in queries.with_urls(lines) if line["task"].state != "done"],
        **queries.answers_of(claim),
    }
    return form_page(request, form=forms.SendForm, template="claimants/intake/check.html", save=save, context=context)


def _tasks(claim, user):
    lines = queries.with_urls(tasks(queries.facts_of(claim)))
    done = sum(line["task"].state == "done" for line in lines)
    count = ngettext("%(done)d of %(total)d task done", "%(done)d of %(total)d tasks done", len(lines))
    return {
        "lines": lines,
        "progress": count % {"done": done, "total": len(lines)},
        "next": next((line for line in lines if line["task"].state == "todo"), None),
        "ready": done == len(lines),
        "earlier": _told(earlier) if (earlier := queries.earlier_request(claim)) else None,
        "saved_at": saved_at(queries.last_saved(claim), user),
    }


def _requests(claim):
    """The open requests, the most urgent first, as the page lists them."""
    rows = [row for row in claim.deficiencies.order_by("cure_by") if row.state == "open"]
    return [_told(row) for row in rows]


def _told(row):
    return {"deficiency": row, "sentence": DEFICIENCIES[row.code][1]}
