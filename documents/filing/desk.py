"""The page on which a round is filed: what stands against it, and the number of the court."""

from functools import partial

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.changes.queries import plaintiffs_now
from documents.filing import actions
from documents.filing.forms import FilingForm
from documents.filing.queries import asking, before_filing, blocking
from documents.rounds.models import Round
from documents.rounds.queries import round_by_number
from documents.rounds.rules import refuse_unless_frozen
from litigation.accounts.rights import right
from litigation.frame.duties import Duty
from litigation.web.formpage import form_page
from litigation.web.fresh import fresh_to_act


@right("round.file")
@require_http_methods(["GET", "POST"])
@fresh_to_act
def file_round(request, number):
    """The round was filed: its number at the court makes it a proceeding."""
    round = round_by_number(request.case, number)
    if request.method == "GET":
        refuse_unless_frozen(round)
    found = before_filing(round) if round.frame else []

    def save(form):
        made = actions.file(round=round, actor=request.user, **form.said)
        messages.success(request, _("Round %(number)s is filed. Everybody in it is being told.") % {"number": number})
        return reverse("desk_proceeding", args=[made.pk])

    court = round.shared.court if round.frame else request.case.court
    initial = {"court": court, "filed_on": timezone.localdate()}
    context = {"round": round, "blocking": blocking(found), "count": plaintiffs_now(round) if round.frame else 0}
    form = partial(FilingForm, asking=asking(found))
    return form_page(
        request, form=form, template="desk/proceedings/file.html", save=save, initial=initial, context=context
    )


def to_put_right(request):
    """Frozen rounds that are not filed, with the first thing that stands against filing them; else that they can be filed."""
    for round in Round.objects.filter(case=request.case, status="frozen").select_related("case").order_by("number"):
        against = blocking(before_filing(round)) if round.frame else []
        told = {"number": round.number, "why": against[0].words if against else ""}
        sentence = _("Round %(number)s is not filed yet. %(why)s") if against else _("Round %(number)s can be filed.")
        yield Duty(sentence % told, reverse("desk_round", args=[round.number]))
