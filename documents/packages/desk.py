"""Staff pages of a round and its papers: how far it is, the papers, the package."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.changes.queries import gone
from documents.packages import actions, queries, spot_checks
from documents.packages.desk_book import book
from documents.packages.downloads import send_file, send_paper, send_zip
from documents.papers.registry import kinds
from documents.rounds.desk_wizard import preview
from documents.rounds.models import Round
from documents.rounds.queries import round_by_number
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.jobs.desk import card
from litigation.jobs.queries import failures
from litigation.lawbook.words import answered
from litigation.web.formpage import guard, once
from litigation.web.fresh import fresh

PER_PAGE = 100


@right("round.read")
@require_GET
def round_page(request, number):
    """One round: who would be in it while it is open; its roster, papers and packages once it is frozen."""
    round = round_by_number(request.case, number)
    if round.status == Round.Status.OPEN:
        return preview(request, round)
    if round.status == Round.Status.CANCELLED:
        return render(request, "desk/rounds/cancelled.html", {"round": round})
    context = {**tabbed(request, round, "papers"), "guard": guard(request), **_rights(request)}
    return render(request, "desk/rounds/frozen.html", context | _papers(request, round))


def _rights(request):
    """What this person may do here, so that no page offers what would be refused."""
    names = {"prepares": "round.prepare", "reads": "paper.read", "downloads": "package.read"}
    return {key: may(request.user, name, membership=request.membership) for key, name in names.items()}


def _papers(request, round):
    newest, ready = queries.packages_of(round).first(), queries.newest_together(round)
    roster = queries.roster_to_file(round)
    job = newest.job if newest else None
    told = book(request, ready)
    return {
        "roster": roster,
        "claimed": round.amount_won * roster.roster_count,
        "sums": answered(roster.shared.sums),
        "overtaken": ready is not None and queries.is_overtaken(ready),
        "newest": newest,
        "ready": ready,
        "extras": queries.extras(ready) if ready else [],
        "card": {**card(request, job), "outcome_url": ""} if job else None,  # the outcome is this page
        "failures": failures(job) if job and job.failed_count else [],
        "refresh": bool(job and job.is_open) or told.get("book_open", False),
        "table": queries.paper_table(round),
        "left": list(gone(round)[:50]),
        "limit": (limit := queries.limit_of(round)),
        "submissions": queries.submissions(ready) if ready else [],
        **_checks(round, ready, limit),
        **told,
    }


def _checks(round, ready, limit):
    """The checks in figures; the page of checks has the rest."""
    if ready is None:
        return {}
    return {
        "drawn": spot_checks.counts(ready, drawn=True),
        "flawed_count": queries.flawed(round).count(),
        "large_count": queries.over(round, limit).count(),
    }


@right("round.prepare")
@require_POST
def make(request, number):
    """Begin to make all papers of a frozen round."""
    round = round_by_number(request.case, number)

    def act():
        actions.make_papers(round=round, actor=request.user)
        messages.success(request, _("The papers are being made. You can leave this page."))
        return reverse("desk_round", args=[number])

    return redirect(once(request, act))


@right("paper.read")
@require_GET
def papers(request, number, kind):
    """The files of one kind of paper."""
    round = round_by_number(request.case, number)
    page = Paginator(queries.papers_of(round, kind), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/rounds/papers.html", {"round": round, "kind": kinds()[kind], "page": page})


@right("paper.read")
@require_GET
def paper(request, pk):
    """One paper, shown in the browser; the look is recorded."""
    return send_paper(request, queries.paper_of(request.case, pk), inline=True)


@right("package.read")
@require_GET
@fresh
def package_zip(request, pk):
    """The whole package as one ZIP, or the rest of it where a download broke off."""
    return send_zip(request, queries.package_of(request.case, pk))


@right("package.read")
@require_GET
def package_file(request, pk, file):
    """One file of a package."""
    package = queries.package_of(request.case, pk)
    row = queries.package_file(package, file)
    actions.look_at_package(package=package, path=row.path, request=request)
    return send_file(row)
