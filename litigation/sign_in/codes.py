"""The page on which a mailed code is entered: for signing in, for showing that it is still you, for a new address.

The browser's session holds which code it waits for; the code, its tries and its end stand in rows.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.accounts.actions_codes import NOT_TAKEN, WRONG, check_code, send_code
from litigation.accounts.forms import CodeForm
from litigation.accounts.models import AccountMail, MailedCode
from litigation.accounts.queries import mail_of
from litigation.errors import DomainError
from litigation.outbox.rules import LATE
from litigation.sign_in import demo
from litigation.web.client import bucket
from litigation.web.refusals import with_headers

SENT = AccountMail.State.SENT
WAITS, SHOWN, ASKED_FOR = "code_waited_for", "demo_code", "asked_for"
NOT_SENT = gettext_lazy("We tried for a quarter of an hour, and the mail could not be sent. Ask for a new code.")


def begin(request, purpose, address, *, instead_of=None) -> None:
    """Mail a code to this address; from now on this browser waits for it, and for no code before it."""
    counted = not demo.is_made_up(address)
    user = request.user if request.user.is_authenticated else None
    asked = {"purpose": purpose, "address": address, "user": user, "client": bucket(request)}
    row, code = send_code(**asked, counted=counted, instead_of=instead_of)
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

    A code that is over, or could not be sent, leads back to where one is asked for, with the address kept. While its mail
    waits for the mail server, the page says so, and a new code is not made: two of them would arrive together.
    """
    row = waited_for(request, purpose)
    if row is None:
        return HttpResponseRedirect(ask_url)
    mail = mail_of(row)
    if sentence := _not_sent(mail):
        return _back(request, row, sentence, ask_url)
    shown = {**(context or {}), "email": row.address, "waits": bool(mail and mail.state != SENT)}
    shown["demo_code"] = settings.DEMO and request.session.get(SHOWN)
    return _take(request, row, template, shown, ask_url) or done(row)


def _not_sent(mail):
    """Why no code comes any more, in a sentence; "" where it came, or still may."""
    if mail is None or mail.state == SENT:
        return ""
    if mail.state == AccountMail.State.FAILED and mail.reason != LATE:
        return NOT_TAKEN
    return NOT_SENT if mail.good_until <= timezone.now() else ""


def _take(request, row, template, shown, ask_url):
    """The answer of the page; None where the code was right."""
    if request.POST.get("action") == "resend":
        return _send_again(request, row, template, shown)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, template, {**shown, "form": form}, status=422 if form.is_bound else 200)
    try:
        check_code(row=row, code=form.cleaned_data["code"], client=bucket(request))
    except DomainError as error:
        if error.code != WRONG:
            return _back(request, row, error.sentence, ask_url)
        form.add_error("code", error.sentence)
        return render(request, template, {**shown, "form": form}, status=422)
    forget(request)
    return None


def _send_again(request, row, template, shown):
    """The old code ends with the new one; where none could be sent, the old one stays good, or on its way."""
    if shown["waits"]:
        return HttpResponseRedirect(request.get_full_path())
    try:
        begin(request, row.purpose, row.address, instead_of=row)
    except DomainError as error:
        messages.error(request, error.sentence)
        page = render(request, template, {**shown, "form": CodeForm()}, status=error.status)
        return with_headers(page, error)
    messages.success(request, _("We sent a new code. The one before does not work any more."))
    return HttpResponseRedirect(request.get_full_path())


def _back(request, row, sentence, ask_url):
    forget(request)
    request.session[ASKED_FOR] = row.address
    messages.warning(request, sentence)
    return HttpResponseRedirect(ask_url)
