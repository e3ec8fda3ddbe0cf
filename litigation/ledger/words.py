"""The ledger in plain words: every room says what its verbs mean and how its rows are called; the pages only ask."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Namer = Callable[[Collection[str]], Mapping[str, tuple[str, str]]]
Finder = Callable[[Model, str], str]

_sentences: dict[str, str | Promise] = {
    "account.begun": gettext_lazy("Account begun"),
    "account.closed": gettext_lazy("Account closed, its address deleted"),
    "account.address_changed": gettext_lazy("E-mail address changed"),
    "factor.changed": gettext_lazy("Second factor changed"),
    "factor.removal_asked": gettext_lazy("Asked to take a colleague's second factors away"),
    "factor.removal_taken_back": gettext_lazy("Second factors: what was asked is taken back"),
    "factor.removal_declined": gettext_lazy("Second factors of a colleague left as they are by a second person"),
    "factor.removed": gettext_lazy("Second factors of a colleague taken away by a second person"),
    "session.ended": gettext_lazy("Signed out of one place"),
    "session.all_ended": gettext_lazy("Signed out everywhere"),
    "case.pack_loaded": gettext_lazy("Case pack loaded"),
    "case.text_amended": gettext_lazy("Text of the case changed"),
    "case.fact_saved": gettext_lazy("Event of the story saved"),
    "case.defendant_saved": gettext_lazy("Defendant entered from a day on"),
    "case.confirmed": gettext_lazy("Confirmed by counsel"),
    "case.filing_planned": gettext_lazy("Next filing planned"),
    "case.opened_for_demo": gettext_lazy("Case opened for the demonstration"),
    "law.row_added": gettext_lazy("Row added to the law"),
    "law.row_confirmed": gettext_lazy("Row of the law confirmed"),
    "limitation.start_chosen": gettext_lazy("Start of the limitation time chosen"),
    "team.role_given": gettext_lazy("Role given"),
    "team.role_shown_anew": gettext_lazy("Name of a colleague changed"),
    "team.role_taken": gettext_lazy("Role taken"),
    "token.made": gettext_lazy("Token made"),
    "token.revoked": gettext_lazy("Token revoked"),
    "ledger.verified": gettext_lazy("Record of acts proved"),
    "ledger.accepted": gettext_lazy("Record of acts that lost its end taken as it is"),
    "files.read_again": gettext_lazy("Every kept file read again and compared"),
    "files.orphans_found": gettext_lazy("Files that belong to nothing found"),
    "alarm.raised": gettext_lazy("Something kept is not as it was"),
    "alarm.settled": gettext_lazy("Found to be as it was again"),
    "alarm.accepted": gettext_lazy("Taken as it is by the operator"),
    "job.started": gettext_lazy("Long work started"),
    "job.paused": gettext_lazy("Long work paused"),
    "job.resumed": gettext_lazy("Long work resumed"),
    "job.cancelled": gettext_lazy("Long work cancelled"),
    "job.retried": gettext_lazy("Long work tried again"),
    "job.ended": gettext_lazy("Long work ended"),
}
_namers: dict[str, tuple[Namer, Finder]] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Add {verb: sentence}. The sentence has no subject: “Claim accepted”."""
    _sentences.update(sentences)


def said(verb: str) -> str:
    """What a verb means; the verb itself where no room has said."""
    return str(_sentences.get(verb, verb))


def verbs() -> list[tuple[str, str]]:
    """[(verb, sentence)] of all that was registered, by sentence."""
    return sorted(((verb, str(sentence)) for verb, sentence in _sentences.items()), key=lambda row: row[1].casefold())


def name_claims_by(namer: Namer, finder: Finder) -> None:
    """namer(ids) → {id: (label, address)}; finder(case, text) → id or "". The room of claims registers both."""
    _namers["claim"] = namer, finder


def claim_names(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """{id: (label, address)} of the claims that are still there, in one query."""
    return _namers["claim"][0](ids) if ids and "claim" in _namers else {}


def claim_id(case: Model, text: str) -> str:
    """The id of the claim a person typed the reference of; empty where there is none in this case."""
    return _namers["claim"][1](case, text) if "claim" in _namers else ""
