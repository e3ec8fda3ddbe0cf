"""Lists of the desk: the review queue and the search. The address holds every filter; one that makes no sense is named."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_countries import countries

from claimants.foreign.words import RECIPROCITY
from claimants.review import queries, words
from claimants.review.desk import decided
from claimants.review.queries import QUEUE_ORDER
from claimants.review.rules import is_locked
from litigation.accounts.rights import may, right
from litigation.law.foreign import STATUSES
from litigation.text.cleaning import searched
from litigation.web import keyset
from litigation.web.formpage import guard

PER_PAGE = 50
QUEUE_STATES = ("waiting", "reading", "answered")
STATES_SHOWN = [status for status in words.STATES if status != "draft"]


@right("queue.see")
@require_GET
def queue(request):
    """What waits for an attorney: answered requests first, then whoever waits longest."""
    asked, ignored = _asked(request, state=QUEUE_STATES, country=dict(countries), mine=("1",))
    mine = request.user if asked["mine"] else None
    rows = queries.waiting(request.case, state=asked["state"], country=asked["country"], mine=mine)
    page = keyset.page(rows, order=QUEUE_ORDER, size=PER_PAGE, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "rows": [_row(claim, request.user) for claim in page.rows],
        "figures": queries.figures(request.case, request.user),
        "pills": _queue_pills(request, asked),
        "filtered": any(asked.values()),
        "ignored": ignored + ([_("the place in the list")] if page.lost else []),
        "next_url": _with(request, after=page.after) if page.after else "",
        "may_review": may(request.user, "claim.review", membership=request.membership),
        "guard": guard(request),
        "toast": decided(request),
    }
    return render(request, "desk/claims/queue.html", context)


@right("claimant.search")
@require_GET
def search(request):
    """One box for a reference, a name in any script, a passport number or an e-mail address."""
    asked, ignored = _asked(request, status=STATES_SHOWN, country=dict(countries), reciprocity=STATUSES)
    text = searched(request.GET.get("q", ""))[:200]
    rows = queries.found(request.case, text, **asked)
    page = keyset.page(rows, order=queries.NEWEST_FIRST, size=PER_PAGE, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "rows": [_row(claim, request.user) | {"why": queries.why_found(claim, text)} for claim in page.rows],
        "q": text,
        "asked": asked,
        "filtered": bool(text.strip() or any(asked.values())),
        "ignored": ignored + ([_("the place in the list")] if page.lost else []),
        "states": [(status, words.STATES[status][0]) for status in STATES_SHOWN],
        "countries": list(countries),
        "reciprocity": [(status, RECIPROCITY[status][0]) for status in STATUSES],
        "next_url": _with(request, after=page.after) if page.after else "",
    }
    return render(request, "desk/claims/search.html", context)


def _asked(request, **known):
    """({filter: value}, [what was ignored]): only values that exist are used, the others are named on the page."""
    asked, ignored = {}, []
    for name, values in known.items():
        value = request.GET.get(name, "")
        asked[name] = value if value in values else ""
        if value and not asked[name]:
            ignored.append(f"{name}={value[:40]}")
    return asked, ignored


def _with(request, **changes):
    """The address of this list with some filters changed; an empty value takes one out, and the list begins anew."""
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _queue_pills(request, asked):
    """[(label, address, whether it is on)]: what one click narrows the queue to, or takes back."""
    labels = {"waiting": _("Waiting"), "reading": _("Being read"), "answered": _("Answered")}
    pills = [
        (label, _with(request, state="" if asked["state"] == state else state), asked["state"] == state)
        for state, label in labels.items()
    ]
    pills.append((_("Mine"), _with(request, mine="" if asked["mine"] else "1"), bool(asked["mine"])))
    shown = dict(queries.countries_waiting(request.case))
    for code in {**shown, **({asked["country"]: 0} if asked["country"] else {})}:
        on = asked["country"] == code
        pills.append((countries.name(code), _with(request, country="" if on else code), on))
    return pills


def _row(claim, user):
    return {
        "claim": claim,
        "person": claim.claimant,
        "nationalities": [each.country.name for each in claim.claimant.nationalities.all()],
        "state": words.state(claim),
        "waited": words.waited(claim.status_changed_at),
        "answered": getattr(claim, "answered", False),
        "locked": is_locked(claim, user),
    }
