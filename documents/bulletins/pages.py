"""What the lawyers wrote to their clients, on each one's own pages."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claimants.claims.queries import my_claim
from documents.bulletins import queries
from documents.bulletins.actions import note_read
from documents.bulletins.rules import words_for
from litigation.accounts.rights import right

CARD = "claimants/bulletins/_card.html"


@right("claim.own")
@require_GET
def my_bulletins(request):
    context = {
        "page_title": _("Messages from your lawyers"),
        "back_url": reverse("my"),
        "lines": [
            (each, words_for(each.bulletin.texts, request.LANGUAGE_CODE)) for each in queries.mine(my_claim(request))
        ],
    }
    return render(request, "claimants/bulletins/list.html", context)


@right("claim.own")
@require_GET
def my_bulletin(request, pk):
    """One, in one's own language where it was written in it; that it was opened is noted."""
    delivery = queries.my_delivery(my_claim(request), pk)
    note_read(delivery=delivery)
    language, words = words_for(delivery.bulletin.texts, request.LANGUAGE_CODE)
    context = {
        "page_title": words["subject"],
        "caption": _("Message from your lawyers"),
        "back_url": reverse("my_bulletins"),
        "bulletin": delivery.bulletin,
        "words": words,
        "language": language,
        "is_own": language == request.LANGUAGE_CODE,
    }
    return render(request, "claimants/bulletins/one.html", context)


def show(request, claim):
    """On one's home: the messages, those not opened yet counted; nothing where none ever came."""
    mine = queries.mine(claim)
    count = mine.count()
    return {"messages_count": count, "unread": mine.filter(read_at=None).count()} if count else None
