"""/styleguide/: every part in every state, for builders, for the axe and picture tests, and for whoever doubts the look.

?lang= any Django language, ?dir=rtl, ?theme=light|dark, ?frame=desk. Shown while DEBUG or DEMO, and to staff.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.accounts.rights import right
from litigation.frame.context import html_code
from litigation.frame.nav import Item
from litigation.web.forms import (
    CodeField,
    CountryField,
    DateParts,
    FilesField,
    LinesField,
    PlainDateField,
    PlainForm,
    RadioCards,
    TextField,
)
from litigation.web.icons import ICONS

WAYS = [
    ("typed", gettext_lazy("Type your name")),
    ("drawn", gettext_lazy("Draw by hand")),
    ("image", gettext_lazy("Add a photo of your seal")),
]


class SampleForm(PlainForm, forms.Form):
    family = TextField(
        label=gettext_lazy("Family name"),
        help_text=gettext_lazy("As in your passport."),
        error_messages={
            "required": gettext_lazy('Enter your family name as in your passport, or tick "I have only one name"')
        },
    )
    single = forms.BooleanField(label=gettext_lazy("I have only one name"), required=False)
    birth = PlainDateField(
        label=gettext_lazy("When were you born?"),
        named=gettext_lazy("Date of birth"),
        past=True,
        help_text=gettext_lazy("For example 27 3 1987. The month may be a word."),
        widget=DateParts(birthday=True),
    )
    country = CountryField(label=gettext_lazy("Where do you live?"))
    way = forms.ChoiceField(
        label=gettext_lazy("How do you want to sign?"),
        choices=WAYS,
        widget=RadioCards(hints={"typed": gettext_lazy("Has the same force as a drawing.")}),
    )
    port = forms.MultipleChoiceField(
        label=gettext_lazy("Which airports did you use?"),
        choices=[("ICN", "Incheon"), ("GMP", "Gimpo"), ("PUS", "Gimhae")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    code = CodeField(label=gettext_lazy("Code from your mail"))
    note = LinesField(
        label=gettext_lazy("Anything else"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    files = FilesField(label=gettext_lazy("Boarding pass or ticket"))


@right("public")
def styleguide(request):
    if not (settings.DEBUG or settings.DEMO or getattr(request, "membership", None)):
        raise Http404
    language = request.GET.get("lang") or translation.get_language()
    if not translation.check_for_language(language):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        return render(request, "styleguide.html", _sample(request, language))


def _sample(request, language):
    desk = request.GET.get("frame") == "desk"
    context = {
        "frame": "desk/base.html" if desk else "base.html",
        "desk": desk,
        "still": True,  # the sample error summary does not take the focus
        "theme": request.GET.get("theme", ""),
        "page_title": _("Parts"),
        "page_language": html_code(language),
        "fine": SampleForm(initial={"birth": date(1987, 3, 27), "way": "typed"}, auto_id="fine_%s"),
        "form": SampleForm({"birth_day": "27", "birth_year": "2569", "way": "", "code": "12"}),
        "icons": ICONS,
        "job": SimpleNamespace(done=1214, total=2003),
        "over_job": SimpleNamespace(done=500, total=500),
        "moment": datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("Asia/Seoul")),
        "day": date(2018, 5, 11),
        "stations": _stations(),
        "papers": [
            ("소장", _("Complaint"), 1, 34),
            ("소송위임장", _("Powers of attorney"), 500, 1000),
        ],
    }
    if request.GET.get("dir") in ("ltr", "rtl"):
        context["text_direction"] = request.GET["dir"]
    if desk:
        context |= {
            "desk_nav": _entries(),
            "desk_url": "/styleguide/?frame=desk",
            "search_url": "/styleguide/",
        }
    return context


def _entries():
    rows = [
        (_("Today"), None),
        (_("Review queue"), 1284),
        (_("Claimants"), 104212),
        (_("Rounds"), 6),
        (_("Jobs"), 1),
    ]
    return [Item(label, "#", count, place == 1) for place, (label, count) in enumerate(rows)]


def _stations():
    today = date(2026, 11, 23)
    rows = [
        (_("You told us your trips"), "done", _("Done"), "ok"),
        (_("You show one journey and sign"), "now", _("Your turn"), "todo"),
        (_("A lawyer reads your claim"), "", "", ""),
        (_("Power of attorney sealed"), "sealed", _("Sealed"), "seal"),
        (_("One file could not be read"), "bad", _("To fix"), "bad"),
    ]
    return [
        {
            "title": title,
            "state": state,
            "tag": word,
            "tone": tone,
            "when": today + timedelta(days=place),
            "text": "",
        }
        for place, (title, state, word, tone) in enumerate(rows)
    ]


urlpatterns = [path("", styleguide, name="styleguide")]
