"""Writing down who a person is. Each verb saves one page's answers, writes the ledger, and refuses what is frozen."""

from collections.abc import Collection
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claimants.people.models import Claimant, Nationality
from claimants.people.rules import FROZEN, SENT
from claimants.people.signals import person_told
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable
from litigation.ledger.actions import record, take_turn
from litigation.vault.index import blind_index

IN_PAPERS = gettext_noop(
    "Your answers are in the court documents now, so this page cannot change them. Call the lawyers if something is wrong."
)
ALREADY_SENT = gettext_noop(
    "You have sent this claim, so its answers are fixed. If something is wrong, call the lawyers: they can open it again."
)


def save_name(
    *,
    claimant: Claimant,
    family_name: str,
    given_name: str,
    one_name: bool,
    own_name: str,
    hangul_name: str,
    actor: User,
) -> None:
    """Names as in the passport, in the person's own script and in Hangul. A Hangul spelling they typed is theirs: confirmed;
    one that only stayed beside another name is a reading of the old one, and is confirmed anew.

    The own script may hold letters that no paper prints (printing.py); the names that papers stand on may not.
    """
    refuse_unprintable(family_name=family_name, given_name=given_name, hangul_name=hangul_name)
    _save(
        claimant,
        actor=actor,
        what="name",
        family_name=family_name,
        given_name="" if one_name else given_name,
        one_name=one_name,
        own_name=own_name,
        hangul_name=hangul_name,
        hangul_confirmed_at=_confirmed_at(claimant, (family_name, given_name, own_name), hangul_name),
        fixed_in=SENT | FROZEN,
    )


def _confirmed_at(claimant, names, hangul_name):
    """Since when the Korean spelling stands: it dies with the names it was read from."""
    if not hangul_name:
        return None
    if hangul_name != claimant.hangul_name:
        return timezone.now()
    same = names == (claimant.family_name, claimant.given_name, claimant.own_name)
    return claimant.hangul_confirmed_at if same else None


def confirm_hangul(*, claimant: Claimant, hangul_name: str, actor: User) -> None:
    """An attorney settles the Korean spelling that stands in every paper."""
    if not hangul_name.strip():
        raise DomainError(
            "claimant.hangul_empty",
            _("Enter the name in Hangul."),
            fields={"hangul_name": _("Enter the name in Hangul.")},
        )
    refuse_unprintable(hangul_name=hangul_name)
    _save(claimant, actor=actor, what="hangul", hangul_name=hangul_name.strip(), hangul_confirmed_at=timezone.now())


def save_birth(*, claimant: Claimant, birth_date: date, actor: User) -> None:
    _save(claimant, actor=actor, what="birth", birth_date=birth_date, fixed_in=SENT | FROZEN)


def save_nationalities(
    *,
    claimant: Claimant,
    nationalities: Collection[tuple[str, date | None, date | None]],
    actor: User,
    passport_number: str | None = None,
) -> None:
    """Replace the nationalities: [(country, held_from, held_until)], with None where an end is open or unknown.

    With a passport_number that is kept too, encrypted and with a keyed hash to find the same passport twice; None leaves
    the one there is. Refuses when no nationality is named.
    """
    if not nationalities:
        raise DomainError("claimant.no_nationality", _("Choose the nationality in your passport."))
    with _answering(claimant, SENT | FROZEN):
        claimant.nationalities.all().delete()
        Nationality.objects.bulk_create(
            Nationality(claimant=claimant, country=country, held_from=since, held_until=until)
            for country, since, until in nationalities
        )
        number = _passport(passport_number) if passport_number else {}
        _save(claimant, actor=actor, what="nationality", fixed_in=SENT | FROZEN, **number)


def save_contact(*, claimant: Claimant, phone: str, actor: User) -> None:
    """How to reach the person stays open for ever: it stands in no paper."""
    _save(claimant, actor=actor, what="contact", phone=phone or None, fixed_in=frozenset())


def save_address(
    *, claimant: Claimant, country: str, address: str, postcode: str, address_ko: str = "", actor: User
) -> None:
    """Where the person lives; open until the court documents are made. Refuses letters that papers cannot print.

    Papers print the Korean letters where there are any. Those that only stayed beside another address are of the old one: they
    are taken out.
    """
    refuse_unprintable(address=address, postcode=postcode, address_ko=address_ko)
    before = (str(claimant.country), claimant.address or "", claimant.postcode)
    if address_ko == claimant.address_ko and (country, address, postcode) != before:
        address_ko = ""
    _save(
        claimant,
        actor=actor,
        what="address",
        country=country,
        address=address,
        postcode=postcode,
        address_ko=address_ko or None,
    )


def _passport(number):
    number = "".join(number.split()).upper()
    return {"passport_number": number or None, "passport_index": blind_index(number, "passport") if number else ""}


def _save(claimant, *, actor, what, fixed_in=FROZEN, **values):
    """One write for all verbs above."""
    with _answering(claimant, fixed_in):
        for name, value in values.items():
            setattr(claimant, name, value)
        claimant.save(update_fields=[*values, "updated_at"])
        Claimant.objects.filter(pk=claimant.pk).update(version=F("version") + 1)
        record("claimant.answered", actor=actor, subject=claimant, claim=claimant.claims.first(), data={"page": what})
        person_told.send(Claimant, claimant=claimant)


@contextmanager
def _answering(claimant, fixed_in):
    """An answer may change in here: refused while a claim of the person stands where it is fixed.

    Claims move under the ledger's turn, so none of them moves between this look at them and the end.
    """
    with transaction.atomic():
        take_turn()
        claims = list(claimant.claims.values_list("status", "erased_at"))
        if claims and all(erased_at for _status, erased_at in claims):
            sentence = _("What you wrote was deleted after you left. Come back to your claim first, then begin anew.")
            raise DomainError("claimant.erased", sentence, status=409)
        standing = {status for status, _erased_at in claims} & fixed_in
        if standing & FROZEN:
            raise DomainError("claimant.frozen", _(IN_PAPERS), status=409)
        if standing:
            raise DomainError("claimant.sent", _(ALREADY_SENT), status=409)
        yield
