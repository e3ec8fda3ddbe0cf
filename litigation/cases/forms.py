"""The check before an account: one question a page, four at most, nothing stored with us."""

from django import forms
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from litigation.law.eligibility import asked_window
from litigation.web.forms import PlainForm


class Question(PlainForm, forms.Form):
    """One question. Each answer is a button of its own, so that four questions are four taps."""

    answer = forms.ChoiceField()

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = words.get("hints", {})
        self.fields["answer"].choices = words["choices"]
        self.fields["answer"].error_messages["required"] = _("Choose one answer. “I am not sure” is an answer too")

    def answers(self):
        """What a person can tap, and which they tapped when they were here before."""
        before = self["answer"].value()
        return [
            {"value": value, "label": label, "hint": self.hints.get(value, ""), "chosen": value == before}
            for value, label in self.fields["answer"].choices
        ]


def questions(rule, answers):
    """The questions for this person, by name, in order: who had a Korean passport then is not asked about age."""
    age = rule.get("age")
    asks_age = age and not (answers.get("national") == "yes" and age["group"] == "foreign")
    return ["national", "when", *(["old_enough"] if asks_age else []), "proof"]


def words(name, rule, answers):
    """Title, choices and hints of one question."""
    return WORDS[name](rule, answers)


def _national(rule, answers):
    return {
        "title": _("When you travelled, were you a Korean national?"),
        "choices": [
            ("no", _("No, I had another nationality")),
            ("yes", _("Yes, I was Korean")),
            ("both", _("I had both, or it changed")),
            ("unsure", _("I am not sure")),
        ],
    }


def _when(rule, answers):
    window = asked_window(rule, answers.get("national", "unsure"))
    days = {end: formats.date_format(parse_date(window[end]), "DATE_FORMAT") for end in ("first", "last")}
    entries_only = window["directions"] == ["entry"]
    title = (
        _("Did you travel into South Korea between %(first)s and %(last)s?")
        if entries_only
        else _("Did you travel into or out of South Korea between %(first)s and %(last)s?")
    )
    return {
        "title": title % days,
        "choices": [
            ("within", _("Yes, at least once")),
            ("before", _("Only before %(first)s") % days),
            ("after", _("Only after %(last)s") % days),
            ("unsure", _("I am not sure")),
        ],
    }


def _old_enough(rule, answers):
    age = {"age": rule["age"]["least"]}
    return {
        "title": _("Were you %(age)s or older on that journey?") % age,
        "choices": [("yes", _("Yes")), ("no", _("No, I was younger")), ("unsure", _("I am not sure"))],
        "hints": {"no": _("Children were not usually photographed on arrival. A lawyer will look at it.")},
    }


def _proof(rule, answers):
    return {
        "title": _("Could you show something that proves one journey?"),
        "choices": [
            ("yes", _("Yes")),
            ("no", _("No, I have nothing left")),
            ("unsure", _("I would have to look")),
        ],
        "hints": {"yes": _("A boarding pass, a ticket mail, a passport stamp, a bank statement.")},
    }


WORDS = {"national": _national, "when": _when, "old_enough": _old_enough, "proof": _proof}
