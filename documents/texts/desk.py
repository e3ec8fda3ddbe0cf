"""Staff pages where attorneys write the texts of papers: list, editor with a preview, versions, what changed, confirming.

A new version of a paper that every package holds is a proposal until another attorney confirms it; each page says so.
"""

import base64

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.papers import samples, texts
from documents.papers.pictures import page_png
from documents.texts import queries
from documents.texts.actions import publish, try_out
from documents.texts.forms import TextForm
from litigation.accounts.rights import CASE_LEAD, may, right
from litigation.cases.actions import confirm
from litigation.cases.queries import seconds, team
from litigation.errors import DomainError
from litigation.frame.duties import Duty
from litigation.web.formpage import form_page, guard, once

SHOWN_PAGES = 4
EDITOR = "desk/texts/text.html"


@right("paper.read")
@require_GET
def text_list(request):
    """Every text of every paper, with its version and whether counsel confirmed it."""
    context = {"rows": queries.text_rows(request.case), "changes": _may_change(request)}
    return render(request, "desk/texts/list.html", context)


@right("text.change")
@require_http_methods(["GET", "POST"])
def text(request, key, language):
    """The editor: placeholders beside, a preview with made-up people, publishing as a new version."""
    rows = queries.begun(request.case, key, language)
    initial = {"body": rows[0].body if rows else f"# {texts.kind_of(key).title_ko}\n\n"}
    context = _of(request, key, language, rows)
    context |= {"placeholders": texts.placeholders(key).items(), "braced": "{{%s}}"}
    if request.method == "POST" and "preview" in request.POST:
        return _preview(request, key, language, initial, context)
    if request.method == "GET":
        context["pages"] = _as_it_is(request.case, context["kind"])

    def save(form):
        made = publish(
            case=request.case, key=key, language=language, body=form.cleaned_data["body"], actor=request.user
        )
        if rows and made.pk == rows[0].pk:
            messages.info(request, _("The words are the same: version %(version)s stays.") % {"version": made.version})
            return reverse("desk_text_versions", args=[key, language])
        sentence = _("Version %(version)s counts from now on. It is not yet confirmed by counsel.")
        if made.is_proposed:
            sentence = _("Version %(version)s is proposed. It counts once another attorney has confirmed it.")
        messages.success(request, sentence % {"version": made.version})
        return reverse("desk_text_versions", args=[key, language])

    return form_page(request, form=TextForm, template=EDITOR, save=save, initial=initial, context=context)


def _as_it_is(case, kind):
    """Addresses of the first pages of the paper with the texts that count now; none where there is no sample or no text yet."""
    if not samples.can_be_shown(kind):
        return []
    try:
        pages = min(samples.sample_for(case, kind).pages, SHOWN_PAGES)
    except DomainError:
        return []
    return [reverse("desk_paper_sample_page", args=[kind.type, page + 1]) for page in range(pages)]


def _preview(request, key, language, initial, context):
    """The editor again, with the pages of a sample made from what stands in it; nothing is kept."""
    form, pages, cites = TextForm(request.POST, initial=initial), [], []
    if form.is_valid():
        cites = queries.missing_cites(request.case, key, form.cleaned_data["body"])
        try:
            made = try_out(case=request.case, key=key, language=language, body=form.cleaned_data["body"])
            pages = [
                _data_url(page_png(made.content, page + 1, dpi=80)) for page in range(min(made.pages, SHOWN_PAGES))
            ]
        except DomainError as refusal:
            form.add_error("body", refusal.fields.get("body") or refusal.sentence)
    context |= {"form": form, "pages": pages, "cites": cites, "guard": guard(request, initial)}
    return render(request, EDITOR, context, status=422 if form.errors else 200)


def _data_url(png):
    return "data:image/png;base64," + base64.b64encode(png).decode()


@right("paper.read")
@require_GET
def text_versions(request, key, language):
    """All versions of a text, and what one of them changed against the one before, or against any other."""
    rows = queries.versions(request.case, key, language)
    if not rows:
        raise Http404
    new = queries.numbered(rows, request.GET.get("new")) or rows[0]
    old = queries.numbered(rows, request.GET.get("old")) or queries.numbered(rows, new.version - 1)
    context = _of(request, key, language, rows) | {
        "rows": rows,
        "new": new,
        "old": old,
        "lines": queries.changes(old.body if old else "", new.body),
        "changes": _may_change(request),
        "to_confirm": [row for row in rows if _may_change(request) and queries.can_confirm(row, rows, request.user)],
        "guard": guard(request),
    }
    return render(request, "desk/texts/versions.html", context)


@right("text.change")
@require_POST
def restore_text(request, key, language, version):
    """An older version again, as a new one."""
    row = queries.version_of(request.case, key, language, version)

    def act():
        made = publish(case=request.case, key=key, language=language, body=row.body, actor=request.user)
        sentence = _("Version %(old)s counts again, as version %(version)s.")
        if made.is_proposed:
            sentence = _("Version %(old)s is proposed again, as version %(version)s.")
        messages.success(request, sentence % {"old": version, "version": made.version})
        return reverse("desk_text_versions", args=[key, language])

    return redirect(once(request, act))


@right("text.change")
@require_POST
def confirm_text(request, key, language, version):
    """An attorney confirms a version, with their name; a proposed one counts from then on."""
    row = queries.version_of(request.case, key, language, version)

    def act():
        confirm(subject=row, actor=request.user)
        messages.success(request, _("Version %(number)d is confirmed, with your name.") % {"number": version})
        return reverse("desk_text_versions", args=[key, language])

    return redirect(once(request, act))


def to_confirm(request):
    """Proposed texts that wait for this person as the second attorney."""
    for text in queries.to_confirm(request.case, request.user):
        told = {"who": text.written_by, "title": text.authored.title, "number": text.version}
        sentence = _("%(who)s proposes version %(number)s of “%(title)s”: a second attorney confirms it") % told
        yield Duty(sentence, reverse("desk_text_versions", args=[text.key, text.language]))


def _of(request, key, language, rows):
    """What the pages of one text share: which version counts, and who else may confirm one that is proposed."""
    newest = rows[0] if rows else None
    author = newest.written_by if newest and newest.is_proposed else request.user
    return {
        "kind": texts.kind_of(key),
        "key": key,
        "language": language,
        "newest": newest,
        "counts": queries.counted(request.case, key, language),
        "alone": not seconds(request.case, author).exists(),
        "leads": list(team(request.case, [CASE_LEAD])),
    }


def _may_change(request):
    return may(request.user, "text.change", membership=request.membership)
