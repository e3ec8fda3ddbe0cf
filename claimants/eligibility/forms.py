"""The draft of a rule as a form: its windows, the age below which a person looks, the ports, and what it rests on."""

from datetime import date
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimants.eligibility.words import GROUPS, WAYS, way
from litigation.web.dates import PlainDateField
from litigation.web.forms import FiguresField, LinesField, PlainForm

SPARE = 2  # empty windows offered beside those there are
NO_WINDOW = ("", gettext_lazy("No window"))


class DraftForm(PlainForm, forms.Form):
    """body: of the rule it begins from. A window whose group is “No window” is left out."""

    mark_optional = False

    age_least = forms.IntegerField(
        label=gettext_lazy("A person looks at foreigners who were younger than"),
        help_text=gettext_lazy("On entry, in whole years. Leave it empty where no age matters."),
        min_value=1,
        max_value=30,
        required=False,
        widget=forms.NumberInput(attrs={"class": "w4"}),
    )
    ports = FiguresField(
        label=gettext_lazy("Only these ports"),
        help_text=gettext_lazy("Codes like ICN, separated by commas. Leave it empty where every port counts."),
        max_length=400,
        required=False,
    )
    citation = LinesField(
        label=gettext_lazy("What it rests on"),
        help_text=gettext_lazy(
            "The law or the disclosure, where it was read, and how sure it is. Stands with the version."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.body = body
        self.places = range(len(body["windows"]) + SPARE)
        for place in self.places:
            self._add_window(place)

    def _add_window(self, place):
        choices = {
            "group": (gettext_lazy("Whose journeys"), [NO_WINDOW, *GROUPS.items()]),
            "way": (gettext_lazy("Which journeys"), list(WAYS.items())),
        }
        for name, (label, options) in choices.items():
            widget = forms.Select(attrs={"class": "w20"})
            self.fields[f"w{place}_{name}"] = forms.ChoiceField(
                label=label, choices=options, required=False, widget=widget
            )
        for name, label in (("first", gettext_lazy("First day")), ("last", gettext_lazy("Last day"))):
            self.fields[f"w{place}_{name}"] = PlainDateField(label=label, required=False)

    def windows(self):
        """[(number, its fields)] for the page."""
        names = ("group", "way", "first", "last")
        return [(place + 1, [self[f"w{place}_{name}"] for name in names]) for place in self.places]

    def others(self):
        return [self[name] for name in ("age_least", "ports", "citation")]

    def clean(self):
        said = super().clean()
        for place in self.places:
            self._check_window(place, said)
        self._check_overlaps(said)
        if not any(said.get(f"w{place}_group") for place in self.places):
            raise ValidationError(_("A rule has at least one window."))
        return said

    def _check_window(self, place, said):
        group, first, last = (said.get(f"w{place}_{name}") for name in ("group", "first", "last"))
        if not group:
            if first or last:
                self.add_error(f"w{place}_group", _("Choose whose journeys this window covers, or clear its days"))
            return
        for name, day in (("first", first), ("last", last)):
            if not day and f"w{place}_{name}" not in self.errors:
                sentence = _("Enter the first day of this window") if name == "first" else None
                self.add_error(f"w{place}_{name}", sentence or _("Enter the last day of this window"))
        if first and last and first > last:
            self.add_error(f"w{place}_last", _("The last day lies before the first one"))

    def _check_overlaps(self, said):
        """Two windows for the same people and direction have days between them, or they are one window."""
        spans = {}
        for place in self.places:
            group, which, first, last = (said.get(f"w{place}_{name}") for name in ("group", "way", "first", "last"))
            if group and first and last:
                for each in _directions(which):
                    spans.setdefault((group, each), []).append((first, last, place))
        for rows in spans.values():
            for earlier, later in pairwise(sorted(rows)):
                if later[0] <= earlier[1] and f"w{later[2]}_first" not in self.errors:
                    self.add_error(f"w{later[2]}_first", _("This window overlaps another one: make them one"))

    def clean_ports(self):
        return [port.strip() for port in self.cleaned_data["ports"].split(",") if port.strip()]

    def values(self):
        """{body, citation} as the action takes them."""
        said = self.cleaned_data
        windows = [_window(place, said) for place in self.places if said[f"w{place}_group"]]
        body = {"home": self.body["home"], "windows": windows, "ports": said["ports"]}
        if said["age_least"]:
            kept = self.body.get("age") or {"group": "foreign", "directions": ["entry"]}
            body["age"] = {**kept, "least": said["age_least"]}
        return {"body": body, "citation": said["citation"]}

    @staticmethod
    def initial_of(body, citation):
        said = {
            "age_least": (body.get("age") or {}).get("least"),
            "ports": ", ".join(body.get("ports") or ()),
            "citation": citation,
        }
        for place, window in enumerate(body["windows"]):
            days = {f"w{place}_{end}": date.fromisoformat(window[end]) for end in ("first", "last")}
            said |= {f"w{place}_group": window["group"], f"w{place}_way": way(window["directions"]), **days}
        return said


def _window(place, said):
    days = {end: said[f"w{place}_{end}"].isoformat() for end in ("first", "last")}
    return {"group": said[f"w{place}_group"], "directions": _directions(said[f"w{place}_way"]), **days}


def _directions(which):
    return ["entry", "departure"] if which == "both" else [which or "entry"]


class PublishForm(PlainForm, forms.Form):
    """Whom the publishing attorney wants to write to; nobody is told unless ticked."""

    mark_optional = False

    newly_in = forms.BooleanField(label=gettext_lazy("Write to those who are newly in"), required=False)
    newly_out = forms.BooleanField(label=gettext_lazy("Write to those who are newly out"), required=False)
    sure = forms.BooleanField(
        label=gettext_lazy("I have looked at the numbers and the lists, and this rule is right"),
        error_messages={"required": gettext_lazy("Tick that you have looked at the numbers and the lists")},
    )

    def tell(self):
        return [kind for kind in ("newly_in", "newly_out") if self.cleaned_data[kind]]
