"""What forms and endpoints say of a text that cannot be cleaned."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "sign": _("Sign %(place)d here (%(code)s) cannot be printed. Delete it, or type this again by hand."),
    "marks": _("One letter here has too many marks to be printed. Type this again by hand."),
}


def refusal(problem):
    """What is wrong, without repeating what was typed: answers of the API are kept for a while."""
    return SENTENCES[problem.reason] % {"place": problem.place, "code": problem.code}
