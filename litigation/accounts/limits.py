"""How often something may be done. One mechanism for all that could be guessed or overdone.

A limit has stretches of time, each with its own most: the more often somebody comes, the longer they wait. Counting and
asking are one UPDATE of the database, so of many at the same moment no more pass than may; rows outlive an emptied cache.

What is counted here: codes asked for and codes entered, by address and by client; second factors, by person; the word to
an address that somebody tried. The tries of one code stand in its own row (MailedCode).
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from litigation.accounts.models import Tally

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Limit:
    """stretches: (most, seconds), the shortest first, so that who is told to wait a little loses nothing of the day."""

    name: str
    stretches: tuple[tuple[int, int], ...]


CODES_TO_ADDRESS = Limit("codes.address", ((4, 10 * MINUTE), (8, 2 * HOUR), (12, DAY)))
CODES_FOR_CLIENT = Limit("codes.client", ((20, MINUTE), (100, HOUR), (400, DAY)))
TRIES_OF_ADDRESS = Limit("tries.address", ((40, DAY),))
TRIES_OF_CLIENT = Limit("tries.client", ((60, 10 * MINUTE), (400, DAY)))
SECOND_FACTORS = Limit("second_factors", ((5, 5 * MINUTE), (30, DAY)))
WORDS_OF_TRIES = Limit("words_of_tries", ((1, DAY),))


def take(limit, whom) -> bool:
    """Count one more, and say whether it may be. whom: an address, a client, a person; kept only as a keyed hash."""
    return all(_take(limit.name, str(whom), most, seconds) for most, seconds in limit.stretches)


def forgive(limit, whom) -> None:
    """Begin anew in the stretches that run now: somebody proved that it was them."""
    keys = [_key(limit.name, str(whom), seconds) for _most, seconds in limit.stretches]
    Tally.objects.filter(key__in=keys).delete()


def sweep() -> None:
    """Forget the stretches that are over."""
    Tally.objects.filter(ends_at__lt=timezone.now()).delete()


def _take(name, whom, most, seconds):
    """The same two statements for the first time as for the last: how long it takes tells nothing of who came before."""
    key, ends_at = _key(name, whom, seconds), datetime.fromtimestamp((_now() // seconds + 1) * seconds, UTC)
    Tally.objects.bulk_create([Tally(key=key, count=0, ends_at=ends_at)], ignore_conflicts=True)
    return bool(Tally.objects.filter(key=key, count__lt=most).update(count=F("count") + 1))


def _key(name, whom, seconds):
    return salted_hmac("limits", f"{name}:{seconds}:{_now() // seconds}:{whom}", algorithm="sha256").hexdigest()


def _now():
    return int(time.time())
