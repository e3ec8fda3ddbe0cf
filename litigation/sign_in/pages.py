"""Signing in: type an address, get a code, enter it. Whether the address is anybody's is asked when the code was right."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from litigation.accounts.actions import begin_account, mark_proved
from litigation.accounts.forms import AskForm
from litigation.accounts.models import MailedCode
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.sign_in import codes, demo
from litigation.sign_in.adapter import home_of
from litigation.web.refusals import with_headers

SIGN_IN = MailedCode.Purpose.SIGN_IN


@right("public")
@never_cache
def ask_for_code(request):
    """The same page, the same words and the same work, whether we know the address or not.

    Who waits for a code is led to it, unless another address is wanted, by link or by sending it.
    """
    if request.user.is_authenticated:
        return redirect(wanted(request) or home_of(request.user))
    if request.method != "POST":
        if "other" not in request.GET and codes.waited_for(request, SIGN_IN):
            return redirect(passing_on(request, "account_confirm_login_code"))
        return _ask(request, AskForm(initial={"email": request.session.pop(codes.ASKED_FOR, "")}))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, 422)
    try:
        codes.begin(request, SIGN_IN, form.cleaned_data["email"])
    except DomainError as error:
        form.add_error(None, error.sentence)
        return with_headers(_ask(request, form, error.status), error)
    return redirect(passing_on(request, "account_confirm_login_code"))


@right("public")
@never_cache
def confirm_code(request):
    """A wrong code says how many tries are left, an old one leads to a new one, the right one signs in."""
    if request.user.is_authenticated:
        return redirect(wanted(request) or home_of(request.user))
    return codes.code_page(
        request,
        purpose=SIGN_IN,
        template="account/confirm_login_code.html",
        ask_url=passing_on(request, "account_request_login_code"),
        done=lambda row: _sign_in(request, row.address),
        context={"next": wanted(request)},
    )


@right("public")
def to_ask(request):
    """Where the library leads who has no code under way."""
    return redirect(passing_on(request, "account_request_login_code"))


def wanted(request) -> str:
    """Where this person was going when they were asked to sign in; "" for nowhere, or for another site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    safe = url.startswith("/") and url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure())
    return url if safe else ""  # redirect() takes what is no path for the name of a page


def passing_on(request, name) -> str:
    """The address of a page that knows where this person was going."""
    url = wanted(request)
    return reverse(name) + (f"?{urlencode({'next': url}, safe='/')}" if url else "")


def _ask(request, form, status=200):
    context = {"form": form, "next": wanted(request), "demo_people": demo.people()}
    return render(request, "account/request_login_code.html", context, status=status)


def _sign_in(request, address):
    """The address is proved. From here the library goes on: second factor where there is one, then the session."""
    user = begin_account(email=address, language=get_language())
    if not user.is_active:
        messages.error(request, _("This account is closed. Call the lawyers if you want to use it again."))
        return HttpResponseRedirect(reverse("account_request_login_code"))
    mark_proved(user=user)
    record_authentication(request, user, method="code")
    return perform_login(request, Login(user=user, redirect_url=wanted(request) or None, email=address))
