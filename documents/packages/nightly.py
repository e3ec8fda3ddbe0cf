"""Silent corruption is found within a day: each night the newest package of every round is read again, byte for byte."""

import structlog
from django.core.mail import mail_admins
from django.db.models import OuterRef, Subquery

from documents.packages.actions import note_verified
from documents.packages.models import Package
from documents.packages.verify import verify_stored
from litigation.watch import actions as watch
from litigation.watch.actions import Finding

log = structlog.get_logger(__name__)


def newest():
    """The newest package of every round, of those that were ever put together."""
    versions = Package.objects.exclude(manifest_sha256="").filter(round=OuterRef("round")).order_by("-version")
    return Package.objects.filter(pk=Subquery(versions.values("pk")[:1])).select_related("round__case")


def verify_one(package):
    """Verify, write down what was found, and tell the operator of what is not as it was made."""
    problems, key = verify_stored(package).problems, f"package {package.pk}"
    note_verified(package=package, problems=len(problems))
    if not problems:
        watch.well(keys=[key])
        return
    log.error("package.changed", package_id=str(package.pk), problems=len(problems))
    finding = Finding(key, "package.changed", problems[0], subject=package, case=package.round.case_id)
    watch.found(findings=[finding])
    mail_admins(
        "A package is not as it was made",
        f"Package {package.pk}: {len(problems)} problems. Run: manage.py verify_package {package.pk}",
        fail_silently=True,
    )
