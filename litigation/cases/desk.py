"""Which case somebody works in, for those who belong to several."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from litigation.accounts.rights import right
from litigation.cases.queries import membership_of, memberships_of


@right("desk.see", in_any_case=True)
@require_http_methods(["GET", "POST"])
def choose_case(request):
    """The cases this person works in; choosing one leads to its first page, or back to where a form of it was opened.

    A case of others is a 404.
    """
    if request.method == "POST":
        membership = membership_of(request.user, case=request.POST.get("case") or "none")
        if membership is None:
            raise Http404
        request.session["case"] = str(membership.case_id)
        messages.success(request, _("You now work in “%(case)s”.") % {"case": membership.case})
        back = request.POST.get("next", "")
        safe = back.startswith("/staff/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back if safe else reverse("desk_today"))
    return render(request, "desk/case.html", {"memberships": memberships_of(request.user)})
