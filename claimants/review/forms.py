"""What the team fills in about a claim."""

from datetime import timedelta

from django import forms
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claimants.details.forms import HangulNameField
from claimants.intake.rules import CURE_DAYS, DEFICIENCIES, REFUSALS
from claimants.people.rules import is_hangul
from litigation.frame.context import html_code
from litigation.web.forms import LinesField, PlainDateField, PlainForm, RadioCards, TextField


def read_by_claimant(sentence, language):
    """The sentence as the claimant reads it, marked with its language."""
    with translation.override(language):
        return format_html('<bdi lang="{}">{}</bdi>', html_code(language), str(sentence))


class AskForm(PlainForm, forms.Form):
    """language: of the claimant, in which the sentences under the reasons stand."""

    code = forms.ChoiceField(label=_("What do you need?"), widget=RadioCards)
    cure_by = PlainDateField(
        label=_("Until when?"),
        named=_("The day"),
        help_text=_("The claimant is told this day. A later answer is still taken, and marked as late."),
    )
    note = LinesField(
        label=_("Your own words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, words) for code, (words, _sentence, _task) in DEFICIENCIES.items()]
        self.fields["code"].widget.hints = {
            code: read_by_claimant(sentence, language) for code, (_words, sentence, _task) in DEFICIENCIES.items()
        }
        self.fields["note"].widget.attrs["lang"] = html_code(language)

    @staticmethod
    def beginning():
        return {"code": "", "cure_by": timezone.localdate() + timedelta(days=CURE_DAYS), "note": ""}


class RefuseForm(PlainForm, forms.Form):
    refusal = forms.ChoiceField(label=_("Why can this claim not be included?"), widget=RadioCards)
    note = LinesField(
        label=_("Note for the file"),
        help_text=_(
            "Only the team reads it here. By law the person can ask to see it (Personal Information Protection Act 35)."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["refusal"].choices = [(code, words) for code, (words, _sentence) in REFUSALS.items()]
        self.fields["refusal"].widget.hints = {
            code: read_by_claimant(sentence, language) for code, (_words, sentence) in REFUSALS.items()
        }


class AcceptForm(PlainForm, forms.Form):
    mark_optional = False  # it is shown only where it has to be filled in

    why = TextField(
        label=_("Why can it be accepted?"),
        help_text=_("The eligibility rule leaves it open. One line for the file, which the history shows."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-key": "a"}),
    )


class NoteForm(PlainForm, forms.Form):
    text = LinesField(
        label=_("Note for the file"),
        help_text=_(
            "Only the team reads it here. By law the person can ask to see it (Personal Information Protection Act 35)."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the note first")},
    )


class HangulForm(PlainForm, forms.Form):
    hangul_name = HangulNameField(
        label=_("Name in Hangul"),
        help_text=_("It stands like this in every paper for the court."),
        max_length=160,
        widget=forms.TextInput(attrs={"lang": "ko", "autocomplete": "off", "class": "w20"}),
        error_messages={"required": _("Enter the name in Hangul")},
    )

    def clean_hangul_name(self):
        name = self.cleaned_data["hangul_name"]
        if not is_hangul(name):
            raise forms.ValidationError(_("Use Hangul syllables only, like 응우옌 티 흐엉"))
        return name
