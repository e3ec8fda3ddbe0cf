"""The kinds of long work. A room says in its `jobs.py` what one item means; the engine does the rest.

@kind("round.papers")
class RoundPapers(JobKind):
    title = _("Make the papers of a round")
    right = "round.prepare"

    def run_item(self, item):
        pdf = render(item.payload["claim"])          # slow, pure, may happen twice
        with item.commit() as result:                # fast, happens once or not at all
            result["paper"] = str(keep(pdf).pk)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

import structlog
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import ngettext

if TYPE_CHECKING:  # the rows of this room, which ask their kind
    from litigation.jobs.models import Job, JobItem

log = structlog.get_logger(__name__)
_kinds: dict[str, JobKind] = {}
Result = dict[str, Any] | None  # ids and numbers
Known = TypeVar("Known", bound="JobKind")


class Retry(Exception):
    """A temporary trouble: try this item again (up to `max_attempts`), after `after` seconds.

    `sentence` is what a person reads where the last attempt fails too.
    """

    def __init__(self, sentence: str | Promise = "", *, after: float = 2) -> None:
        super().__init__(str(sentence))
        self.sentence, self.after = sentence, after


class Overtaken(Exception):
    """What a job was to do no longer holds. `sentence` says what came in between; the job ends with it."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class JobKind:
    """What one kind of work is. Instances hold no state: many workers use them at once."""

    name = ""  # set by @kind
    title: str | Promise = ""  # translated, for the list of jobs
    right = "job.read"  # beside job.read: who may see jobs of this kind
    begun_by = "job.control"  # who may begin this kind of work may steer it; who has job.control steers every kind
    max_attempts = 3
    lease_seconds: int | None = None  # None: settings.JOB_LEASE_SECONDS; renewed while the worker lives
    limit_seconds = 600  # an item that takes longer hangs: its lease is no longer renewed
    concurrency = 4  # at most so many items of one job at a time
    short = 0  # a job of at most so much is short: somebody waits for it, so it goes before the bulk (queues.py)
    exclusive = False  # True: only one open job of this kind per subject

    def run_item(self, item: JobItem) -> Result:
        """Do one item; return a small dict of ids and numbers, or None.

        Must be safe to run twice: do the slow part first, then write inside `with item.commit() as result:` (all or
        nothing, refused to a worker that lost its lease). Without that block the returned dict is committed for you.
        Raise DomainError to leave this item out with its sentence, Retry for a temporary trouble.
        """
        raise NotImplementedError

    def finish(self, job: Job) -> Result:
        """After the last item, once. Write inside `with job.commit() as result:`, or return a dict. Optional."""

    def overtaken(self, job: Job) -> str | Promise:
        """Why what was decided when the job began no longer holds: a sentence, or "" while it does.

        Asked before each step and again inside each commit, under the ledger's turn, so that nothing old is written and
        nobody is told by it. A kind that reads what holds at that moment, or only what is frozen, needs none.
        """
        return ""

    def named(self, job: Job) -> str | Promise:
        """What one job is called, in the language of who reads it: “Papers of round 4”. `job.params` hold what it needs."""
        return self.title

    def item_label(self, item: JobItem) -> str:
        """The name of an item on the job's page."""
        return item.key

    def item_url(self, item: JobItem) -> str:
        """Where a person looks at what the item is about; empty: nowhere."""
        return ""

    def url(self, job: Job) -> str:
        """Where the outcome is looked at once the job has ended; empty: nowhere."""
        return ""

    def weight(self, payload: Any) -> int:
        """How much of the job an item is, in `unit`s: of a batch its documents. At least 1."""
        return 1

    def unit(self, number: int) -> str:
        """The word after the number: '2,003 documents'."""
        return ngettext("item", "items", number)


def kind(name: str) -> Callable[[type[Known]], type[Known]]:
    """Register a JobKind under a name that stays for ever, since it stands in rows. Refuses a name taken twice."""

    def register(cls: type[Known]) -> type[Known]:
        taken = _kinds.get(name)
        if taken and (type(taken).__module__, type(taken).__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"Job kind {name!r} is already {type(taken).__module__}.{type(taken).__qualname__}.")
        cls.name = name
        _kinds[name] = cls()
        return cls

    return register


def find(name: str) -> JobKind | None:
    """The kind, or None where no room of this version knows it (an old row)."""
    discover()
    return _kinds.get(name)


def decides(kind: JobKind | None) -> TypeGuard[JobKind]:
    """Whether a kind acts on a decision that may be overtaken."""
    return kind is not None and type(kind).overtaken is not JobKind.overtaken


def refuse_overtaken(job: Job) -> None:
    """Raise Overtaken where the decision behind the job no longer holds."""
    kind = find(job.kind)
    if decides(kind) and (sentence := kind.overtaken(job)):
        raise Overtaken(sentence)


def named(job: Job) -> str:
    """What a job is called by its kind: less exactly where its row says less, and by the kind's name where no room of this
    version knows it."""
    return str(ask(job.kind, "named", job)) or job.kind


def ask(name: str, question: str, subject: object) -> Any:
    """Ask a kind about a job, an item or a number: `named`, `item_label`, `url` … as JobKind has them.

    Rows outlive versions. Where this one does not understand what another wrote, or what it was about is gone, the
    answer is that of any kind, and one row never takes a page from all.
    """
    known = find(name) or JobKind()
    try:
        return getattr(known, question)(subject)
    except Exception:  # a kind's words are told, never relied on
        log.warning("job.words_failed", kind=name, question=question, exc_info=True)
        return getattr(JobKind, question)(known, subject)


def get(name: str) -> JobKind:
    if found := find(name):
        return found
    raise LookupError(f"No job kind {name!r}. Known: {', '.join(sorted(_kinds))}.")


def every() -> dict[str, JobKind]:
    discover()
    return dict(sorted(_kinds.items()))


@cache
def discover() -> None:
    """Import `jobs.py` of every room of the project's own apps; there is no list to keep."""
    for app in apps.get_app_configs():
        if Path(settings.BASE_DIR) != Path(app.path).parent:
            continue
        for room in iter_modules([app.path], f"{app.name}."):
            if room.ispkg and find_spec(f"{room.name}.jobs"):
                import_module(f"{room.name}.jobs")
