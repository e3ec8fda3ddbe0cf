"""Staff pages of papers that are made when somebody asks for them, and of the samples of every paper."""

from functools import partial

from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.papers import queries, samples
from documents.papers.forms import began, jsonable
from documents.papers.pictures import page_png
from documents.papers.registry import asked_kinds, every_kind
from documents.requests import actions
from documents.requests.preview import SHOWN, preview, tried
from documents.requests.queries import cites_of, missing_cites
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from documents.rounds.tabs import tabbed
from litigation.accounts.rights import may, right
from litigation.cases.queries import newest
from litigation.errors import DomainError
from litigation.jobs.desk import card
from litigation.ledger.actions import look
from litigation.vault.pages import HEADERS
from litigation.web.formpage import form_page, guard

FORM = "desk/papers/form.html"


@right("paper.read")
@require_GET
def asked(request, number):
    """The papers that can be asked for in a round, and those that were."""
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    context = {
        **tabbed(request, round, "requests"),
        "kinds": asked_kinds().values(),
        "filings": [(each, asked_kinds().get(each.type)) for each in queries.asked_filings(round)[:200]],
        "makes": may(request.user, "paper.make", membership=request.membership),
    }
    return render(request, "desk/papers/asked.html", context)


@right("paper.make")
@require_http_methods(["GET", "POST"])
def ask(request, number, kind):
    """Fill in the form of a paper; sending it makes the paper."""
    round, kind = _asked_for(request, number, kind)
    ask = partial(actions.ask_for, round=round, kind=kind)
    return paper_form(request, round, kind, began(kind.form, round, kind.form.beginning(round)), ask)


@right("paper.make")
@require_http_methods(["GET", "POST"])
def correct(request, pk):
    """The form as it was filled in; sending it makes the next version, which names the old one."""
    old = queries.asked_filing(request.case, pk)
    kind = asked_kinds()[old.type]
    ask = partial(actions.ask_for, round=old.round, kind=kind, corrects=old)
    return paper_form(request, old.round, kind, began(kind.form, old.round, old.asked["values"]), ask, corrects=old)


@right("paper.make")
@require_POST
def show(request, number, kind):
    """What the paper would look like, as a PDF; nothing is kept but that somebody looked. Where it cites what is not there, the
    form says so first."""
    round, kind = _asked_for(request, number, kind)
    form = kind.form(request.POST, round=round)
    context = {"form": form, "guard": "", "round": round, "kind": kind, "shown": SHOWN}
    if not form.is_valid():
        return render(request, FORM, context, status=422)
    asked = tried(round, kind, jsonable(form.cleaned_data))
    if "anyway" not in request.POST and (cites := missing_cites(round, kind, asked)):
        return render(request, FORM, context | {"cites": cites})
    made = preview(round, kind, asked)
    if made is None:
        raise DomainError(
            "paper.for_nobody", _("With these values the paper is for nobody. Look at the numbers once more.")
        )
    look("paper.previewed", request=request, subject=round, case=request.case, data={"type": kind.type})
    return HttpResponse(made.content, content_type="application/pdf", headers=HEADERS)


@right("paper.read")
@require_GET
def filing(request, pk):
    """One paper that was asked for: how far it is, its files, its versions."""
    filing = queries.asked_filing(request.case, pk)
    job = queries.job_of(filing)
    kind, files = asked_kinds()[filing.type], filing.files.all()
    versions = list(queries.versions_of(filing))
    context = {
        "filing": filing,
        "kind": kind,
        "files": files[:200],
        "long": kind.most_pages and any(file.pages > kind.most_pages for file in files[:200]),
        "versions": versions,
        "newest": versions[0] == filing,
        "counted": filing.asked["values"].get(kind.counts),
        "cites": cites_of(filing),
        "card": {**card(request, job), "outcome_url": ""} if job else None,
        "refresh": bool(job and job.is_open),
        "makes": may(request.user, "paper.make", membership=request.membership),
    }
    return render(request, "desk/papers/filing.html", context)


@right("paper.read")
@require_GET
def sample_list(request):
    """Every kind of paper, with a sample of made-up people."""
    kinds = [kind for kind in every_kind().values() if samples.can_be_shown(kind)]
    return render(request, "desk/papers/samples.html", {"kinds": kinds})


@right("paper.read")
@require_GET
def sample(request, kind):
    """The pages of one sample."""
    kind = _shown(kind)
    made = samples.sample_for(request.case, kind)
    return render(request, "desk/papers/sample.html", {"kind": kind, "pages": range(1, made.pages + 1)})


@right("paper.read")
@require_GET
def sample_pdf(request, kind):
    made = samples.sample_for(request.case, _shown(kind))
    return HttpResponse(made.content, content_type="application/pdf", headers=HEADERS)


@right("paper.read")
@require_GET
def sample_page(request, kind, page):
    made = samples.sample_for(request.case, _shown(kind))
    if not 1 <= page <= made.pages:
        raise Http404
    return HttpResponse(page_png(made.content, page), content_type="image/png", headers=HEADERS)


def paper_form(request, round, kind, initial, ask, **context):
    """The form of a paper; sent, ask(values=…, actor=…) makes it."""

    def save(form):
        made = ask(values=jsonable(form.cleaned_data), actor=request.user)
        return reverse("desk_filing", args=[made.pk])

    context |= {"round": round, "kind": kind, "shown": SHOWN}
    context["unconfirmed"] = any(not text.is_confirmed for text in newest(request.case, kind.text).values())
    form = partial(kind.form, round=round)
    if kind.counts and "count" in request.POST:
        return _counted(
            request, kind, form(request.POST, initial=initial), {**context, "guard": guard(request, initial)}
        )
    return form_page(request, form=form, template=FORM, save=save, initial=initial, context=context)


def _counted(request, kind, form, context):
    """The form again with what the law makes of its figures; what else is missing is asked for when the paper is made."""
    form.is_valid()
    if counted := form.cleaned_data.get(kind.counts):
        form._errors = ErrorDict()
    context |= {"form": form, "counted": counted}
    return render(request, FORM, context, status=200 if counted else 422)


def _asked_for(request, number, kind):
    if kind not in asked_kinds():
        raise Http404
    round = round_by_number(request.case, number)
    refuse_unless_frozen(round)
    return round, asked_kinds()[kind]


def _shown(kind):
    found = every_kind().get(kind)
    if found is None or not samples.can_be_shown(found):
        raise Http404
    return found
