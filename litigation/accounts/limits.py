"""How often something may be done. One mechanism for all that could be guessed or overdone.

A limit has stretches of time, each with its own most: the more often somebody comes, the longer they wait. Counting and
asking are one UPDATE of the database, so of many at the same moment no more pass than may; rows outlive an emptied cache.

Every limit stands here as a Limit; docs/what-binds.md prints all of them. Those of guessing are fixed: whoever loosens them
makes a hole. Those of load are settings. How many requests a minute a program may send, only to keep the load down, is
counted in the cache instead (litigation/web/throttles.py); the tries of one code in its own row (MailedCode).
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from litigation.accounts.models import Tally
from litigation.errors import DomainError

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Limit:
    """what: in words, for operators. of: by what it is counted apart. setting: which changes it, if one does.

    stretches: (most, seconds), the shortest first, so that who is told to wait a little loses nothing of the day.
    """

    name: str
    stretches: tuple[tuple[int, int], ...]
    what: str = ""
    of: str = ""
    setting: str = ""


_codes, _files, _writes = settings.CODES_AN_HOUR, settings.FILES_AN_HOUR, settings.WRITES_AN_HOUR
CODES_TO_ADDRESS = Limit(
    "codes.address", ((4, 10 * MINUTE), (8, 2 * HOUR), (12, DAY)), "codes asked for", "address they go to"
)
CODES_FOR_CLIENT = Limit(
    "codes.client",
    ((-(-_codes // 5), MINUTE), (_codes, HOUR), (4 * _codes, DAY)),
    "codes asked for",
    "network address that asks",
    "HAMKKE_CODES_AN_HOUR",
)
TRIES_OF_ADDRESS = Limit("tries.address", ((40, DAY),), "codes entered", "address they went to")
TRIES_OF_CLIENT = Limit(
    "tries.client", ((60, 10 * MINUTE), (400, DAY)), "codes entered", "network address that enters them"
)
SECOND_FACTORS = Limit("second_factors", ((5, 5 * MINUTE), (30, DAY)), "second factors entered", "person")
WORDS_OF_TRIES = Limit("words_of_tries", ((1, DAY),), "words that somebody tried", "address")
FILES_OF_PERSON = Limit(
    "files.person", ((_files, HOUR), (5 * _files, DAY)), "files sent", "person", "HAMKKE_FILES_AN_HOUR"
)
FILES_OF_CLAIM = Limit("files.claim", ((90, HOUR),), "files taken, those taken back later too", "claim")
WRITES_OF_PERSON = Limit(
    "writes.person", ((_writes, HOUR),), "requests that change something", "person", "HAMKKE_WRITES_AN_HOUR"
)


def take(limit, whom) -> bool:
    """Count one more, and say whether it may be. whom: an address, a client, a person; kept only as a keyed hash."""
    return all(_take(limit.name, str(whom), most, seconds) for most, seconds in limit.stretches)


def wait(limit, whom) -> int:
    """Seconds until it may be again: those left of the stretches that are full."""
    full = [
        seconds
        for most, seconds in limit.stretches
        if Tally.objects.filter(key=_key(limit.name, str(whom), seconds), count__gte=most).exists()
    ]
    return max((seconds - _now() % seconds for seconds in full), default=1)


def refusal(limit, whom, code, sentence, *, field="") -> DomainError:
    """Of what take() did not let pass: 429, with when to come back in a second sentence and in a header."""
    seconds = wait(limit, whom)
    minutes = -(-seconds // 60)
    again = ngettext("Try again in %(count)s minute.", "Try again in %(count)s minutes.", minutes) % {"count": minutes}
    said = f"{sentence} {again}"
    return DomainError(code, said, status=429, fields={field: said} if field else None, wait=seconds)


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
