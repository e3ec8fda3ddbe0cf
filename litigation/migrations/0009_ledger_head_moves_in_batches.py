from django.db import migrations

from litigation.ledger import triggers


class Migration(migrations.Migration):
    """The head may pass many events at once, but only to one that stands there with its hash, and none left out."""

    dependencies = [("litigation", "0008_job_titles_by_kind")]
    operations = [migrations.RunPython(triggers.create, migrations.RunPython.noop)]
