"""Reading mandates: the one in force, what is still missing before signing, and the exact content put before the signer."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.claims.rules import BEFORE_PAPERS, EDITABLE
from claimants.mandates import rules
from claimants.mandates.lapses import AGE, lapses, sentence
from claimants.mandates.models import Mandate
from claimants.mandates.signed import Content, Signed, Wording
from claimants.people.capacity import was_minor
from claimants.people.described import Printed, signing
from claimants.people.models import Claimant
from claimants.people.words import address_line, nationality_ko
from litigation.cases.models import Case, CaseText
from litigation.cases.named import Lawyer, Sued
from litigation.cases.queries import defendants, lawyers, text
from litigation.fonts import unprintable
from litigation.kept import sha256
from litigation.law.figures import SEOUL

KEY = "mandate.text"


@dataclass(frozen=True)
class Offer:
    """What the signer is shown: every value the document will print but the signature itself, and the hash of all that."""

    content: Content
    korean: CaseText
    other: CaseText | None
    sha256: str

    @property
    def own_name_left_out(self) -> bool:
        """Whether the document says that the name in the signer's own script cannot be printed."""
        return bool(unprintable(self.content.person.own_name))

    @property
    def shown(self) -> CaseText:
        """The text in the reader's language, else the Korean."""
        return self.other or self.korean


def in_force(claim: Claim) -> Mandate | None:
    return claim.mandates.filter(state=Mandate.State.SIGNED).select_related("text").first()


def mine_or_404(claim: Claim) -> Mandate:
    found = in_force(claim)
    if found is None:
        raise Http404
    return found


def may_sign(claim: Claim) -> bool:
    """Whether the claim is open for a signature: while its answers are, and later where a new one is needed."""
    return claim.status in EDITABLE or needs_another(claim)


def needs_another(claim: Claim) -> bool:
    """Whether it was sent with a mandate that has lapsed since, and is in no paper yet."""
    mandate = in_force(claim) if claim.status in BEFORE_PAPERS else None
    return mandate is not None and not mandate.counts


def lapsed(claim: Claim) -> str:
    """Why the mandate that was signed counts no longer, in the reader's language; "" where it counts or there is none."""
    mandate = in_force(claim)
    return sentence(mandate.lapsed.split()) if mandate and mandate.lapsed else ""


def acting(case: Case) -> tuple[Lawyer, ...]:
    """The attorneys of record, as mandates name them."""
    return tuple(map(Lawyer.of, lawyers(case)))


def lapses_of(mandate: Mandate, claim: Claim, lawyers: tuple[Lawyer, ...]) -> tuple[str, ...]:
    """Why it counts no longer, as codes: what it prints has changed, or its signer was no adult then. lawyers: acting."""
    signed = Signed.from_json(mandate.snapshot)
    now = replace(signed, lawyers=lawyers, person=_person(claim))
    born, alone = signed.person.birth_date, not signed.person.representative
    minor = alone and born is not None and was_minor(born, mandate.signed_at.astimezone(SEOUL).date())
    return (*([AGE] if minor else []), *lapses(signed, now))


def signer_of(claim: Claim) -> Claimant | None:
    """Who signs: the person themself; for a child the account's own person as legal representative. None: nobody here."""
    person = claim.claimant
    if person.relation == Claimant.Relation.SELF:
        return person
    if person.relation == Claimant.Relation.CHILD:
        return Claimant.objects.filter(account=person.account, relation=Claimant.Relation.SELF).first()
    return None


def names_of(person: Claimant) -> list[str]:
    """How a person may type their name, the first as it is asked for: as papers print it, since the signature is printed."""
    return [name for name in (person.passport_name, person.own_name, person.hangul_name) if not unprintable(name)]


def missing(claim: Claim) -> list[tuple[str, str]]:
    """[(what, URL name)] of answers the document prints and that are not there yet, or that it could not print."""
    person = claim.claimant
    asked = [
        (bool(person.passport_name), _("Your name"), "my_name"),
        (person.birth_date is not None, _("Your birth date"), "my_birth"),
        (person.nationalities.exists(), _("Your nationality"), "my_nationality"),
        (bool(person.country and person.address), _("Your address"), "my_address"),
        (not unprintable(address_line(person)), _("Your address in letters that papers can print"), "my_address"),
    ]
    return [(title, url_name) for there, title, url_name in asked if not there]


def offer(claim: Claim, language: str) -> Offer:
    """The content as it would be signed now, in this language beside the Korean."""
    korean = text(claim.case, KEY, "ko")
    found = text(claim.case, KEY, language)
    other = found if found.language != "ko" else None
    content = Content(
        reference=claim.reference,
        case_name=claim.case.case_name_ko,
        court=claim.case.court,
        defendants=tuple(map(Sued.from_json, defendants(claim.case))),
        lawyers=acting(claim.case),
        person=_person(claim),
        language=other.language if other else "ko",
        text=Wording(
            version=korean.version,
            sha256=korean.sha256,
            ko=korean.body,
            other=other.body if other else "",
            other_sha256=other.sha256 if other else "",
        ),
    )
    return Offer(content, korean, other, sha256(content.to_json()))


def in_case(case: Case) -> QuerySet[Mandate]:
    """Mandates with a document of claims that were sent: what the team may open."""
    sent = Mandate.objects.filter(claim__case=case, claim__submitted_at__isnull=False)
    return sent.exclude(document_name="").select_related("claim")


def by_code(code: str) -> Mandate | None:
    """The mandate whose certificate page prints this code, or None."""
    head = rules.read_code(code)
    return Mandate.objects.filter(content_sha256__startswith=head).select_related("claim").first() if head else None


def _person(claim) -> Printed:
    person, signer = claim.claimant, signer_of(claim)
    by = f"법정대리인 친권자 {signer.hangul_name or signer.passport_name}" if signer and signer.pk != person.pk else ""
    return signing(
        person,
        nationality=nationality_ko(person),
        representative=by,
    )
