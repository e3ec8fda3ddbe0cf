"""What the team fills in about time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claimants.limitation.models import TollingEvent
from litigation.web.forms import LinesField, PlainDateField, PlainForm, RadioCards, TextField


class EventForm(PlainForm, forms.Form):
    kind = forms.ChoiceField(label=_("What happened?"), widget=RadioCards, choices=TollingEvent.Kind.choices)
    on = PlainDateField(label=_("On which day?"), named=_("The day"), past=True)
    note = TextField(
        label=_("Where can it be read?"),
        help_text=_("A docket entry, a letter, a receipt. For the team."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.hints = {
            "suit": _("The time stops from the day of filing."),
            "suit_ended": _("A new suit within six months keeps the first one's date."),
            "demand": _("Holds the time only if a suit follows within six months."),
            "mediation": _("Does not stop the time. Entered for the record."),
        }


class PlanForm(PlainForm, forms.Form):
    day = PlainDateField(
        label=_("When is the next suit planned to be filed?"),
        named=_("The day"),
        help_text=_("Seoul date. Leave it empty while nothing is planned."),
        required=False,
    )


class StartForm(PlainForm, forms.Form):
    """The day itself stands in the address; the note is what counsel adds."""

    event = TextField(
        label=_("What happened on that day?"),
        help_text=_("Claimants read this beside the date, so write it plainly."),
        max_length=200,
    )
    note = LinesField(
        label=_("Why is the time counted from this day?"),
        help_text=_("For the team. It stays readable for ever."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason first")},
    )
