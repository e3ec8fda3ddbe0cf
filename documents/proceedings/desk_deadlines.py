"""Staff pages of deadlines: by day, as a month, what becomes of one, and a person's own calendar address."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.proceedings import actions, actions_feed, desk_feed, queries, words
from documents.proceedings.desk import limitation_line, line
from documents.proceedings.forms import ExtendForm, SettleForm
from documents.proceedings.models import Deadline
from litigation.accounts.rights import may, right
from litigation.web.formpage import form_page, guard, once

LATELY = 20  # settled deadlines shown under the open ones
YEARS = range(2000, 2100)


@right("deadline.read")
@require_GET
def deadlines(request):
    """Open deadlines by their last day, those that are over first; lately settled ones below."""
    settled = queries.deadlines(request.case).exclude(state=Deadline.State.OPEN).order_by("-settled_at")[:LATELY]
    context = {
        "open": [line(row) for row in queries.open_deadlines(request.case)],
        "settled": [line(row) for row in settled],
        "today": timezone.localdate(),
        "has_proceedings": queries.proceedings(request.case).exists(),
        "settles": may(request.user, "docket.write", membership=request.membership),
    }
    return render(request, "desk/proceedings/deadlines.html", context)


@right("deadline.read")
@require_GET
def month(request, year, number):
    """One month as a calendar, with the limitation dates of claims; on a narrow screen a list of the days that have something."""
    if year not in YEARS or number not in range(1, 13):
        raise Http404
    first = date(year, number, 1)
    weeks = queries.month(request.case, year, number)
    reads = may(request.user, "clock.read", membership=request.membership)
    ends = queries.limitation_ends(request.case, weeks[0][0][0], weeks[-1][-1][0]) if reads else {}

    def lines(day, rows):
        return [limitation_line(end) for end in ends.get(day, ())] + [line(row) for row in rows]

    shown = [[(day, lines(day, rows), day.month == number) for day, rows in week] for week in weeks]
    context = {
        "first": first,
        "weeks": shown,
        "before": date(year - (number == 1), (number - 2) % 12 + 1, 1),
        "behind": date(year + (number == 12), number % 12 + 1, 1),
        "today": timezone.localdate(),
        "any": any(found for week in shown for _day, found, inside in week if inside),
    }
    return render(request, "desk/proceedings/month.html", context)


@right("docket.write")
@require_http_methods(["GET", "POST"])
def settle(request, pk):
    """A deadline is done, or not needed."""
    row = queries.deadline_of(request.case, pk)

    def save(form):
        actions.settle(deadline=row, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Settled. You can open it again on the page of its proceeding."))
        return reverse("desk_deadlines")

    context = {"deadline": line(row), "extends": queries.law_of(row) is not None}
    return form_page(request, form=SettleForm, template="desk/proceedings/settle.html", save=save, context=context)


@right("docket.write")
@require_http_methods(["GET", "POST"])
def extend(request, pk):
    """It ends later than the law alone says: by order, for distance, or since the portal was down."""
    row = queries.deadline_of(request.case, pk)
    law = queries.law_of(row)
    if law is None:
        raise Http404

    def save(form):
        said = {"extension": form.extension(), "why": form.cleaned_data["why"]}
        newer = actions.extend(deadline=row, actor=request.user, **said)
        messages.success(request, _("Counted anew. The last day is %(day)s.") % {"day": newer.due_on.isoformat()})
        return reverse("desk_deadline", args=[newer.pk])

    initial = {**vars(actions.extension_of(row)), "why": row.why}
    return form_page(
        request, form=partial(ExtendForm, law=law), template="desk/proceedings/extend.html", save=save, initial=initial,
        context={"deadline": line(row)},
    )  # fmt: skip


@right("docket.write")
@require_POST
def reopen(request, pk):
    """It was settled by mistake."""
    row = queries.deadline_of(request.case, pk)

    def act():
        actions.reopen(deadline=row, actor=request.user)
        return words.address(row)

    return redirect(once(request, act))


@right("deadline.read")
@require_http_methods(["GET", "POST"])
def my_calendar(request):
    """A private address for a calendar program. Its secret is shown in this one answer only."""
    made = []

    def make():
        made.append(actions_feed.make(user=request.user)[1])
        return reverse("desk_calendar")

    if request.method == "POST":
        url = once(request, make)
        if not made:
            return HttpResponseRedirect(url)
    context = {
        "feed": queries.feed_of(request.user),
        "address": desk_feed.address(made[0]) if made else "",
        "guard": guard(request),
    }
    return render(request, "desk/proceedings/calendar.html", context)


@right("deadline.read")
@require_POST
def revoke_calendar(request):
    actions_feed.revoke(user=request.user)
    messages.success(request, _("The address no longer works. Calendars that have it stop getting news."))
    return redirect("desk_calendar")
