"""Which case somebody works in, for those who belong to several."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from litigation.accounts.rights import right
from litigation.cases.queries import membership_of, memberships_of


@right("desk.see")
@require_http_methods(["GET", "POST"])
def choose_case(request):
    """The cases this person works in; choosing one leads to its first page. A case of others is a 404."""
    if request.method == "POST":
        membership = membership_of(request.user, case=request.POST.get("case") or "none")
        if membership is None:
            raise Http404
        request.session["case"] = str(membership.case_id)
        messages.success(request, _("You now work in “%(case)s”.") % {"case": membership.case})
        return HttpResponseRedirect(reverse("desk_today"))
    return render(request, "desk/case.html", {"memberships": memberships_of(request.user)})
