"""What somebody wrote on a page whose session had ended is kept, encrypted, until they sign in again.

A form carries `_owner`, the signed id of the person it was shown to (template tag `guard`). A POST of a signed-out browser
is kept only with a good owner, and given back only to that same person, on the same page, within the hour; what was
written in one case of the desk only in that case.
"""

import time

from django.core import signing

from litigation.vault.keys import seal, unseal

KEY = "parked"
KEEP_SECONDS = 3600
NOT_KEPT = {"csrfmiddlewaretoken", "_owner", "_once", "_seen", "_language", "_case"}
MOST_BYTES = 64 * 1024


def owner_token(user):
    return signing.dumps(str(user.pk), salt="form-owner")


def owner_of(token):
    """The id of the person a form was shown to, or None where the token is absent, forged or older than a day."""
    try:
        return signing.loads(token or "", salt="form-owner", max_age=24 * 3600)
    except signing.BadSignature:
        return None


def park(request, *, path=None):
    """Keep the fields of this POST in the session, for this page or the one at `path`. Returns whether they are kept."""
    owner = owner_of(request.POST.get("_owner"))
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if not owner or sum(len(v) for values in fields.values() for v in values) > MOST_BYTES:
        return False
    kept = {"owner": owner, "path": path or request.path, "at": time.time(), "fields": fields}
    kept["case"] = request.POST.get("_case", "")
    request.session[KEY] = seal(kept, purpose="parked")
    return True


def restore(request):
    """The kept fields for this page and this person as {name: [values]}, once; else None."""
    if KEY not in request.session:
        return None
    kept = unseal(request.session[KEY], purpose="parked")
    if kept["path"] != request.path or kept["case"] not in ("", _case_of(request)):
        return None
    del request.session[KEY]
    fresh = time.time() - kept["at"] < KEEP_SECONDS
    return kept["fields"] if fresh and kept["owner"] == str(request.user.pk) else None


def _case_of(request):
    case = getattr(request, "case", None)
    return str(case.pk) if case else ""
