"""The pages of a frozen round, side by side, and what all of them show above."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from litigation.accounts.rights import may

TABS = (
    ("papers", _("Papers"), "desk_round", "round.read"),
    ("plaintiffs", _("Plaintiffs"), "desk_round_roster", "round.read"),
    ("checks", _("Checks"), "desk_round_looked_at", "paper.read"),
    ("requests", _("Papers on request"), "desk_paper_requests", "paper.read"),
    ("left_out", _("Left out"), "desk_round_left_out", "round.read"),
    ("court", _("At the court"), "desk_round_court", "deadline.read"),
    ("history", _("History"), "desk_round_history", "round.read"),
)


def tabbed(request, round, here) -> dict:
    """The context of templates/desk/rounds/tabbed.html: the round, and (words, address, whether it is this page) of each tab
    this person may open."""
    tabs = [
        (words, reverse(name, args=[round.number]), code == here)
        for code, words, name, right in TABS
        if may(request.user, right, membership=request.membership)
    ]
    return {"round": round, "tabs": tabs}
