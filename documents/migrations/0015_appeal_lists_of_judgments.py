import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FIRST = "first"
USER = settings.AUTH_USER_MODEL


class Carried:
    """What stood under a round goes to the proceeding of its first instance: the only judgment there was a list for."""

    def __init__(self):
        self.answers, self.lists = [], []

    def take(self, apps, schema_editor):
        suits = dict(
            apps.get_model("documents", "Proceeding").objects.filter(instance=FIRST).values_list("round", "pk")
        )
        for row in apps.get_model("documents", "AppealAnswer").objects.select_related("entry").defer("entry__snapshot"):
            told = {name: getattr(row, name) for name in ("entry_id", "appeals", "source", "confirmed_by_id", "confirmed_at")}
            self.answers.append({"proceeding_id": suits[row.entry.round_id], **told})
        for row in apps.get_model("documents", "AppealList").objects.all():
            names = ("appeals", "stays", "left", "sha256", "closed_by_id", "closed_at")
            version = row.round.changes.filter(made_at__lte=row.closed_at).aggregate(last=models.Max("version"))["last"]
            kept = {"proceeding_id": suits[row.round_id], "roster_version": version or 1, "left_since": 0}
            self.lists.append({**kept, **{name: getattr(row, name) for name in names}})

    def give(self, apps, schema_editor):
        answer, closed = (apps.get_model("documents", name) for name in ("AppealAnswer", "AppealList"))
        answer.objects.bulk_create([answer(**row) for row in self.answers], batch_size=500)
        closed.objects.bulk_create([closed(**row) for row in self.lists], batch_size=500)


carried = Carried()


class Migration(migrations.Migration):
    """Who appeals belongs to a judgment, and answers are only added: both tables are made anew, with what stood in them."""

    dependencies = [
        ("documents", "0014_access_requests"),
        migrations.swappable_dependency(USER),
    ]

    operations = [
        migrations.RunPython(carried.take, migrations.RunPython.noop),
        migrations.DeleteModel(name="AppealAnswer"),
        migrations.DeleteModel(name="AppealList"),
        migrations.CreateModel(
            name="AppealList",
            fields=[
                ("proceeding", models.OneToOneField(help_text="Whose judgment is appealed.", on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="appeal_list", serialize=False, to="documents.proceeding")),
                ("roster_version", models.PositiveIntegerField(help_text="The version of the roster in force at that judgment.")),
                ("appeals", models.PositiveIntegerField(help_text="Plaintiffs who appeal.")),
                ("stays", models.PositiveIntegerField(help_text="Plaintiffs who do not, each with who confirmed it.")),
                ("left", models.PositiveIntegerField(help_text="Plaintiffs who had left the suit before the judgment.")),
                ("left_since", models.PositiveIntegerField(help_text="Plaintiffs who left it after the judgment.")),
                ("sha256", models.CharField(help_text="SHA-256 over number and answer of every plaintiff in order.", max_length=64)),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now, help_text="When.")),
                ("closed_by", models.ForeignKey(help_text="Who closed it.", on_delete=django.db.models.deletion.PROTECT, related_name="+", to=USER)),
            ],
        ),
        migrations.CreateModel(
            name="AppealAnswer",
            fields=[
                ("id", models.BigAutoField(help_text="Counts up.", primary_key=True, serialize=False)),
                ("appeals", models.BooleanField(help_text="Yes: is on the notice of appeal. No: said so, or their mandate did.")),
                ("source", models.CharField(help_text="Where the team has it from: a letter, a call, the mandate.", max_length=200)),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now, help_text="When.")),
                ("confirmed_by", models.ForeignKey(help_text="Who wrote it down.", on_delete=django.db.models.deletion.PROTECT, related_name="+", to=USER)),
                ("entry", models.ForeignKey(help_text="The plaintiff.", on_delete=django.db.models.deletion.PROTECT, related_name="appeal_answers", to="documents.rosterentry")),
                ("proceeding", models.ForeignKey(help_text="Whose judgment it is about.", on_delete=django.db.models.deletion.PROTECT, related_name="appeal_answers", to="documents.proceeding")),
            ],
            options={
                "indexes": [models.Index(fields=["proceeding", "entry", "-id"], name="appeal_answer_newest")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="appeal_answer_has_source")],
            },
        ),
        migrations.RunPython(carried.give, migrations.RunPython.noop),
    ]
