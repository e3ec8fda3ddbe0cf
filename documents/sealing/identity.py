"""The key and certificate this installation seals with: made at first use, kept in one file only its owner can read.

The certificate is signed by itself. A seal made with it proves that a file is still what this installation sealed; it does
not prove who a person is, and no authority vouches for it. A qualified certificate can take its place: an Identity holds any.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "seal.pem"
_YEARS = 10


@dataclass(frozen=True)
class Identity:
    key: bytes
    """Private key, PKCS#8 DER."""
    certificate: bytes
    """X.509 DER."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate: what to compare a seal with."""
        return hashlib.sha256(self.certificate).hexdigest()

    def __repr__(self):
        return f"<Identity {self.fingerprint[:16]}>"


def load_or_make_identity(directory: Path, *, name="Hamkke seal") -> Identity:
    """The identity in a directory; made there if there is none. Of two processes that make one at once, one wins.

    Refuses (PermissionError) a key file that others may read.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = directory / FILE
    if not file.exists():
        _make(file, name)
    if file.stat().st_mode & 0o077:
        raise PermissionError(f"{file} can be read by others; run: chmod 600 {file}")
    return _load(file.read_bytes())


def _make(file, name):
    """Write to a private draft, then link it into place; a link never replaces what is there."""
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".seal-")  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(_new_pem(name))
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first: its identity counts
    finally:
        Path(draft).unlink()


def _new_pem(name):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} (integrity only)")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + certificate.public_bytes(pem)


def _load(pem):
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    der = serialization.Encoding.DER
    key = serialization.load_pem_private_key(pem, password=None)
    secret = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Identity(secret, x509.load_pem_x509_certificate(pem).public_bytes(der))
