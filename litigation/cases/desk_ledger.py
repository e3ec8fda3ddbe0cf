"""The ledger as the case lead and the auditor read it: every act and every look, newest first, by filters in the address."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypedDict

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from litigation.accounts.models import User
from litigation.accounts.requests import DeskRequest
from litigation.accounts.rights import right
from litigation.ledger import words
from litigation.ledger.models import LedgerEvent
from litigation.ledger.queries import for_case
from litigation.text.cleaning import searched
from litigation.web import keyset

PER_PAGE = 100
ROLES = {
    "claimant": gettext_lazy("claimant"),
    "person": gettext_lazy("claimant"),  # nobody of the team acted, or no page was asked
    "helper": gettext_lazy("helper"),
    "attorney": gettext_lazy("attorney"),
    "coordinator": gettext_lazy("coordinator"),
    "case_lead": gettext_lazy("case lead"),
    "auditor": gettext_lazy("auditor"),
    "system": gettext_lazy("by itself"),
}


@right("ledger.read")
@require_GET
def ledger(request: DeskRequest) -> HttpResponse:
    """Filters: what was done (verb), who did it (a member of the team), about which claim, from and until which day."""
    asked, ignored = _asked(request)
    page = keyset.page(_rows(request.case, asked), order=("-seq",), size=PER_PAGE, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "rows": lines_of(page.rows),
        "asked": asked,
        "filtered": any(asked.values()),
        "ignored": ignored + ([_("the place in the list")] if page.lost else []),
        "verbs": words.verbs(),
        "team": _team(request.case),
        "next_url": _next_url(request, page.after),
    }
    return render(request, "desk/ledger.html", context)


def _asked(request: DeskRequest) -> tuple[dict[str, str], list[str]]:
    """({filter: value}, [what was ignored])."""
    said = {name: searched(request.GET.get(name, "")) for name in ("verb", "who", "claim", "from", "until")}
    known: dict[str, Callable[[str], str]] = {
        "verb": lambda text: text if text in dict(words.verbs()) else "",
        "who": lambda text: text if text in {str(user.pk) for user in _team(request.case)} else "",
        "claim": lambda text: text if words.claim_id(request.case, text) else "",
        "from": _day,
        "until": _day,
    }
    asked = {name: known[name](text) if text else "" for name, text in said.items()}
    return asked, [f"{name}={text[:40]}" for name, text in said.items() if text and not asked[name]]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _rows(case: Model, asked: Mapping[str, str]) -> QuerySet[LedgerEvent]:
    claim = words.claim_id(case, asked["claim"]) if asked["claim"] else ""
    until = _midnight(asked["until"], days=1)
    return for_case(
        case.pk, verb=asked["verb"], actor_id=asked["who"], claim_id=claim, since=_midnight(asked["from"]), until=until
    )


def _midnight(day: str, days: int = 0) -> datetime | None:
    """The beginning of that Seoul day, some days later; None for none."""
    return (
        timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min)) + timedelta(days=days) if day else None
    )


def _team(case: Model) -> QuerySet[User]:
    return User.objects.filter(memberships__case=case.pk).distinct().order_by("display_name", "pk")


class Line(TypedDict):
    """One row of the page."""

    event: LedgerEvent
    sentence: str
    who: str
    role: str | Promise
    claim: tuple[str, str]
    door: str | Promise


def lines_of(events: Collection[LedgerEvent]) -> list[Line]:
    """Events as templates/desk/ledger_rows.html shows them: in words, with names of colleagues and references of claims."""
    people = {str(user.pk): user for user in User.objects.filter(pk__in={e.actor_id for e in events if e.actor_id})}
    claims = words.claim_names({event.claim_id for event in events if event.claim_id})
    return [
        {
            "event": event,
            "sentence": words.said(event.verb),
            "who": _who(event, people),
            "role": _role(event, people),
            "claim": claims.get(event.claim_id, ("", "")),
            "door": LedgerEvent.Source(event.source).label,
        }
        for event in events
    ]


def _who(event: LedgerEvent, people: Mapping[str, User]) -> str:
    """A colleague's name. Claimants stay without one here: their claim says who they are to those who may know."""
    user = people.get(event.actor_id)
    return user.display_name if user else ""


def _role(event: LedgerEvent, people: Mapping[str, User]) -> str | Promise:
    """Nothing beside the name of a colleague who acted through no page of the desk."""
    plain = event.actor_role == "person" and _who(event, people)
    return "" if plain else ROLES.get(event.actor_role, event.actor_role)


def _next_url(request: DeskRequest, after: str) -> str:
    query = request.GET.copy()
    query["after"] = after
    return f"{request.path}?{query.urlencode()}" if after else ""
