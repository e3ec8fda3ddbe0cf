"""What an attorney writes to clients: for whom, and the words in each language."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.bulletins.rules import Words
from litigation.web.forms import LinesField, PlainForm, TextField

EVERYBODY = "everybody"
NEWEST = 2**31 - 1  # what the column of a version holds


class BulletinForm(PlainForm, forms.Form):
    round = forms.ChoiceField(label=gettext_lazy("To whom"))

    def __init__(self, *args, rounds=(), **kwargs):
        super().__init__(*args, **kwargs)
        numbered = [(str(each.number), _("Plaintiffs of round %(n)s") % {"n": each.number}) for each in rounds]
        self.fields["round"].choices = [(EVERYBODY, _("Everybody who sent a claim in this case")), *numbered]
        for code, name in settings.LANGUAGES:
            self.fields[f"subject_{code}"] = TextField(
                label=_("Subject in %(language)s") % {"language": name}, max_length=120, required=False
            )
            self.fields[f"body_{code}"] = LinesField(
                label=_("Message in %(language)s") % {"language": name},
                max_length=8000,
                required=False,
                widget=forms.Textarea({"rows": 8, "lang": code}),
            )

    def clean(self):
        """A language is written whole or not at all, and one of them is."""
        given = super().clean()
        for code, _name in settings.LANGUAGES:
            subject, body = given.get(f"subject_{code}"), given.get(f"body_{code}")
            if bool(subject) != bool(body) and not self.errors:
                self.add_error(f"body_{code}" if subject else f"subject_{code}", _("Write both, or leave both empty."))
        if not self.errors and not self.texts():
            raise ValidationError(_("Write the message in one language at least."))
        return given

    def texts(self) -> dict[str, Words]:
        """{language: words} of those that were written."""
        given = self.cleaned_data
        return {
            code: {"subject": given[f"subject_{code}"], "body": given[f"body_{code}"]}
            for code, _name in settings.LANGUAGES
            if given.get(f"body_{code}")
        }


class LookedForm(PlainForm, forms.Form):
    """Which version of the draft the button was pressed under; another one is not sent."""

    version = forms.IntegerField(min_value=1, max_value=NEWEST)


def as_given(bulletin) -> dict[str, str]:
    """The fields of the form, of a draft there is."""
    values = {"round": str(bulletin.round.number) if bulletin.round else EVERYBODY}
    for code, words in bulletin.texts.items():
        values |= {f"subject_{code}": words["subject"], f"body_{code}": words["body"]}
    return values
