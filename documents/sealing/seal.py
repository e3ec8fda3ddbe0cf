"""Sealing: a detached seal beside a file (manifest.json.p7s), which is checked here too, and a sealed PDF for the claimant."""

import asyncio
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from documents.rendering.errors import RenderError

from .identity import Identity

FIELD = "HamkkeSeal"


class Verdict(StrEnum):
    INTACT = "intact"
    CHANGED = "changed"
    """The file is not, or not entirely, what was sealed."""
    OTHER_CERTIFICATE = "other_certificate"
    """Sealed, but not by this installation."""
    NO_SEAL = "no_seal"
    """There is no seal, more than one, or nothing that can be read as one."""


@dataclass(frozen=True)
class SealResult:
    verdict: Verdict
    fingerprint: str = ""
    """SHA-256 of the certificate found."""
    sealed_at: datetime | None = None
    """The time the sealing machine claims; no authority confirms it."""

    @property
    def intact(self) -> bool:
        return self.verdict == Verdict.INTACT


@dataclass(frozen=True)
class SealedPdf:
    pdf: bytes
    sha256: str
    """To be kept elsewhere (the ledger): one of the three parts of the check."""


def seal_detached(data: bytes, identity: Identity) -> bytes:
    """CMS (DER) over exactly these bytes, with the certificate inside: the content of <file>.p7s."""
    signer = _signer(identity)
    return asyncio.run(signer.async_sign_general_data(data, digest_algorithm="sha256", use_cades=True)).dump()


def verify_detached(data: bytes, p7s: bytes, *, fingerprint: str) -> SealResult:
    """Whether these bytes are what the certificate with this fingerprint sealed."""
    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms

    try:
        signed = cms.ContentInfo.load(p7s, strict=True)["content"]
        context = _trusting_only(signed["certificates"][0].chosen)
        status = asyncio.run(async_validate_detached_cms(data, signed, signer_validation_context=context))
    except Exception:  # noqa: BLE001 - whatever a forged seal makes the parsers raise, it is no seal
        return SealResult(Verdict.NO_SEAL)
    return _judged(status, fingerprint)


def seal_pdf(pdf: bytes, identity: Identity, *, reason="") -> SealedPdf:
    """A certified PDF (PAdES B-B) in which nothing may be changed. Only for PDFs that we rendered, as their last write."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason or None,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if writer.prev.embedded_signatures:
            raise RenderError("seal.already_sealed", _("This PDF is sealed already."))
        sealed = signers.sign_pdf(writer, about, signer=_signer(identity)).getvalue()
    except PdfError as error:
        raise RenderError("seal.unreadable", _("This PDF cannot be read, so it was not sealed.")) from error
    return SealedPdf(sealed, hashlib.sha256(sealed).hexdigest())


def _judged(status, fingerprint):
    found = hashlib.sha256(status.signing_cert.dump()).hexdigest()
    if not (status.intact and status.valid):
        return SealResult(Verdict.CHANGED, found)
    if found != fingerprint:
        return SealResult(Verdict.OTHER_CERTIFICATE, found, status.signer_reported_dt)
    return SealResult(Verdict.INTACT, found, status.signer_reported_dt)


def _signer(identity):
    from asn1crypto import keys, x509
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    certificate = x509.Certificate.load(identity.certificate)
    return SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(identity.key),
        cert_registry=SimpleCertificateStore(),
    )


def _trusting_only(certificate):
    """Chains decide nothing here, the fingerprint does; and nothing is fetched."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[certificate], allow_fetching=False)
