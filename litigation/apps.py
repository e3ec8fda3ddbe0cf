from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LitigationConfig(AppConfig):
    name = "litigation"

    def ready(self):
        from litigation.accounts.actions_mails import BOX
        from litigation.frame import cards, duties, nav
        from litigation.jobs.queries import running_here
        from litigation.outbox import boxes
        from litigation.team import desk as team
        from litigation.theories import loading  # noqa: F401  (listens to packs)
        from litigation.vault import canary, keys  # noqa: F401  (canary registers its check)

        keys.ring()  # refuse to start without the keys of the vault, in every process: pages, workers, commands
        boxes.register(BOX)
        cards.register("duties", "desk.see", duties.card, order=1)
        duties.register("second factors", "factor.answer", team.to_answer, order=5)
        nav.register(_("The case"), "desk_about", "case.read", order=68)
        nav.register(_("Jobs"), "desk_jobs", "job.read", running_here, order=80)
        nav.register(_("The law"), "desk_law", "law.read", order=70)
        nav.register(_("Second factors"), "desk_factors", "factor.answer", order=85)
        nav.register(_("Ledger"), "desk_ledger", "ledger.read", order=90)
