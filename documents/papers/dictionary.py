"""The placeholders of papers: what each stands for, and its value for a round. Flat, ready texts; a text cannot ask for more."""

from django.utils.translation import gettext_lazy as _

from documents.papers import contents
from documents.rounds.roster import Roster

COMMON = {
    "원고수": _("How many plaintiffs the round has: 1,000"),
    "1인당청구금액": _("What each plaintiff claims, without 원: 1,000,000"),
    "총청구금액": _("What all plaintiffs claim together, without 원: 1,000,000,000"),
    "지연손해금기산일": _("From when interest is claimed: 2021. 12. 31."),
    "법원": _("The court: 서울중앙지방법원"),
    "사건명": _("The name of the case: 손해배상(국)"),
    "피고": _("The defendant: 대한민국"),
    "법무법인": _("The firm of record; empty where attorneys act alone"),
    "담당변호사": _("The attorneys of record, with commas"),
}


def common(round: Roster) -> dict[str, str]:
    """The value of every common placeholder. A test holds that these are exactly the names of COMMON."""
    frame = round.shared
    agent = contents.agent(frame)
    return {
        "원고수": f"{round.roster_count:,}",
        "1인당청구금액": f"{frame.amount_won:,}",
        "총청구금액": f"{frame.amount_won * round.roster_count:,}",
        "지연손해금기산일": contents.korean_day(frame.interest_from),
        "법원": frame.court,
        "사건명": frame.case_name,
        "피고": contents.defendant(frame).name,
        "법무법인": agent.firm,
        "담당변호사": ", ".join(agent.attorneys),
    }
