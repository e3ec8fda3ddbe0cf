"""Staff pages of requests for access that were sent: who waits since when, and what came back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from documents.access import actions, queries
from documents.access.forms import AnswerForm, ReceivedForm
from documents.proceedings.words import left
from litigation.accounts.rights import may, right
from litigation.web.formpage import form_page

PER_PAGE = 100


@right("deadline.read")
@require_GET
def answers(request, pk):
    """Everybody's request by plaintiff number: received, due, answered."""
    filing = queries.access_filing(request.case, pk)
    page = Paginator(queries.requests_of(filing), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filing": filing,
        "page": page,
        "lines": [(row, row.answer, left(row.deadline)) for row in page],
        "counts": queries.counts(filing),
        "newest": not filing.corrections.exists(),
        "writes": may(request.user, "docket.write", membership=request.membership),
        "reads": may(request.user, "paper.read", membership=request.membership),
    }
    return render(request, "desk/access/answers.html", context)


@right("docket.write")
@require_http_methods(["GET", "POST"])
def received(request, pk):
    """They reached the controller: the ten days begin."""
    filing = queries.access_filing(request.case, pk)

    def save(form):
        deadline = actions.mark_received(filing=filing, actor=request.user, **form.cleaned_data)
        day = deadline.due_on.isoformat()
        messages.success(request, _("Entered. An answer is due by %(day)s.") % {"day": day})
        return reverse("desk_access", args=[pk])

    initial = {"received_on": timezone.localdate()}
    return form_page(
        request, form=ReceivedForm, template="desk/access/received.html", save=save, initial=initial,
        context={"filing": filing},
    )  # fmt: skip


@right("docket.write")
@require_http_methods(["GET", "POST"])
def answered(request, pk):
    """Something came back."""
    filing = queries.access_filing(request.case, pk)

    def save(form):
        count = actions.enter_answer(filing=filing, actor=request.user, **form.cleaned_data)
        told = ngettext("Entered for %(n)s plaintiff.", "Entered for %(n)s plaintiffs.", count)
        messages.success(request, told % {"n": f"{count:,}"})
        return reverse("desk_access", args=[pk])

    initial = {"answered_on": timezone.localdate()}
    return form_page(
        request, form=AnswerForm, template="desk/access/answered.html", save=save, initial=initial,
        context={"filing": filing},
    )  # fmt: skip
