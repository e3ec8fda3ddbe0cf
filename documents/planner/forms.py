"""For how many plaintiffs a round is planned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import PlainForm

MOST = 1_000_000


class SizeForm(PlainForm, forms.Form):
    plaintiffs = forms.IntegerField(
        label=_("Plaintiffs"),
        min_value=1,
        max_value=MOST,
        help_text=_("Any number: nothing is changed. As many as the round takes now are filled in."),
    )
