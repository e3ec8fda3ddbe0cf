"""Writing to many clients at once: a draft, sending it, taking it back before anybody saw it, opening it."""

from collections.abc import Collection, Iterator, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.notices.actions import notify_claims
from claimants.notices.models import Notice
from documents.bulletins.models import Bulletin, Delivery
from documents.bulletins.queries import KIND, OUTSIDE, addressees
from documents.bulletins.rules import UNDO, Words, is_held
from documents.rounds.models import Round
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move

SEND = "bulletin.send"
AT_ONCE = 500  # people an item


def write(
    *, case: Case, round: Round | None, texts: Mapping[str, Words], actor: User, draft: Bulletin | None = None
) -> Bulletin:
    """Keep a draft, or another version of the draft there is. texts: by language, at least one.

    Refuses a bulletin that was sent, and one that was thrown away.
    """
    with transaction.atomic():
        take_turn()
        values = {"round": round, "texts": dict(texts), "written_by": actor}
        if draft is None:
            draft = Bulletin.objects.create(case=case, **values)
        elif not Bulletin.objects.filter(pk=draft.pk, status=Bulletin.Status.DRAFT).update(
            **values, version=F("version") + 1
        ):
            raise _no_draft(Bulletin.objects.get(pk=draft.pk))
        languages = sorted(texts)
        record("bulletin.written", actor=actor, subject=draft, case=case, data={"languages": languages})
    return draft


def send(*, bulletin: Bulletin, version: int, actor: User) -> None:
    """Send it to everybody it is for now, as a job. Nobody sees it, and no mail goes, before its time to be taken back is over.

    version: of the draft that was looked at. Refuses one that was changed since, one that was sent, and one for nobody.
    """
    with transaction.atomic():
        take_turn()
        bulletin.refresh_from_db()
        if bulletin.status != Bulletin.Status.DRAFT:
            raise _no_draft(bulletin)
        if bulletin.version != version:
            sentence = _("Somebody changed this message since you looked at it. Look at it again, then send it.")
            raise DomainError("bulletin.changed", sentence, status=409)
        claims = [str(pk) for pk in addressees(bulletin).values_list("pk", flat=True)]
        if not claims:
            sentence = _("This message is for nobody: nobody has sent a claim there, or all have left.")
            raise DomainError("bulletin.for_nobody", sentence)
        Bulletin.objects.filter(pk=bulletin.pk).update(sent_by=actor, leaves_at=timezone.now() + UNDO)
        move(bulletin, Bulletin.Status.SENT, actor=actor, data={"people": len(claims)})
        start(SEND, actor=actor, case=bulletin.case, subject=bulletin, items=_items(claims))
        bulletin.refresh_from_db()


def discard(*, bulletin: Bulletin, actor: User) -> None:
    """Throw a draft away: it stands in no list, and can be put back. Twice is once. Refuses one that was sent."""
    with transaction.atomic():
        take_turn()
        bulletin.refresh_from_db()
        if bulletin.status == Bulletin.Status.DISCARDED:
            return
        if bulletin.status != Bulletin.Status.DRAFT:
            raise _no_draft(bulletin)
        move(bulletin, Bulletin.Status.DISCARDED, actor=actor)


def restore(*, bulletin: Bulletin, actor: User) -> None:
    """Put back a draft that was thrown away. Twice is once. Refuses one that was sent meanwhile."""
    with transaction.atomic():
        take_turn()
        bulletin.refresh_from_db()
        if bulletin.status == Bulletin.Status.DRAFT:
            return
        if bulletin.status != Bulletin.Status.DISCARDED:
            raise _no_draft(bulletin)
        move(bulletin, Bulletin.Status.DRAFT, actor=actor)


def _no_draft(bulletin):
    if bulletin.status == Bulletin.Status.DISCARDED:
        sentence = _("This message was thrown away. Put it back first.")
        return DomainError("bulletin.discarded", sentence, status=409)
    return DomainError("bulletin.sent", _("This message was sent, so it stays as it is."), status=409)


def _items(claims) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for number in range(0, len(claims), AT_ONCE):
        yield str(number), {"claims": claims[number : number + AT_ONCE]}


def deliver(*, bulletin: Bulletin, claims: Collection[str]) -> int:
    """Put it before these people and a mail into the outbox of each; who left meanwhile gets none. Returns how many."""
    with transaction.atomic():
        take_turn()
        sent = Bulletin.objects.filter(pk=bulletin.pk, status=Bulletin.Status.SENT).first()
        if sent is None:
            return 0
        there = Claim.objects.filter(pk__in=claims).exclude(status__in=OUTSIDE).select_related("claimant__account")
        people = list(there)
        mails = notify_claims(claims=people, kind=KIND, params={"bulletin": str(sent.pk)}, due_at=sent.leaves_at)
        Delivery.objects.bulk_create(
            Delivery(bulletin=sent, claim=claim, notice=mail) for claim, mail in zip(people, mails, strict=True)
        )
        return len(people)


def take_back(*, bulletin: Bulletin, actor: User) -> None:
    """Undo the sending while nobody has seen it: no mail goes. Only by who sent it, and only in time."""
    with transaction.atomic():
        take_turn()
        bulletin.refresh_from_db()
        if bulletin.status == Bulletin.Status.SENT and bulletin.sent_by_id != actor.pk:
            raise DomainError("bulletin.not_yours", _("Only who sent this message can take it back."), status=403)
        if not is_held(bulletin.status, bulletin.leaves_at, timezone.now()):
            raise DomainError(
                "bulletin.too_late", _("This message is out. Write another one that corrects it."), status=409
            )
        move(bulletin, Bulletin.Status.TAKEN_BACK, actor=actor)
        mails = bulletin.deliveries.values("notice")
        Notice.objects.filter(pk__in=mails, state=Notice.State.QUEUED).delete()
        bulletin.deliveries.all().delete()


def note_read(*, delivery: Delivery) -> None:
    """Its person opened it; the first time counts."""
    Delivery.objects.filter(pk=delivery.pk, read_at=None).update(read_at=timezone.now())


def forget(*, claim: Claim) -> None:
    """That somebody was written to goes with what they gave."""
    Delivery.objects.filter(claim=claim).delete()
