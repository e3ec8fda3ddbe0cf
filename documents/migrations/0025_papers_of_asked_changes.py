import django.db.models.deletion
from django.db import migrations, models

CREATE = {
    "sqlite": [
        "CREATE TRIGGER asked_change_no_update BEFORE UPDATE ON documents_askedchange WHEN (NEW.id IS NOT OLD.id OR NEW.round_id IS NOT OLD.round_id OR NEW.number IS NOT OLD.number OR NEW.entry_id IS NOT OLD.entry_id OR NEW.kind IS NOT OLD.kind OR NEW.reason IS NOT OLD.reason OR NEW.asked_by_id IS NOT OLD.asked_by_id OR NEW.asked_at IS NOT OLD.asked_at OR (NEW.person IS NOT OLD.person AND substr(NEW.person, 1, instr(substr(NEW.person, 5), '.') + 4) = substr(OLD.person, 1, instr(substr(OLD.person, 5), '.') + 4))) BEGIN SELECT RAISE(ABORT, 'What was asked for stays as it was asked for: take it back and ask anew.'); END",
        "CREATE TRIGGER asked_change_no_delete BEFORE DELETE ON documents_askedchange BEGIN SELECT RAISE(ABORT, 'What was asked for stays as it was asked for: take it back and ask anew.'); END",
        "CREATE TRIGGER asked_change_no_replace BEFORE INSERT ON documents_askedchange WHEN EXISTS (SELECT 1 FROM documents_askedchange WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM documents_askedchange WHERE change_id = NEW.change_id) OR EXISTS (SELECT 1 FROM documents_askedchange WHERE round_id = NEW.round_id AND number = NEW.number) OR EXISTS (SELECT 1 FROM documents_askedchange WHERE entry_id = NEW.entry_id AND status IN ('asked', 'confirmed') AND NEW.status IN ('asked', 'confirmed')) BEGIN SELECT RAISE(ABORT, 'What was asked for stays as it was asked for: take it back and ask anew.'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION asked_change_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'What was asked for stays as it was asked for: take it back and ask anew.' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER asked_change_no_update BEFORE UPDATE ON documents_askedchange FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.round_id IS DISTINCT FROM OLD.round_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id OR NEW.asked_at IS DISTINCT FROM OLD.asked_at OR (NEW.person IS DISTINCT FROM OLD.person AND split_part(NEW.person, '.', 2) = split_part(OLD.person, '.', 2))) EXECUTE FUNCTION asked_change_refuses()",
        'CREATE TRIGGER asked_change_no_delete BEFORE DELETE ON documents_askedchange FOR EACH ROW EXECUTE FUNCTION asked_change_refuses()',
        'CREATE TRIGGER asked_change_no_truncate BEFORE TRUNCATE ON documents_askedchange FOR EACH STATEMENT EXECUTE FUNCTION asked_change_refuses()',
    ],
}
DROP = {
    "sqlite": [
        'DROP TRIGGER IF EXISTS asked_change_no_update',
        'DROP TRIGGER IF EXISTS asked_change_no_delete',
        'DROP TRIGGER IF EXISTS asked_change_no_replace',
    ],
    "postgresql": [
        'DROP TRIGGER IF EXISTS asked_change_no_update ON documents_askedchange',
        'DROP TRIGGER IF EXISTS asked_change_no_delete ON documents_askedchange',
        'DROP TRIGGER IF EXISTS asked_change_no_truncate ON documents_askedchange',
        'DROP FUNCTION IF EXISTS asked_change_refuses()',
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0024_changes_of_filed_rounds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='filing',
            name='change',
            field=models.ForeignKey(blank=True, help_text='The change of a filed roster that it asks the court for, and its corrections too.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='documents.askedchange'),
        ),
        migrations.RunPython(create, drop),
    ]
