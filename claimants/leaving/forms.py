"""Leaving, and coming back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import PlainForm


class WithdrawForm(PlainForm, forms.Form):
    sure = forms.BooleanField(label=_("Yes, I want to leave this claim"), required=False)

    def clean_sure(self):
        if not self.cleaned_data["sure"]:
            raise ValidationError(_("Tick “Yes, I want to leave this claim”, or go back and keep it"))
        return True


class ComeBackForm(PlainForm, forms.Form):
    """Nothing to fill in: the page says what follows, the button does it."""
