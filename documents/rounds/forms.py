"""What a coordinator says of a round before it is frozen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.rounds.orders import order_rules
from litigation.web.dates import PlainDateField
from litigation.web.forms import LinesField, PlainForm, RadioCards


class ScopeForm(PlainForm, forms.Form):
    size_limit = forms.IntegerField(
        label=_("At most so many plaintiffs"),
        required=False,
        min_value=1,
        help_text=_("Those who waited longest go first. Leave it empty to take all who are ready."),
    )
    amount_won = forms.IntegerField(
        label=_("Claimed for each plaintiff, in won"),
        min_value=1,
        help_text=_("Stands in the complaint. The case's own amount is filled in."),
    )
    sent_until = PlainDateField(
        label=_("Only claims sent by"),
        named=_("The last day"),
        required=False,
        help_text=_("The end of that day in Seoul. Leave it empty to take later ones too."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Only people who live in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to take everybody, wherever they live."),
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = places
        if not places:
            del self.fields["countries"]


class OrderForm(PlainForm, forms.Form):
    order = forms.ChoiceField(label=_("How plaintiffs are numbered"), widget=RadioCards)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rules = order_rules()
        self.fields["order"].choices = [(rule.code, rule.words) for rule in rules]
        self.fields["order"].widget.hints = {rule.code: rule.note for rule in rules}


class MomentForm(PlainForm, forms.Form):
    at = forms.DateTimeField(
        label=_("At this moment, by the clock in Seoul"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w20"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Write the moment like 2026-12-01 14:00.")},
    )


class ReasonForm(PlainForm, forms.Form):
    reason = LinesField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence for your colleague. It is kept with the round; name no claimant here."),
    )
