"""The page on which a mailed code is entered: for signing in, for showing that it is still you, for a new address.

The browser's session holds which code it waits for; the code, its tries and its end stand in rows.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from litigation.accounts.actions_codes import WRONG, check_code, send_code
from litigation.accounts.forms import CodeForm
from litigation.accounts.models import MailedCode
from litigation.errors import DomainError
from litigation.sign_in import demo
from litigation.web.client import bucket

WAITS, SHOWN, ASKED_FOR = "code_waited_for", "demo_code", "asked_for"


def begin(request, purpose, address) -> None:
    """Mail a code to this address; from now on this browser waits for it, and for no code before it."""
    counted = not demo.is_made_up(address)
    user = request.user if request.user.is_authenticated else None
    row, code = send_code(purpose=purpose, address=address, user=user, client=bucket(request), counted=counted)
    request.session[WAITS] = str(row.pk)
    if settings.DEMO:
        request.session[SHOWN] = code


def waited_for(request, purpose):
    """The code this browser waits for, sent for this purpose and this person; else None."""
    row = MailedCode.objects.filter(pk=request.session.get(WAITS), purpose=purpose, used_at=None).first()
    mine = request.user.pk if request.user.is_authenticated else None
    return row if row and row.user_id == mine else None


def forget(request) -> None:
    for key in (WAITS, SHOWN):
        request.session.pop(key, None)


def code_page(request, *, purpose, template, ask_url, done, context=None):
    """Show the box for the code, take the code, or send a new one. done(row) → the answer once the code was right.

    A code that is over leads back to where one is asked for, with the address kept.
    """
    row = waited_for(request, purpose)
    if row is None:
        return HttpResponseRedirect(ask_url)
    shown = {**(context or {}), "email": row.address, "demo_code": settings.DEMO and request.session.get(SHOWN)}
    if request.POST.get("action") == "resend":
        return _send_again(request, row, template, shown)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, template, {**shown, "form": form}, status=422 if form.is_bound else 200)
    try:
        check_code(row=row, code=form.cleaned_data["code"], client=bucket(request))
    except DomainError as error:
        if error.code != WRONG:
            return _back(request, row, error, ask_url)
        form.add_error("code", error.sentence)
        return render(request, template, {**shown, "form": form}, status=422)
    forget(request)
    return done(row)


def _send_again(request, row, template, shown):
    """The old code ends with the new one; where none could be sent, the old one stays good."""
    try:
        begin(request, row.purpose, row.address)
    except DomainError as error:
        messages.error(request, error.sentence)
        return render(request, template, {**shown, "form": CodeForm()}, status=error.status)
    messages.success(request, _("We sent a new code. The one before does not work any more."))
    return HttpResponseRedirect(request.get_full_path())


def _back(request, row, error, ask_url):
    forget(request)
    request.session[ASKED_FOR] = row.address
    messages.warning(request, error.sentence)
    return HttpResponseRedirect(ask_url)
