"""Staff pages of the second factors of a team: who has one, asking to take one away, answering; and what waits on Today."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from litigation.accounts.rights import may, right
from litigation.frame.duties import Duty
from litigation.team import actions, queries
from litigation.team.forms import AnswerForm, AskForm
from litigation.web.formpage import form_page, guard, once
from litigation.web.fresh import fresh


@right("factor.answer")
@require_GET
def factors(request):
    """Everybody who works on the case, with whether a second factor is set up and what is asked about them."""
    context = {
        "colleagues": queries.colleagues(request.case),
        "asks": may(request.user, "team.manage", membership=request.membership),
        "answers": queries.waits_for(request.case, request.user),
        "guard": guard(request),
    }
    return render(request, "desk/team/factors.html", context)


@right("team.manage")
@require_http_methods(["GET", "POST"])
@fresh
def ask(request, colleague):
    """A case lead asks, and says how they made sure who it is."""
    user = queries.colleague_of(request.case, colleague)

    def save(form):
        actions.ask(case=request.case, colleague=user, how=form.cleaned_data["how"], actor=request.user)
        messages.success(request, _("Asked. A second person answers within 24 hours."))
        return reverse("desk_factors")

    return form_page(request, form=AskForm, template="desk/team/ask.html", save=save, context={"colleague": user})


@right("factor.answer")
@require_http_methods(["GET", "POST"])
@fresh
def answer(request, pk):
    """The second person agrees or not. Who may not answer, or comes too late, is led to the list."""
    removal = queries.removal_of(request.case, pk)
    if request.method == "GET" and removal not in queries.waits_for(request.case, request.user):
        return redirect("desk_factors")

    def save(form):
        if form.cleaned_data["agrees"] == "yes":
            actions.agree(removal=removal, actor=request.user)
            messages.success(request, _("Taken away. They sign in by mail and set up a new second factor."))
        else:
            actions.decline(removal=removal, actor=request.user)
            messages.success(request, _("The second factors stay as they are."))
        return reverse("desk_factors")

    context = {"removal": removal}
    return form_page(request, form=AnswerForm, template="desk/team/answer.html", save=save, context=context)


@right("team.manage")
@require_POST
def take_back(request, pk):
    """Take what was asked back; nothing changes."""
    removal = queries.removal_of(request.case, pk)

    def act():
        actions.take_back(removal=removal, actor=request.user)
        messages.success(request, _("Taken back. The second factors stay as they are."))
        return reverse("desk_factors")

    return redirect(once(request, act))


def to_answer(request):
    """For Today: colleagues who lost the second factor, for whom this person is the second."""
    for removal in queries.waits_for(request.case, request.user):
        told = {"name": removal.asked_by, "colleague": removal.colleague}
        sentence = _("%(name)s asks to take the second factors of %(colleague)s away") % told
        yield Duty(sentence, reverse("desk_factors_answer", args=[removal.pk]))
