"""What the team enters about requests for access: that they were received, and what was answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.access.models import AccessAnswer
from documents.papers.forms import NumbersField
from litigation.web.forms import PlainDateField, PlainForm, RadioCards, TextField


class ReceivedForm(PlainForm, forms.Form):
    received_on = PlainDateField(
        label=_("Received on"),
        help_text=_("The day in Seoul on which it reached them. Ten days run from it."),
        past=True,
    )
    proof = TextField(
        label=_("How do we know?"),
        max_length=200,
        help_text=_("Like the number of the registered letter, or “receipt of their counter”. Name nobody here."),
    )
    numbers = NumbersField(
        label=_("Whose, by plaintiff number"), required=False, help_text=_("Empty: all that are not marked yet.")
    )


class AnswerForm(PlainForm, forms.Form):
    outcome = forms.ChoiceField(
        label=_("What did they answer?"), choices=AccessAnswer.Outcome.choices, widget=RadioCards
    )
    answered_on = PlainDateField(label=_("The answer came on"), past=True)
    reason = TextField(
        label=_("Their reason"), max_length=300, required=False, help_text=_("Needed where it is refused or put off.")
    )
    appeal = TextField(
        label=_("How it can be contested"),
        max_length=300,
        required=False,
        help_text=_("As their notice says it, with where and until when; or that it does not say."),
    )
    numbers = NumbersField(
        label=_("Whose, by plaintiff number"), required=False, help_text=_("Empty: all that wait for an answer.")
    )
