from django.db import migrations

from litigation.ledger import triggers


class Migration(migrations.Migration):
    """The head may pass several events at once, where all of them are there (ledger.actions.record_all)."""

    dependencies = [("litigation", "0008_job_titles_by_kind")]
    operations = [migrations.RunPython(triggers.create, triggers.drop)]
