"""What an attorney writes: the text of a paper."""

from django import forms
from django.utils.translation import gettext_lazy

from litigation.web.forms import AuthoredField, PlainForm


class TextForm(PlainForm, forms.Form):
    body = AuthoredField(
        label=gettext_lazy("Text"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 22}),
        help_text=gettext_lazy(
            "“# ” begins the title in the first line, “## ” a heading, “- ” an item. A blank line begins a new paragraph. "
            "Braces are for placeholders only."
        ),
    )
