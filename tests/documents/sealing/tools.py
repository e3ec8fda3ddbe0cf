"""Whether a sealed PDF is what was sealed, as whoever was given one finds out.

It is judged by three things together, because a PDF signature alone says nothing about bytes in the hole that holds it, and
a file cut back to before the signature merely looks unsigned: the SHA-256 of the whole file as noted when it was sealed, a
signature that covers the entire file, and exactly one signature, made with the expected certificate.
"""

import hashlib
import io

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from documents.sealing import seal
from documents.sealing.seal import SealResult, Verdict


def verify_sealed_pdf(pdf: bytes, *, expected_sha256: str, fingerprint: str) -> SealResult:
    """The three-part check of this module's docstring; any part that fails decides."""
    if hashlib.sha256(pdf).hexdigest() != expected_sha256:
        return SealResult(Verdict.CHANGED)
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_signatures
        if len(found) != 1:
            return SealResult(Verdict.NO_SEAL)
        status = validate_pdf_signature(found[0], signer_validation_context=seal._trusting_only(found[0].signer_cert))
    except Exception:
        return SealResult(Verdict.NO_SEAL)
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok:
        return SealResult(Verdict.CHANGED)
    return seal._judged(status, fingerprint)
