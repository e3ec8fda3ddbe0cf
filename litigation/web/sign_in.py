"""The two pages of signing in: asking for a code, and entering it. allauth does the work; words and ways out are ours."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from litigation.web import demo
from litigation.web.forms import CodeField

ASKED_FOR = "sign_in_email"  # the address whose code grew too old, to save typing it again


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """Half a code is a slip, not a try."""

    code = CodeField(
        label=gettext_lazy("Code from the mail"),
        help_text=gettext_lazy("6 digits"),
        error_messages={
            "required": gettext_lazy("Enter the 6 digits from the mail."),
            "min_length": gettext_lazy("The code has 6 digits. Look at the mail again."),
            "max_length": gettext_lazy("The code has 6 digits. Look at the mail again."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class AskForCode(RequestLoginCodeView):
    """Type an address, get a code. Whoever asks again, for this address or another, begins anew."""

    right = "public"

    def _redirect_to_pending_stage(self, request, stage):
        """allauth leads back to the code it sent last; not when another address is wanted, by link or by sending it."""
        if request.method == "POST" or "other" in request.GET:
            return None
        return super()._redirect_to_pending_stage(request, stage)

    def get_initial(self):
        return {"email": self.request.session.pop(ASKED_FOR, "")}

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"demo_people": demo.people()}


class ConfirmCode(ConfirmLoginCodeView):
    """Enter the code. A wrong one says how many tries are left, an old one leads to a new one."""

    right = "public"

    def dispatch(self, request, *args, **kwargs):
        stage = get_pending_stage(request)
        process = stage and self._process_of(stage)
        if process and not process.is_valid():
            return self._too_old(process)
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def _process_of(stage):
        from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess

        return LoginCodeVerificationProcess(stage) if stage.key == "login_by_code" and "at" in stage.state else None

    def _too_old(self, process):
        clear_login(self.request)
        self.request.session[ASKED_FOR] = process.state.get("email", "")
        messages.warning(self.request, _("That code is too old. We can send a new one."))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_request_login_code")))

    def form_invalid(self, form):
        if not form.has_error("code", "incorrect_code"):
            return self._again(form)
        if not self._process.record_invalid_attempt():
            messages.error(self.request, get_adapter().error_messages["too_many_login_attempts"])
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_request_login_code")))
        form.errors["code"] = form.error_class([tries_left(self._process)], renderer=form.renderer)
        return self._again(form)

    def _again(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _resend_form_valid(self, form):
        """The old code ends with the new one, and its lost tries too."""
        self._process.state |= {"failed_attempts": 0}
        answer = super()._resend_form_valid(form)
        messages.success(self.request, _("We sent a new code. The one before does not work any more."))
        return answer

    def get_context_data(self, **kwargs):
        shown = {"demo_code": self._process.code} if settings.DEMO else {}
        return super().get_context_data(**kwargs) | shown


def tries_left(process):
    left = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS - process.state["failed_attempts"]
    sentence = ngettext(
        "That code is not right. You have %(count)s try left.",
        "That code is not right. You have %(count)s tries left.",
        left,
    )
    return sentence % {"count": left}
