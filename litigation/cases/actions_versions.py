"""Versions of what is authored: the next one is added where its content is new; nothing is overwritten."""

import hashlib
import json
from typing import TypeVar

from litigation.cases.models import Case, CaseFact, CaseText, Defendant

Version = TypeVar("Version", CaseText, CaseFact, Defendant)


def lock(case: Case) -> None:
    """One writer of versions at a time: whoever comes second finds the first one's version."""
    Case.objects.select_for_update().get(pk=case.pk)


def newest_of(model: type[Version], **identity: object) -> Version | None:
    return model.objects.filter(**identity).order_by("-version").first()


def add(model: type[Version], newest: Version | None, content: object, **fields: object) -> Version | None:
    """The next version, or None where the newest says the same."""
    sha256 = sha256_of(content)
    if newest and newest.sha256 == sha256:
        return None
    return model.objects.create(version=newest.version + 1 if newest else 1, sha256=sha256, **fields)


def sha256_of(content: object) -> str:
    """Of a text: its bytes. Of anything else: its canonical JSON."""
    text = content if isinstance(content, str) else json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
