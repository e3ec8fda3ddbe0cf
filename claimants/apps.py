from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimantsConfig(AppConfig):
    name = "claimants"

    def ready(self):
        from claimants.claims import history  # noqa: F401  listens to the moves of claims
        from claimants.claims.queries import joined
        from claimants.eligibility import listening as rules  # noqa: F401  forgets what a person gave
        from claimants.eligibility import words as rule_words
        from claimants.evidence import listening as proof  # noqa: F401  forgets what a person gave
        from claimants.evidence.holdings import HOLDINGS as OF_EVIDENCE
        from claimants.intake import listening as requests  # noqa: F401  forgets what a person gave
        from claimants.leaving import desk as holds
        from claimants.leaving import panel as hold_panel
        from claimants.limitation import desk as clocks
        from claimants.limitation import listening  # noqa: F401  follows claims and starts
        from claimants.limitation import words as clock_words
        from claimants.mandates import listening as mandates  # noqa: F401  follow the answers they were made from
        from claimants.mandates.holdings import HOLDINGS as OF_MANDATES
        from claimants.notices.actions_outbox import BOX
        from claimants.review import desk as review
        from claimants.review import listening as notes  # noqa: F401  forgets what a person gave
        from claimants.review import panels, words
        from claimants.review.queries import waiting_count
        from litigation.cases import figures
        from litigation.frame import cards, duties, nav
        from litigation.ledger import words as ledger_words
        from litigation.outbox import boxes
        from litigation.vault import holdings

        boxes.register(BOX)
        cards.register("overdue", "queue.see", review.overdue, order=5)
        cards.register("clocks", "clock.read", clocks.soon, order=10)
        duties.register("holds", "data.hold", holds.to_review, order=40)
        figures.register("joined", joined)
        holdings.register(*OF_EVIDENCE, *OF_MANDATES)
        ledger_words.register(words.VERBS | clock_words.VERBS | rule_words.VERBS)
        ledger_words.name_claims_by(words.claim_names, words.claim_id)
        nav.register(_("Today"), "desk_today", "desk.see", order=10)
        nav.register(_("Review queue"), "desk_queue", "queue.see", waiting_count, order=20)
        nav.register(_("Claimants"), "desk_claimants", "claimant.search", order=30)
        nav.register(_("Foreign plaintiffs"), "desk_foreign", "claimant.search", order=75)
        nav.register(_("Legal holds"), "desk_holds", "claim.read", order=76)
        panels.register(hold_panel.TEMPLATE, hold_panel.show)
        nav.register(_("Clocks"), "desk_radar", "clock.read", order=40)
        nav.register(_("Eligibility"), "desk_rules", "rule.read", order=70)
