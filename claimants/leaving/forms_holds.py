"""What the team fills in about a legal hold."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.law.figures import today
from litigation.web.forms import PlainDateField, PlainForm, TextField

REVIEW_DAYS = 90  # when a hold is looked at again, where nobody names another day
LONGEST = 300


class ReviewForm(PlainForm, forms.Form):
    """Why it stays, and when it is looked at next."""

    reason = TextField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("For the team; name no person."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write why")},
    )
    review_on = PlainDateField(
        label=gettext_lazy("When do you look at it again?"),
        named=gettext_lazy("The day"),
        help_text=gettext_lazy("From that day on it stands on Today until somebody has looked."),
    )

    @staticmethod
    def beginning():
        return {"reason": "", "review_on": today() + timedelta(days=REVIEW_DAYS)}


class HoldForm(ReviewForm):
    """The same, and what the person reads, in one language at least."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"told_{code}"] = TextField(
                label=_("What the person reads, in %(language)s") % {"language": name},
                help_text=_("Goes after “Your data is kept longer than planned. The reason:”"),
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )

    def clean(self):
        given = super().clean()
        if not self.errors and not self.told():
            raise ValidationError(_("Write what the person reads in one language at least."))
        return given

    def told(self) -> dict[str, str]:
        """{language: sentence} of those that were written."""
        words = {code: self.cleaned_data.get(f"told_{code}") for code, _name in settings.LANGUAGES}
        return {code: sentence for code, sentence in words.items() if sentence}

    @staticmethod
    def beginning():
        return ReviewForm.beginning() | {f"told_{code}": "" for code, _name in settings.LANGUAGES}


class LiftForm(PlainForm, forms.Form):
    reason = TextField(
        label=gettext_lazy("Why is it lifted?"),
        help_text=gettext_lazy("For the team; name no person."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write why")},
    )
