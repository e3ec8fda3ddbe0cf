"""Silent corruption is found within a day: each night the newest package of every round is read again, byte for byte."""

import structlog
from django.core.mail import mail_admins
from django.db.models import OuterRef, Subquery

from documents.packages.actions import note_verified
from documents.packages.models import Package
from documents.packages.verify import verify_stored

log = structlog.get_logger(__name__)


def verify():
    """Verify, write down what was found, and tell the operator of what is not as it was made."""
    newest = Package.objects.exclude(manifest_sha256="").filter(round=OuterRef("round")).order_by("-version")
    for package in Package.objects.filter(pk=Subquery(newest.values("pk")[:1])).select_related("round__case"):
        problems = verify_stored(package).problems
        note_verified(package=package, problems=len(problems))
        if problems:
            log.error("package.changed", package_id=str(package.pk), problems=len(problems))
            mail_admins(
                "A package is not as it was made",
                f"Package {package.pk}: {len(problems)} problems. Run: manage.py verify_package {package.pk}",
                fail_silently=True,
            )
