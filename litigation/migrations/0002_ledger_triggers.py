from django.db import migrations

from litigation.ledger import triggers


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what the ledger holds."""

    dependencies = [("litigation", "0001_initial")]
    operations = [migrations.RunPython(triggers.create, triggers.drop)]
