"""What a coordinator says of a round before it is frozen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import PlainForm


class RoundForm(PlainForm, forms.Form):
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


class ReasonForm(PlainForm, forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence for your colleague. It is kept with the round; name no claimant here."),
    )
