"""Writes of the API that may be sent twice: a network that fails after the act must not make the act happen again."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from litigation.errors import DomainError
from litigation.web.models import IdempotencyKey

LONGEST = 200
Method = TypeVar("Method", bound=Callable[..., Response])
LAPSES = timedelta(minutes=10)  # longer than any file is examined


def idempotent(method: Method) -> Method:
    """A write under an Idempotency-Key: the same key gets the first answer again, and nothing is done twice.

    The key, the act and its answer are one transaction. So a crash leaves neither; a second request with the key that
    comes while the first is running waits for it, then gets its answer; a refusal is not kept, and the key may try again.
    The key belongs to the person. Refuses a request without a key (400) and a key used for something else (422).
    Answers are kept readable for two days, so they hold nothing that the vault encrypts.
    """

    @wraps(method)
    def guarded(view, request, *args, **kwargs):
        key, digest = _key(request), _digest(request)
        if first := _first(request, key, digest):
            return first
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(user=request.user, key=key, digest=digest)
                return _keep(row, method(view, request, *args, **kwargs))
        except IntegrityError:
            if first := _first(request, key, digest):  # another request with this key was faster
                return first
            raise

    guarded.is_idempotent = True
    return guarded


def idempotent_long(method: Method) -> Method:
    """The same for an act that examines a file: nobody else may wait for that, so no transaction is open meanwhile.

    Only for acts that do by themselves nothing twice. The key is taken first, then the act runs, then its answer is
    kept. A second request that comes meanwhile is told that the first is running (409). A crash leaves the key taken;
    it lapses after some minutes, and the act may be tried again. A refusal gives it back at once.
    """

    @wraps(method)
    def guarded(view, request, *args, **kwargs):
        key, digest = _key(request), _digest(request)
        row = _taken(request, key, digest)
        if row is None:
            return _first(request, key, digest) or _refuse_running()
        try:
            return _keep(row, method(view, request, *args, **kwargs))
        except BaseException:
            row.delete()
            raise

    guarded.is_idempotent = True
    return guarded


def _keep(row, response):
    row.status, row.body = response.status_code, response.data
    row.save(update_fields=["status", "body"])
    return response


def _taken(request, key, digest):
    """The row of this key where it is new, or was left by a crash; None where another request has it or had it."""
    mine, now = {"user": request.user, "key": key}, timezone.now()
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(**mine, digest=digest)
    except IntegrityError:
        lapsed = IdempotencyKey.objects.filter(**mine, digest=digest, status=None, created_at__lt=now - LAPSES)
        return IdempotencyKey.objects.get(**mine) if lapsed.update(created_at=now) else None


def _key(request):
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        sentence = _("Send an Idempotency-Key header: any text, new for each new act.")
        raise DomainError("idempotency.missing", sentence, status=400)
    if len(key) > LONGEST:
        sentence = _("This Idempotency-Key is too long. Use %(most)s characters or fewer.") % {"most": LONGEST}
        raise DomainError("idempotency.too_long", sentence, status=400)
    return key


def _first(request, key, digest):
    row = IdempotencyKey.objects.filter(user=request.user, key=key).first()
    if row is None:
        return None
    if row.digest != digest:
        raise DomainError("idempotency.reused", _("This Idempotency-Key was used for something else. Send a new one."))
    if row.status is None:
        _refuse_running()
    return Response(row.body, row.status, headers={"Idempotent-Replay": "true"})


def _refuse_running():
    sentence = _("The first request with this key is still running. Try again shortly.")
    raise DomainError("idempotency.running", sentence, status=409)


def _digest(request):
    """SHA-256 of method, address and what was sent; of files their bytes."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\0".encode())
    data = request.data
    told = {name: data.getlist(name) for name in data} if hasattr(data, "getlist") else data
    if hasattr(data, "getlist"):
        for name, file in request.FILES.items():
            told[name] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
    digest.update(json.dumps(told, sort_keys=True, cls=DjangoJSONEncoder).encode())
    return digest.hexdigest()
