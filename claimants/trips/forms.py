"""One border crossing, told as exactly as it is remembered."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claimants.trips.models import Trip
from claimants.trips.ports import AIRPORTS, SEAPORTS
from litigation.web.forms import CountryField, FiguresField, PlainDateField, PlainForm, RadioCards, TextField


class TripForm(PlainForm, forms.Form):
    """born: nobody travelled before. initial nationality: the passport held today."""

    direction = forms.ChoiceField(
        label=_("Which way did you travel?"),
        choices=[(Trip.Direction.ENTRY, _("Into Korea")), (Trip.Direction.DEPARTURE, _("Out of Korea"))],
        widget=RadioCards,
        error_messages={"required": _("Choose which way you travelled")},
    )
    when = PlainDateField(
        label=_("When was it?"),
        named=_("The date of the journey"),
        help_text=_("If you do not know the day, the month and year are enough, or the year alone."),
        partial=True,
        past=True,
    )
    port = forms.ChoiceField(
        label=_("Which Korean airport or port?"),
        choices=[
            (_("Airports"), list(AIRPORTS.items())),
            (_("By ship"), list(SEAPORTS.items())),
            (_("Something else"), [("", _("I do not remember"))]),
        ],
        required=False,
        widget=forms.Select(attrs={"class": "w20"}),
    )
    other_port = TextField(
        label=_("From or to which city?"), help_text=_("For example Hanoi."), max_length=40, required=False
    )
    carrier = TextField(
        label=_("Airline or ship"), help_text=_("For example Vietnam Airlines, or VN."), max_length=40, required=False
    )
    number = FiguresField(
        upper=True,
        label=_("Flight number"),
        help_text=_("For example 408."),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "w10", "dir": "ltr", "autocomplete": "off"}),
    )
    nationality = CountryField(
        label=_("Which country's passport did you show?"),
        error_messages={"required": _("Choose the country of the passport you showed")},
    )

    def __init__(self, *args, born=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.born = born

    def clean_when(self):
        day, precision = self.cleaned_data["when"]
        if self.born and (day.year, day.month if precision != "year" else 12) < (self.born.year, self.born.month):
            raise ValidationError(_("This is before you were born. Look at the year again"), code="before_birth")
        return day, precision

    def values(self):
        """The fields of a Trip."""
        said = dict(self.cleaned_data)
        said["date"], said["precision"] = said.pop("when")
        return said

    @staticmethod
    def initial_of(trip):
        names = ("direction", "port", "other_port", "carrier", "number")
        kept = {name: getattr(trip, name) for name in names}
        return {**kept, "when": (trip.date, trip.precision), "nationality": trip.nationality.code}
