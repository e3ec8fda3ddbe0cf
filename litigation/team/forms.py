"""What two people fill in about a colleague's second factors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.team.rules import LONGEST
from litigation.web.forms import PlainForm, RadioCards, TextField


class AskForm(PlainForm, forms.Form):
    how = TextField(
        label=_("How did you make sure that it is them?"),
        help_text=_("The second person reads it, and it stays on the record. Write no numbers and no addresses."),
        max_length=LONGEST,
        error_messages={"required": _("Write how you made sure")},
    )


class AnswerForm(PlainForm, forms.Form):
    agrees = forms.ChoiceField(
        label=_("Take the second factors away?"),
        choices=[("yes", _("Yes, take them away")), ("no", _("No, leave them as they are"))],
        widget=RadioCards,
        error_messages={"required": _("Say yes or no")},
    )
