from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from claimants.intake import panels as home
        from claimants.review import panels
        from documents.bulletins import listening as bulletins  # noqa: F401  forgets what a person gave
        from documents.bulletins import pages as my_bulletins
        from documents.changes import desk as changes
        from documents.filing import desk as filing
        from documents.freezing import desk as freezing
        from documents.packages.holdings import HOLDINGS as OF_PACKAGES
        from documents.papers import mandate_document  # noqa: F401  listens to the signing of a mandate
        from documents.papers.holdings import HOLDINGS as OF_PAPERS
        from documents.portability import listening as portability  # noqa: F401  forgets what a person gave
        from documents.portability.holdings import HOLDINGS as OF_COPIES
        from documents.proceedings import (
            desk,
            listening,  # noqa: F401  follows accounts whose address changed
            queries,
        )
        from documents.proceedings.words import DEADLINES
        from documents.proceedings.words import VERBS as PROCEEDINGS
        from documents.requests import desk_changes as requests
        from documents.rounds import panel
        from documents.texts import desk as texts
        from documents.words import VERBS
        from litigation.frame import cards, duties, nav
        from litigation.lawbook import titles
        from litigation.ledger import words
        from litigation.vault import holdings

        holdings.register(*OF_PAPERS, *OF_PACKAGES, *OF_COPIES)
        words.register(VERBS)
        panels.register(panel.TEMPLATE, panel.show)
        home.register(my_bulletins.CARD, my_bulletins.show)
        words.register(PROCEEDINGS)
        titles.name_deadlines(DEADLINES)
        cards.register("deadlines", "deadline.read", desk.soon)
        duties.register("approvals", "round.approve", freezing.to_approve, order=10)
        duties.register("lists to reopen", "round.approve", changes.waiting, order=15)
        duties.register("texts", "text.change", texts.to_confirm, order=16)
        duties.register("rounds", "round.prepare", filing.to_put_right, order=20)
        duties.register("papers of changes", "paper.make", requests.to_make, order=30)
        duties.register("changes to confirm", "round.approve", requests.to_confirm, order=31)
        duties.register("changes to hand in", "roster.change", requests.to_hand_in, order=32)
        nav.register(_("Rounds"), "desk_rounds", "round.read", order=60, also=("packages/", "filings/"))
        nav.register(_("Messages to clients"), "desk_bulletins", "bulletin.read", order=45)
        nav.register(_("Texts of papers"), "desk_texts", "paper.read", order=66)
        nav.register(
            _("Deadlines"), "desk_deadlines", "deadline.read", lambda r: queries.soon(r.case).count(), order=65
        )
