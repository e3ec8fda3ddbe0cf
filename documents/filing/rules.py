"""What is checked before a round is filed, and what follows from each: a table, so that it can be read. Pure."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

BLOCKS: Literal["blocks"] = "blocks"  # nothing is filed while it is so
ASKS: Literal["asks"] = "asks"  # it is filed only with a named person's reason
MOST = 300  # characters of a reason


@dataclass(frozen=True)
class Check:
    """words: what is wrong, with %(n)s of how many. cure: what puts it right."""

    how: Literal["blocks", "asks"]
    words: str | Promise
    cure: str | Promise


CHECKS = {
    "no_package": Check(
        BLOCKS, gettext_lazy("The papers are not made yet"), gettext_lazy("Make the papers of the round first.")
    ),
    "overtaken": Check(
        BLOCKS,
        gettext_lazy("The roster changed since the papers were made"),
        gettext_lazy("Make the papers again: they still name who left, or a name that was corrected."),
    ),
    "gone": Check(
        BLOCKS,
        gettext_lazy("Plaintiffs left, or nobody can act for them any more: %(n)s"),
        gettext_lazy("Take each of them out of the roster, then make the papers again."),
    ),
    "gaps": Check(
        BLOCKS,
        gettext_lazy("Papers are missing: %(n)s"),
        gettext_lazy("The list of the package names them. Put right what stopped them, then make the papers again."),
    ),
    "damaged": Check(
        BLOCKS,
        gettext_lazy("Files are not as they were made: %(n)s"),
        gettext_lazy("The package was read again and differs. Make the papers again, and tell who runs the server."),
    ),
    "wrong": Check(
        BLOCKS,
        gettext_lazy("Somebody found the papers of a plaintiff wrong: %(n)s"),
        gettext_lazy("Put it right and make the papers again; the spot check says what is wrong."),
    ),
    "unseen": Check(
        ASKS,
        gettext_lazy("Drawn for a spot check and not looked at: %(n)s"),
        gettext_lazy("Look at their papers, or say why the round is filed without."),
    ),
    "flaws": Check(
        ASKS,
        gettext_lazy("Papers in which something was found: %(n)s"),
        gettext_lazy("The page of the package lists them. Put them right, or say why they can be filed so."),
    ),
    "cites": Check(
        ASKS,
        gettext_lazy("Texts cite what the papers do not have: %(n)s"),
        gettext_lazy(
            "Whose exhibit it was has left since the freeze. Mend it with a brief, or say why it is filed so."
        ),
    ),
    "unconfirmed": Check(
        ASKS,
        gettext_lazy("Texts that counsel has not confirmed: %(n)s"),
        gettext_lazy("Confirm them on their pages, or say why they can be filed so."),
    ),
    "uncounted": Check(
        ASKS,
        gettext_lazy("Stamp duty and service fee are not counted"),
        gettext_lazy("The round was frozen before sums were kept. Say how they were found."),
    ),
}
