"""What counsel writes into the lawbook, and what is asked of the calculator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.law.figures import read_whole
from litigation.law.stamp import INSTANCES
from litigation.lawbook.rules import YES_OR_NO, choices_of
from litigation.lawbook.titles import word
from litigation.lawbook.words import CONFIDENCE
from litigation.web.forms import DayField, FiguresField, LinesField, PlainDateField, PlainForm, TextField

INSTANCE_WORDS = {
    "first": _("First instance"),
    "appeal": _("Appeal"),
    "final": _("Supreme Court"),
}


class RowForm(PlainForm, forms.Form):
    """A new row of a key. Where the law leaves a choice, its words are offered."""

    value = FiguresField(label=_("Value"), max_length=100)
    unit = TextField(label=_("Unit"), max_length=40, help_text=_("As in the row before."))
    effective_from = PlainDateField(label=_("From which day does it hold?"), named=_("The first day"))
    effective_to = PlainDateField(
        label=_("Until which day?"),
        named=_("The last day"),
        required=False,
        help_text=_("Leave it empty where no end is known."),
    )
    citation = TextField(
        label=_("Where does it stand?"), max_length=300, help_text=_("The law and its article, or the notice.")
    )
    confidence = forms.ChoiceField(label=_("How well is it verified?"), choices=list(CONFIDENCE.items()))
    note = LinesField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, key, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confidence"].choices = [("", _("Choose")), *CONFIDENCE.items()]  # nobody says "verified" unasked
        if choices := choices_of(key):
            words = [(each, word(each)) for each in choices]
            self.fields["value"] = forms.ChoiceField(label=_("Value"), choices=words)
        elif unit == YES_OR_NO:
            words = [("yes", word(True)), ("no", word(False))]
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Value"), choices=words, coerce=lambda said: said == "yes"
            )

    def clean_value(self):
        """Digits as a whole number, anything else as the word it is; the action knows which of them the key takes."""
        value = self.cleaned_data["value"]
        return value if isinstance(value, bool) else read_whole(value)


class QuestionForm(PlainForm, forms.Form):
    """What the calculator is asked; figures come as typed, and the law itself says what is wrong with them."""

    mark_optional = False

    value = FiguresField(label=_("Value of the claim, or of the part appealed, in won"), max_length=40)
    plaintiffs = FiguresField(label=_("Plaintiffs"), max_length=12, initial="1")
    defendants = FiguresField(label=_("Defendants"), max_length=12, initial="1")
    instance = forms.ChoiceField(
        label=_("Instance"), choices=[(each, INSTANCE_WORDS[each]) for each in INSTANCES], initial="first"
    )
    efile = forms.BooleanField(label=_("Filed electronically"), required=False, initial=True)
    on = DayField(
        label=_("Day of filing"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: today."),
    )
    before = FiguresField(label=_("Value before a change of claim, in won"), max_length=40, required=False)
    since = DayField(label=_("Interest from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    served_on = DayField(label=_("Complaint served on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = DayField(label=_("Interest until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def figures(self) -> dict:
        """The answers as calculator.Question takes them."""
        said = dict(self.cleaned_data)
        for name in ("value", "plaintiffs", "defendants", "before"):
            said[name] = read_whole(said[name]) if said[name] else None
        return said
