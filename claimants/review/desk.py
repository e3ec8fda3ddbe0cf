"""One claim on the desk: its page, and the acts of those who read it. Every opening of the page is a row of the ledger."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claimants.details.actions import confirm_hangul
from claimants.evidence import queries as evidence
from claimants.evidence.actions import grade as grade_evidence
from claimants.evidence.viewer import viewer
from claimants.foreign.desk import panel
from claimants.intake.rules import DEFICIENCIES, REVIEW_DAYS
from claimants.limitation import words as clock_words
from claimants.limitation.queries import of_claim
from claimants.mandates.queries import lapsed
from claimants.people.printing import flags
from claimants.people.rules import masked
from claimants.review import actions, queries, words
from claimants.review.forms import AcceptForm, AskForm, HangulForm, NoteForm, RefuseForm, read_by_claimant
from claimants.review.panels import panels
from claimants.review.rules import is_locked, needs_a_look
from claimants.trips.queries import judged_trips
from litigation.accounts.rights import may, right
from litigation.errors import DomainError
from litigation.ledger.actions import look
from litigation.web.formpage import form_page, guard, once
from litigation.workflow import allowed

HISTORY_SHOWN = 40
GRADES = (
    ("strong", gettext_lazy("strong")),
    ("fair", gettext_lazy("fair")),
    ("weak", gettext_lazy("weak")),
    ("", gettext_lazy("not graded")),
)


@right("claim.read")
@require_GET
def claim(request, ref):
    """The page of a claim. Looking at it is written down, for the claimant too."""
    claim = queries.whole(request.case, ref)
    look("claim.viewed", request=request, subject=claim, claim=claim)
    return _page(request, claim)


@right("claim.read")
@require_POST
def show_passport(request, ref):
    """The same page with the whole passport number, for this one answer; the look is written down."""
    claim = queries.whole(request.case, ref)
    look("claimant.passport_viewed", request=request, subject=claim.claimant, claim=claim)
    return _page(request, claim, passport=claim.claimant.passport_number)


# Acts ------------------------------------------------------------------------------------------------------------------
@right("claim.review")
@require_POST
def start(request):
    """Begin with the claim that has waited longest and that nobody else has open."""
    return HttpResponseRedirect(once(request, lambda: _next_url(request)))


@right("claim.review")
@require_POST
def open_claim(request, ref):
    return _act(request, ref, lambda claim: _begin(claim, request.user))


@right("claim.review")
@require_POST
def put_back(request, ref):
    def act(claim):
        actions.put_back(claim=claim, actor=request.user)
        messages.success(request, _("%(reference)s is back in the queue.") % {"reference": claim.reference})
        return reverse("desk_queue")

    return _act(request, ref, act)


@right("claim.review")
@require_POST
def accept(request, ref):
    form = AcceptForm(request.POST)

    def act(claim):
        if not form.is_valid():
            raise DomainError("claim.look_unreadable", form.errors["why"][0])
        actions.accept(claim=claim, actor=request.user, **form.cleaned_data)
        return _decided(request, claim, _("%(reference)s is accepted."))

    return _act(request, ref, act, accept_form=form)


@right("claim.review")
@require_POST
def undo(request, ref):
    def act(claim):
        actions.undo_decision(claim=claim, actor=request.user)
        messages.success(request, _("The decision is undone. The claim is open for you again."))
        return _url(claim)

    return _act(request, ref, act)


@right("claim.review")
@require_http_methods(["GET", "POST"])
def ask(request, ref):
    """Ask the claimant for one thing, in their language; then the next claim opens."""
    claim = queries.whole(request.case, ref)
    language = claim.claimant.account.language

    def save(form):
        actions.ask_for_more(claim=claim, actor=request.user, **form.cleaned_data)
        return _decided(request, claim, _("%(reference)s went back to the claimant with your request."), undo=False)

    def form(*args, **kwargs):
        return AskForm(*args, language=language, **kwargs)

    return _form(request, claim, form, "desk/claims/ask.html", save, AskForm.beginning())


@right("claim.review")
@require_http_methods(["GET", "POST"])
def refuse(request, ref):
    """Close the claim as not eligible, with a reason the person reads; then the next claim opens."""
    claim = queries.whole(request.case, ref)
    language = claim.claimant.account.language

    def save(form):
        said = form.cleaned_data
        actions.not_eligible(claim=claim, code=said["refusal"], note=said["note"], actor=request.user)
        return _decided(request, claim, _("%(reference)s is closed as not eligible."))

    def form(*args, **kwargs):
        return RefuseForm(*args, language=language, **kwargs)

    return _form(request, claim, form, "desk/claims/refuse.html", save)


@right({"GET": "claim.read", "POST": "claim.review"})
@require_http_methods(["GET", "POST"])
def note(request, ref):
    claim = queries.one(request.case, ref)

    def save(form):
        actions.add_note(claim=claim, text=form.cleaned_data["text"], actor=request.user)
        return _url(claim) + "#notes"

    return _form(request, claim, NoteForm, "desk/claims/note.html", save)


@right("claim.review")
@require_http_methods(["GET", "POST"])
def hangul(request, ref):
    """Settle the Korean spelling of the name."""
    claim = queries.one(request.case, ref)

    def save(form):
        confirm_hangul(claimant=claim.claimant, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The Korean spelling is confirmed."))
        return _url(claim)

    initial = {"hangul_name": claim.claimant.hangul_name}
    return _form(request, claim, HangulForm, "desk/claims/hangul.html", save, initial)


@right("claim.review")
@require_POST
def grade(request, ref, pk):
    """How strong a proof is; the page comes back at the same file."""

    def act(claim):
        file = evidence.one_of(claim, pk)
        grade_evidence(evidence=file, grade=request.POST.get("grade", ""), actor=request.user)
        return f"{_url(claim)}?file={file.pk}"

    return _act(request, ref, act)


# How they work ---------------------------------------------------------------------------------------------------------
def _act(request, ref, act, **shown):
    """Do one act once. What is refused comes back as the claim's page, with why, what can be done now, and what was typed."""
    claim = queries.one(request.case, ref)

    def act_on_what_was_seen():
        if request.POST.get("version", str(claim.version)) != str(claim.version):
            sentence = _("This claim was changed since you opened it. Nothing was done.")
            raise DomainError("claim.stale", sentence, status=409)
        return act(claim)

    try:
        return HttpResponseRedirect(once(request, act_on_what_was_seen))
    except DomainError as refusal:
        claim = queries.whole(request.case, ref)
        look("claim.viewed", request=request, subject=claim, claim=claim)
        return _page(request, claim, refusal=refusal, **shown)


def _form(request, claim, form, template, save, initial=None):
    context = {"claim": claim, "state": words.state(claim), "reads_in": _reads_in(claim)}
    return form_page(request, form=form, template=template, save=save, initial=initial, context=context)


def _begin(claim, user):
    actions.open_review(claim=claim, actor=user)
    return _url(claim)


def _next_url(request):
    """Open the first claim of the queue that is free; the queue itself, with a word, where none is."""
    for claim in queries.free_for(request.case, request.user)[:5]:  # somebody may be faster; the next one then
        try:
            return _begin(claim, request.user)
        except DomainError:
            continue
    messages.info(request, _("Nobody is waiting: every claim that was sent is decided or being read."))
    return reverse("desk_queue")


def _decided(request, claim, sentence, *, undo=True):
    """After a decision: the next claim, and on it what was done, with the way back."""
    request.session["decided"] = {
        "sentence": sentence % {"reference": claim.reference},
        "undo": reverse("desk_undo", args=[claim.reference]) if undo else "",
    }
    return _next_url(request)


def decided(request):
    """What was decided last, once, for the toast of the next page."""
    return request.session.pop("decided", None)


def _viewer(request, claim, seen):
    """The files, for those who may look at them; others see only their names.

    It begins at the first file this person has not opened, where the address names none.
    """
    if seen is None:
        return None
    first = {"file": str(seen.unseen[0].pk)} if seen.unseen else {}
    return viewer(claim.kept_evidence, {**first, **request.GET.dict()}, path=_url(claim))


def _seen(request, claim):
    """Which files this person has opened; None for those who may open none."""
    if not may(request.user, "evidence.read", membership=request.membership):
        return None
    return evidence.seen_by(claim, request.user)


def _reads_in(claim):
    """The claimant's language by its own name."""
    return settings.LANGUAGE_NAMES.get(claim.claimant.account.language, claim.claimant.account.language)


def _url(claim):
    return reverse("desk_claim", args=[claim.reference])


def overdue(request):
    """Claims that wait longer than their people were told, for the first page of the desk."""
    number = queries.overdue(request.case)
    return (
        render_to_string("desk/claims/_overdue.html", {"number": number, "days": REVIEW_DAYS}, request)
        if number
        else ""
    )


def _page(request, claim, *, passport="", refusal=None, accept_form=None):
    person = claim.claimant
    before, behind = queries.neighbours(claim)
    seen = _seen(request, claim)
    shown = _viewer(request, claim, seen)
    for name, sentence in (refusal.fields if refusal and accept_form else {}).items():
        accept_form.add_error(name, sentence)
    context = {
        "claim": claim,
        "person": person,
        "reads_in": _reads_in(claim),
        "printing_flags": flags(person),
        "state": words.state(claim),
        "masked": masked(person.passport_number) if person.passport_number else "",
        "passport": passport,
        "trips": judged_trips(claim),
        "clocks": clock_words.together(of_claim(claim)),
        "files": claim.kept_evidence,
        "viewer": shown,
        "seen": seen.with_this(shown.file) if shown else None,
        "grades": GRADES,
        "mandate": next((each for each in claim.mandates.all() if each.state == "signed"), None),
        "lapsed": lapsed(claim),
        "opens_files": may(request.user, "evidence.read", membership=request.membership),
        "requests": [_request(each) for each in claim.deficiencies.all()],
        "history": words.history(claim, HISTORY_SHOWN),
        "looks": words.looks(claim, HISTORY_SHOWN),
        "before": before,
        "behind": behind,
        "sees_queue": may(request.user, "queue.see", membership=request.membership),
        "may_review": may(request.user, "claim.review", membership=request.membership),
        "locked": is_locked(claim, request.user),
        "refusal": refusal,
        "moves": [words.STATES[to] for to in allowed(claim) if to not in ("withdrawn", "draft")],
        "panels": panels(request, claim),
        "toast": decided(request),
        "guard": guard(request),
        "foreign": panel(claim),
        "needs_look": needs_a_look(claim),
        "accept_form": accept_form or AcceptForm(),
        "note_form": NoteForm(),
        "hangul_form": HangulForm(initial={"hangul_name": person.hangul_name}),
    }
    return render(request, "desk/claims/claim.html", context, status=refusal.status if refusal else 200)


def _request(deficiency):
    words_, sentence, _task = DEFICIENCIES[deficiency.code]
    late = deficiency.answered_at and deficiency.answered_at.date() > deficiency.cure_by
    return {
        "row": deficiency,
        "words": words_,
        "read": read_by_claimant(sentence, deficiency.language),
        "late": bool(late),
    }
