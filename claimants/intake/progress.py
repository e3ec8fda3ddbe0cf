"""Where a claim stands, in the claimant's words: what we do now, what they do, when they hear (never an internal name)."""

from dataclasses import dataclass, replace

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from claimants.intake.rules import REFUSALS, review_due
from claimants.intake.story import day_of
from claimants.leaving.queries import may_come_back
from claimants.leaving.words import what_is_kept
from claimants.mandates.queries import needs_another


@dataclass(frozen=True)
class Progress:
    sentence: str
    tone: str
    we: str = ""
    you: str = ""
    when: str = ""
    why: str = ""


def progress_of(claim):
    """The words of the claim's status, with its own dates; what has to be signed anew is never nothing to do."""
    words = WORDS[claim.status](claim)
    if not needs_another(claim):
        return words
    words = replace(words, you=_("Sign your power of attorney again."))
    if claim.status != "accepted":
        return words
    sentence = _("A lawyer accepted your claim. Before it can go to the court you have to sign again.")
    return replace(words, sentence=sentence, tone="bad")


def _day(moment):
    day = timezone.localtime(moment).date() if hasattr(moment, "tzinfo") else moment
    return formats.date_format(day, "DATE_FORMAT")


def _draft(claim):
    return Progress(
        _("Not sent yet. You can still change everything."),
        "todo",
        we=_("We keep what you wrote. Nobody reads it before you send it."),
        you=_("Do the open tasks, in any order, and send your claim."),
        when=_("As soon as you have sent it, we write to you."),
    )


def _submitted(claim):
    return Progress(
        _("We have your claim. A lawyer will read it by %(date)s.")
        % {"date": _day(review_due(claim.status_changed_at))},
        "wait",
        we=_("Your claim waits its turn. Those who have waited longest are read first."),
        you=_("Nothing. Keep your papers, and tell us if your phone number changes."),
        when=_("You hear from us by e-mail as soon as a lawyer has decided or needs something."),
    )


def _in_review(claim):
    return Progress(
        _("A lawyer is reading it now."),
        "wait",
        we=_("A lawyer compares what you wrote with what you sent."),
        you=_("Nothing."),
        when=_("You hear from us by e-mail as soon as a lawyer has decided or needs something."),
    )


def _needs_information(claim):
    dates = [each.cure_by for each in claim.deficiencies.all() if each.state == "open"]
    sentence = (
        _("We need one thing from you by %(date)s.")
        if len(dates) < 2
        else _("We need some things from you by %(date)s.")
    )
    return Progress(
        sentence % {"date": _day(min(dates))} if dates else _("We need something from you."),
        "bad",
        we=_("We wait for your answer. Your place in the case is kept."),
        you=_("Open the request below. It says exactly what is needed."),
        when=_("When you have answered, a lawyer reads it again."),
    )


def _accepted(claim):
    return Progress(
        _("Ready for the court. We file it in the next round."),
        "ok",
        we=_("We put the papers together. People are filed together, in rounds."),
        you=_("Nothing. You can still leave, at no cost."),
        when=_("We write to you when your round is made up, and again when it is filed."),
    )


def _in_round(claim):
    return Progress(
        _("In the documents for the court. You cannot change it now."),
        "todo",
        we=_("The lawyers finish the papers and hand them to the court."),
        you=_("Nothing. If something in your answers is wrong, call the lawyers at once."),
        when=_("We write to you on the day your claim is filed."),
    )


def _filed(claim):
    return Progress(
        _("Filed at %(court)s on %(date)s.") % {"court": claim.case.court, "date": _day(day_of(claim, "claim.filed"))},
        "seal",
        we=_("Your lawyers conduct the suit. The court decides when things happen."),
        you=_("Nothing. If your address changes, call the lawyers."),
        when=_(
            "When your lawyers write to you, a mail says so and the message stands on your page. It can take years."
        ),
    )


def _decided(claim):
    return Progress(
        _("The court has decided."),
        "seal",
        we=_(
            "Your lawyers have the judgment. When they write to you, a mail says so and the message stands on your page."
        ),
        you=_("There may be a short time in which you decide whether to go on. If you hear nothing, call the lawyers."),
    )


def _closed(claim):
    return Progress(_("Your claim is finished."), "", we=_("Your file is kept with the papers of the court."))


def _not_eligible(claim):
    return Progress(
        _("We cannot include this claim."),
        "",
        why=str(REFUSALS[claim.refusal_code][1]),
        we=_("We keep your file for now, so that the decision can be looked at again."),
        you=_(
            "If you think this is wrong, write to the lawyers, or ask another lawyer. Do not wait long, because time runs."
        ),
        when=_("Nothing of your claim goes to the court."),
    )


def _withdrawn(claim):
    back = may_come_back(claim)
    return Progress(
        _("You left the claim on %(date)s.") % {"date": _day(claim.status_changed_at)},
        "",
        we=" ".join(what_is_kept(claim)),
        you=_("Nothing. While the case takes claims you can come back.") if back else _("Nothing."),
    )


WORDS = {
    "draft": _draft,
    "submitted": _submitted,
    "in_review": _in_review,
    "needs_information": _needs_information,
    "accepted": _accepted,
    "in_round": _in_round,
    "filed": _filed,
    "decided": _decided,
    "closed": _closed,
    "not_eligible": _not_eligible,
    "withdrawn": _withdrawn,
}
