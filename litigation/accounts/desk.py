"""A colleague's own page: language and clock, second factor, tokens for programs."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from litigation.accounts import actions
from litigation.accounts.forms import MeForm, TokenForm
from litigation.accounts.queries import token_of
from litigation.accounts.rights import RIGHTS, may, right
from litigation.web.factors import has_second_factor
from litigation.web.formpage import form_page, guard, once
from litigation.web.fresh import fresh


@right("desk.see")
@require_http_methods(["GET", "POST"])
def me(request):
    user = request.user

    def save(form):
        actions.change_language(user=user, language=form.cleaned_data["language"])
        actions.change_timezone(user=user, timezone=form.cleaned_data["timezone"])
        messages.success(request, _("Saved."))
        return reverse("desk_me")

    context = {
        "tokens": user.api_tokens.order_by("-created_at"),
        "second_factor": has_second_factor(user),
    }
    initial = {"language": user.language, "timezone": user.timezone}
    return form_page(request, form=MeForm, template="desk/me.html", save=save, initial=initial, context=context)


@right("desk.see")
@require_http_methods(["GET", "POST"])
@fresh
def new_token(request):
    """Make a token and show its secret in this one answer; it is kept nowhere. Pressed twice, one token is made."""
    rights = [
        (name, each.allows)
        for name, each in RIGHTS.items()
        if each.for_staff and may(request.user, name, membership=request.membership)
    ]
    form = TokenForm(request.POST or None, rights=rights)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "desk/token.html", {"form": form, "guard": guard(request)}, status=status)
    made = []

    def make():
        made.append(actions.make_token(user=request.user, actor=request.user, **form.cleaned_data))
        return reverse("desk_me")

    url = once(request, make)
    if not made:
        return HttpResponseRedirect(url)
    token, secret = made[0]
    return render(request, "desk/token_made.html", {"token": token, "secret": secret})


@right("desk.see")
@require_POST
def revoke_token(request, pk):
    token = token_of(request.user, pk)
    actions.revoke_token(token=token, actor=request.user)
    messages.success(request, _("“%(name)s” no longer works.") % {"name": token.name})
    return HttpResponseRedirect(reverse("desk_me"))
