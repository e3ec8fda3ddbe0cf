"""Sending, answering a request, settings."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import LinesField, PlainForm


class SendForm(PlainForm, forms.Form):
    declared = forms.BooleanField(
        label=_("What I wrote here is true, as far as I know."),
        help_text=_("I want the lawyers named in my power of attorney to bring my claim."),
        error_messages={"required": _("Tick “What I wrote here is true, as far as I know.” to send your claim")},
    )


class NoEvidenceForm(PlainForm, forms.Form):
    reason = LinesField(
        label=_("Why do you have none?"),
        help_text=_("In a few words, for example: I threw the ticket away, and I have a new passport."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tell us in a few words why you have no proof")},
    )


class ReplyForm(PlainForm, forms.Form):
    """must_write: the request can only be answered in words."""

    reply = LinesField(
        label=_("Your answer to the lawyer"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, must_write=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].required = must_write
        self.fields["reply"].error_messages["required"] = _("Write your answer, then send it")


class SettingsForm(PlainForm, forms.Form):
    mark_optional = False
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Pages, e-mails and papers for you come in this language."),
        choices=settings.LANGUAGES,
    )
    timezone = forms.ChoiceField(
        label=_("Your clock"),
        help_text=_("Times are shown by the clock in Seoul and by yours."),
        required=False,
        widget=forms.Select(attrs={"class": "w20"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = [("", _("Seoul time only")), *clocks()]


@cache
def clocks():
    """[(zone, how it is shown)] of places people live in."""
    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    zones = sorted(zone for zone in available_timezones() if zone.startswith(regions))
    return [(zone, zone.replace("_", " ").replace("/", " – ")) for zone in zones]
