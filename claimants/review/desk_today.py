"""The first page of the desk: what waits, what came, what runs, in numbers and two small plots."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claimants.review import queries, words
from claimants.review.desk import decided
from litigation.accounts.rights import may, right
from litigation.frame.cards import cards
from litigation.jobs import queries as jobs
from litigation.jobs.models import Job
from litigation.web.formpage import guard

WIDTH, FLOOR, TOP = 340, 130, 18  # of the drawing of days: width, line below the bars, height of the highest
ROW, LEFT, WIDEST = 24, 124, 172  # of the drawing of states: a row, where bars begin, the longest bar


@dataclass(frozen=True)
class Bar:
    """One bar of a drawing, with what it stands for."""

    label: object
    number: int
    x: int
    y: int
    width: int
    height: int
    end: int = 0


@right("desk.see")
@require_GET
def today(request):
    days = queries.sent_a_day(request.case)
    figures = queries.figures(request.case, request.user)
    context = {
        "greeting": greeting(request.user),
        "figures": figures,
        "oldest": words.waited(figures.oldest)[0] if figures.oldest else "",
        "jobs": _jobs(request),
        "cards": cards(request),
        "days": day_bars(days),
        "days_total": sum(number for _day, number in days),
        "states": state_bars(queries.by_status(request.case)),
        "sees_queue": may(request.user, "queue.see", membership=request.membership),
        "may_review": may(request.user, "claim.review", membership=request.membership),
        "guard": guard(request),
        "toast": decided(request),
    }
    return render(request, "desk/today.html", context)


def greeting(user):
    """By the clock in Seoul and the name colleagues use."""
    hour = timezone.localtime().hour
    if hour < 5 or hour >= 18:
        text = _("Good evening, %(name)s")
    else:
        text = _("Good morning, %(name)s") if hour < 12 else _("Good afternoon, %(name)s")
    return text % {"name": user.get_short_name() or user.email}


def day_bars(days):
    """Upright bars for [(date, number)], the highest as high as the drawing."""
    most = max((number for _day, number in days), default=0) or 1
    step = WIDTH // len(days)
    bars = []
    for place, (day, number) in enumerate(days):
        height = round((FLOOR - TOP) * number / most)
        bars.append(Bar(day, number, place * step + 3, FLOOR - height, step - 5, height))
    return bars


def state_bars(rows):
    """Lying bars for [(status, number)] of what there is; the longest as long as the drawing."""
    rows = [row for row in rows if row[1]]
    most = max((number for _status, number in rows), default=0) or 1
    bars = []
    for place, (status, number) in enumerate(rows):
        width = max(2, round(WIDEST * number / most))
        bars.append(Bar(words.STATES[status][0], number, LEFT, place * ROW + 4, width, 15, LEFT + width + 6))
    return bars


def _jobs(request):
    """[(job, how far in words)] of what runs now, at most three."""
    rows = jobs.visible(request.user, case=request.case, membership=request.membership)
    return [(job, jobs.progress(job)) for job in rows.filter(state__in=Job.MOVING).order_by("-created_at")[:3]]
