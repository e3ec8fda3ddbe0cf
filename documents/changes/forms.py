"""What the team says of a plaintiff after the freeze."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claimants.details.forms import HangulNameField, PassportNameField
from documents.changes.rules import read_numbers
from litigation.errors import DomainError
from litigation.web.forms import FiguresField, LinesField, PlainForm, RadioCards, TextField


class WhyForm(PlainForm, forms.Form):
    reason = TextField(
        label=_("Why"),
        max_length=300,
        help_text=_("One line for the record, like “asked us in writing on 3 December”. Name nobody here."),
    )


class NameForm(WhyForm):
    hangul = HangulNameField(label=_("Korean spelling"), max_length=120, help_text=_("As it has to stand in papers."))
    roman = PassportNameField(label=_("As in the passport"), max_length=240, required=False)
    native = TextField(label=_("In the person's own script"), max_length=240, required=False)
    field_order = ("hangul", "roman", "native", "reason")


class ActingForm(WhyForm):
    capacity = forms.ChoiceField(
        label=_("Who acts in their place?"),
        widget=RadioCards(
            hints={
                "heirs": _("The person has died. With counsel the suit goes on without a break (CPA 233, 238)."),
                "representative": _("A legal representative acts, or the one who acted is replaced (CPA 55)."),
            }
        ),
        choices=[("heirs", _("Heirs")), ("representative", _("A legal representative"))],
    )
    acting = LinesField(
        label=_("Their names"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One person a line: the Korean spelling, a comma, then the name as in the passport."),
    )
    field_order = ("capacity", "acting", "reason")

    def clean_acting(self):
        lines = (line.partition(",") for line in self.cleaned_data["acting"].splitlines() if line.strip())
        latin = PassportNameField(required=False)
        return [{"hangul": hangul.strip(), "roman": latin.clean(roman)} for hangul, _comma, roman in lines]


class AppealForm(PlainForm, forms.Form):
    numbers = FiguresField(
        label=_("Plaintiff numbers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Numbers and ranges, like 1-120, 133."),
    )
    appeals = forms.ChoiceField(
        label=_("What did they say?"),
        widget=RadioCards,
        choices=[("yes", _("They appeal")), ("no", _("They do not appeal"))],
    )
    source = TextField(
        label=_("Where do we have it from?"),
        max_length=200,
        help_text=_("Like “letters of 3 December” or “the mandate covers it”. Your name and the time are added."),
    )

    def clean_numbers(self):
        try:
            return read_numbers(self.cleaned_data["numbers"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def clean_appeals(self):
        return self.cleaned_data["appeals"] == "yes"
