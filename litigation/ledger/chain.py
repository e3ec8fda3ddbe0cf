"""The hash of an event: pure, small enough to be written again by anyone who wants to check us."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

HASHED = (
    "seq",
    "at",
    "verb",
    "actor_id",
    "actor_role",
    "subject_type",
    "subject_id",
    "case_id",
    "claim_id",
    "data",
    "source",
    "request_id",
    "prev_hash",
)


def canonical(values: Mapping[str, Any]) -> bytes:
    """All columns but the hash as JSON: keys sorted, no spaces, UTF-8, the time in UTC with six decimals."""
    at = values["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    row = {name: values[name] for name in HASHED} | {"at": at}
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def event_hash(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()
