"""The identity this installation seals with, kept beside its other private data."""

from django.conf import settings

from documents.sealing.identity import Identity, load_or_make_identity


def identity() -> Identity:
    return load_or_make_identity(settings.VAR / "seal")
