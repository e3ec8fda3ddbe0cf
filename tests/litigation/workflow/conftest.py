import uuid

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from django.utils import timezone


class Ticket(models.Model):
    """A row with everything move() can care for. It has its own registry: no migration sees it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        DONE = "done", "Done"

    TRANSITIONS = {
        ("draft", "sent"): "ticket.sent",
        ("draft", "done"): "ticket.dropped",
        ("sent", "done"): "ticket.done",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    status_changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    case_id = models.CharField(max_length=64, default="case-1")
    claim_id = models.CharField(max_length=64, default="claim-1")

    class Meta:
        apps = Apps()
        app_label = "samples"


class Claim(models.Model):
    """The least a model can have: a status and its table."""

    TRANSITIONS = {("draft", "sent"): "claim.sent"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    status = models.CharField(max_length=10, default="draft")

    class Meta:
        apps = Apps()
        app_label = "samples"


@pytest.fixture(scope="session")
def sample_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Ticket)
        editor.create_model(Claim)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Ticket)
        editor.delete_model(Claim)


@pytest.fixture
def ticket(sample_tables, db):
    return Ticket.objects.create()
