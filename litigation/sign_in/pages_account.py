"""Pages of one's own account, for claimants and the team: is it still you, another address, where one is signed in."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from litigation.accounts import actions, queries
from litigation.accounts.forms import NewAddressForm
from litigation.accounts.models import MailedCode
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.sign_in import codes
from litigation.sign_in.adapter import home_of
from litigation.sign_in.pages import passing_on, wanted
from litigation.web.formpage import form_page, guard
from litigation.web.fresh import fresh, way
from litigation.web.refusals import with_headers

CONFIRM, ADDRESS = MailedCode.Purpose.CONFIRM, MailedCode.Purpose.ADDRESS


@right("signed_in")
@never_cache
def reauthenticate(request):
    """Is it still you? A code goes to the address of the account; with a second factor, that is asked for instead."""
    here = reverse("account_reauthenticate")
    if way(request.user) != here:
        return HttpResponseRedirect(way(request.user))
    if codes.waited_for(request, CONFIRM):
        return _code_of_account(request)
    context = {"email": request.user.email, "next": wanted(request)}
    if request.method != "POST":
        return render(request, "account/reauthenticate.html", context)
    try:
        codes.begin(request, CONFIRM, request.user.email)
    except DomainError as error:
        page = render(request, "account/reauthenticate.html", {**context, "error": error}, status=error.status)
        return with_headers(page, error)
    return redirect(passing_on(request, "account_reauthenticate"))


def _code_of_account(request):
    def done(_row):
        actions.mark_proved(user=request.user)
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return redirect(wanted(request) or home_of(request.user))

    return codes.code_page(
        request,
        purpose=CONFIRM,
        template="account/reauthenticate_code.html",
        ask_url=passing_on(request, "account_reauthenticate"),
        done=done,
        context={"next": wanted(request)},
    )


@right("signed_in")
@never_cache
@fresh
def address(request):
    """Ask for another address. It holds nothing until the code sent to it is entered."""

    def save(form):
        codes.begin(request, ADDRESS, form.cleaned_data["email"])
        return reverse("account_address_confirm")

    kept = request.session.pop(codes.ASKED_FOR, "") if request.method == "GET" else ""

    def form(*args, **kwargs):
        return NewAddressForm(*args, now=request.user.email, **kwargs | {"initial": {"email": kept}})

    return form_page(request, form=form, template="account/address.html", save=save)


@right("signed_in")
@never_cache
@fresh
def confirm_address(request):
    """The code sent to the new address; then the account has it, and every other place is signed out."""

    def done(row):
        user = request.user
        try:
            actions.change_address(user=user, address=row.address, session=request.session.session_key)
        except DomainError as error:
            messages.error(request, error.sentence)
            return redirect("account_address")
        update_session_auth_hash(request, user)
        messages.success(request, _("Your address is changed. You are signed out everywhere else."))
        return redirect("account_sessions")

    return codes.code_page(
        request,
        purpose=ADDRESS,
        template="account/address_code.html",
        ask_url=reverse("account_address"),
        done=done,
    )


@right("signed_in")
@never_cache
@require_safe
def sessions(request):
    """Where one is signed in, and the programs that may act as oneself; each with a button that ends it."""
    user = request.user
    places = queries.places(user, here=request.session.session_key)
    tokens = queries.tokens_at_work(user)
    return render(request, "account/sessions.html", {"places": places, "tokens": tokens, "guard": guard(request)})


@right("signed_in")
@require_POST
def end_session(request, place):
    """End one session of one's own; one that is over already is over."""
    for each in queries.places(request.user, here=request.session.session_key):
        if each.name == place and not each.here:
            actions.end_session(user=request.user, key=each.key)
    messages.success(request, _("Signed out there."))
    return redirect("account_sessions")


@right("signed_in")
@require_POST
def end_sessions(request):
    """End all sessions but this one."""
    actions.end_sessions(user=request.user, but=request.session.session_key)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account_sessions")


@right("signed_in")
@require_POST
def revoke_token(request, pk):
    """Take a token of one's own back. Whose it is not, or what is gone, is not there."""
    token = queries.token_of(request.user, pk)
    actions.revoke_token(token=token, actor=request.user)
    messages.success(request, _("“%(name)s” no longer works.") % {"name": token.name})
    return redirect("account_sessions")
