"""Staff pages of the last step: what would be frozen, the second person's answer, the freeze itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.freezing import actions, actions_approval
from documents.rounds import queries
from documents.rounds.desk_wizard import beside
from documents.rounds.forms import ReasonForm
from documents.rounds.models import Approval
from documents.rounds.orders import order_rule_of
from documents.rounds.rules import refuse_unless_open
from litigation.accounts.rights import may, right
from litigation.frame.duties import Duty
from litigation.web.formpage import form_page, guard, once
from litigation.web.fresh import fresh_to_act

NOTHING_SEEN = "nothing seen"  # a form that lost its fingerprint approves nothing


@right({"GET": "round.read", "POST": "round.freeze"})
@require_http_methods(["GET", "POST"])
@fresh_to_act
def freeze(request, number):
    """Show what freezing would do, and how far the approval is; on POST freeze what was approved."""
    round = queries.round_by_number(request.case, number)
    if request.method == "POST":
        return redirect(once(request, lambda: _freeze(request, round)))
    if round.status in (round.Status.FROZEN, round.Status.FILED):
        return redirect("desk_round", number=number)  # the link of a mail that was read late
    refuse_unless_open(round)
    selection, approval = queries.selection(round), queries.approval_of(round)
    context = {
        **beside(request, round, "freeze"),
        "selection": selection,
        "order": order_rule_of(round.order),
        "claimed": round.amount_won * selection.count,
        "approval": approval,
        "past": queries.past_approvals(round)[:5],
        "guard": guard(request),
        **_ways(request, approval, selection),
    }
    return render(request, "desk/rounds/freeze.html", context)


@right("round.prepare")
@require_POST
def ask(request, number):
    """Ask for a second person."""
    done = _("Your colleagues have a mail. One of them has to approve it; then the round can be frozen.")
    return _act(request, number, actions_approval.ask_for_approval, done)


@right("round.approve")
@require_POST
def approve(request, number):
    """Approve as the second person."""
    return _act(request, number, actions_approval.approve, _("Approved. The round can be frozen as it is now."))


@right("round.approve")
@require_http_methods(["GET", "POST"])
def decline(request, number):
    """Say no, or take one's own yes back, with a reason."""
    return _with_reason(request, number, actions_approval.decline, "desk/rounds/decline.html")


@right("round.prepare")
@require_http_methods(["GET", "POST"])
def withdraw(request, number):
    """Take the question back, with a reason."""
    return _with_reason(request, number, actions_approval.withdraw_question, "desk/rounds/withdraw.html")


def _freeze(request, round):
    actions.freeze(round=round, actor=request.user)
    messages.success(request, _("The roster is frozen. Now the papers can be made."))
    return reverse("desk_round", args=[round.number])


def _act(request, number, action, done):
    round = queries.round_by_number(request.case, number)

    def act():
        action(round=round, seen=request.POST.get("seen") or NOTHING_SEEN, actor=request.user)
        messages.success(request, done)
        return reverse("desk_round_freeze", args=[number])

    return redirect(once(request, act))


def _with_reason(request, number, action, template):
    round = queries.round_by_number(request.case, number)
    refuse_unless_open(round)

    def save(form):
        action(round=round, reason=form.cleaned_data["reason"], actor=request.user)
        return reverse("desk_round_freeze", args=[number])

    return form_page(request, form=ReasonForm, template=template, save=save, context={"round": round})


def _ways(request, approval, selection):
    """What this person can do next: no page offers what would be refused."""
    current = bool(approval and approval.digest == selection.digest)
    mine = bool(approval and approval.asked_by_id == request.user.pk)
    given = bool(approval and approval.state == Approval.State.GIVEN)
    prepares, approves, freezes = (
        may(request.user, name, membership=request.membership)
        for name in ("round.prepare", "round.approve", "round.freeze")
    )
    return {
        "overtaken": bool(approval) and not current,
        "asks": prepares and not current,
        "approves": approves and current and not mine and not given,
        "declines": approves and bool(approval) and not mine,
        "withdraws": prepares and bool(approval),
        "freezes": freezes and current and given,
        "waits_for_another": mine and current and not given,
    }


def to_approve(request):
    """Rounds somebody else of the team asks this person to approve."""
    asked = Approval.objects.filter(round__case=request.case, state=Approval.State.ASKED).exclude(asked_by=request.user)
    for approval in asked.select_related("round", "asked_by").order_by("asked_at"):
        told = {"name": approval.asked_by, "number": approval.round.number}
        sentence = _("%(name)s asks for a second person's approval of round %(number)s") % told
        yield Duty(sentence, reverse("desk_round_freeze", args=[approval.round.number]))
