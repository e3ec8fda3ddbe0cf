"""Staff pages of the law: all tables, one key with its history, a new row, confirming, the calculator."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from litigation.accounts.rights import may, right
from litigation.law.rows import LawProblem
from litigation.lawbook import actions, queries
from litigation.lawbook.calculator import Question, answers
from litigation.lawbook.forms import QuestionForm, RowForm
from litigation.lawbook.rules import group_of, overlapping, unit_of_new
from litigation.lawbook.titles import title
from litigation.lawbook.words import CONFIDENCE, answered, group_name, group_place, said, value_of
from litigation.text.cleaning import searched
from litigation.web.formpage import form_page, guard, once


@right("law.read")
@require_GET
def tables(request):
    """Every number of the law, by table; narrowed by words."""
    search = searched(request.GET.get("q", ""))[:100]
    found = [
        {"name": group_name(group.name), "open": group.open, "lines": [_line(line) for line in group.lines]}
        for group in sorted(queries.groups(search=search), key=lambda group: group_place(group.name))
    ]
    context = {"groups": found, "q": search, "open": queries.unconfirmed_count()}
    return render(request, "desk/law/tables.html", context)


def _line(line):
    return {
        "key": line.key,
        "title": title(line.key),
        "row": line.row,
        "open": line.open,
        "value": value_of(line.row) if line.row else "",
    }


@right("law.read")
@require_GET
def one_key(request, key):
    """One number of the law with every row it ever had."""
    entries = queries.history_or_404(key)
    context = {
        "key": key,
        "title": title(key),
        "group": group_name(group_of(key)),
        "entries": [_entry(each) for each in entries],
        "adds": may(request.user, "law.add", membership=request.membership),
        "confirms": may(request.user, "law.confirm", membership=request.membership),
        "guard": guard(request),
    }
    return render(request, "desk/law/key.html", context)


def _entry(entry):
    row = entry.row
    return {"entry": entry, "row": row, "value": value_of(row), "confidence": CONFIDENCE[row.confidence]}


@right("law.add")
@require_http_methods(["GET", "POST"])
def add(request, key):
    """A row that begins on a day; what holds before stays. A country that has none yet gets its first one."""
    entries = queries.history_or_404(key)
    newest = entries[0].row if entries else None
    unit = newest.unit if newest else unit_of_new(key)

    def save(form):
        added = actions.add_row(key=key, actor=request.user, **form.cleaned_data).as_row()
        beside = overlapping(added, (entry.row for entry in queries.history_or_404(key)))
        if beside:
            days = ", ".join(date_format(each.effective_from) for each in beside if each.effective_from)
            sentence = _(
                "The row is added, and overlaps the one from %(days)s. On a day on which both hold, the one that begins later "
                "counts; of two that begin on one day, the one added last."
            )
            messages.warning(request, sentence % {"days": days})
        else:
            messages.success(request, _("The row is added. It holds from its first day on."))
        return reverse("desk_law_key", args=[key])

    initial = {"unit": unit}
    context = {"key": key, "title": title(key), "newest": newest, "value": value_of(newest) if newest else ""}
    return form_page(
        request,
        form=partial(RowForm, key=key, unit=unit),
        template="desk/law/add.html",
        save=save,
        initial=initial,
        context=context,
    )


@right("law.confirm")
@require_POST
def confirm(request, key):
    """Stand for one row."""

    def act():
        actions.confirm(key=key, sha256=request.POST.get("row", ""), actor=request.user)
        messages.success(request, _("Confirmed. Your name and today's date stand beside it from now on."))
        return reverse("desk_law_key", args=[key])

    return redirect(once(request, act))


@right("law.read")
@require_GET
def calculator(request):
    """Type a suit, read what it costs and who hears it, with every step."""
    asked = QuestionForm(request.GET) if "value" in request.GET else QuestionForm()
    context, status = {"form": asked}, 200
    if asked.is_bound:
        try:
            if asked.is_valid():
                context["answers"] = answered(answers(Question(**asked.figures()), queries.table()))
        except LawProblem as problem:
            asked.add_error(None, said(problem))
        status = 422 if asked.errors else 200
    return render(request, "desk/law/calculator.html", context, status=status)
