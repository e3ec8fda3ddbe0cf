from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE TRIGGER filed_anyway_no_update BEFORE UPDATE ON documents_filedanyway BEGIN SELECT RAISE(ABORT, 'Why a round was filed all the same stays written down.'); END",
        "CREATE TRIGGER filed_anyway_no_delete BEFORE DELETE ON documents_filedanyway BEGIN SELECT RAISE(ABORT, 'Why a round was filed all the same stays written down.'); END",
        "CREATE TRIGGER filed_anyway_no_replace BEFORE INSERT ON documents_filedanyway WHEN EXISTS (SELECT 1 FROM documents_filedanyway WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM documents_filedanyway WHERE round_id = NEW.round_id AND check_code = NEW.check_code) BEGIN SELECT RAISE(ABORT, 'Why a round was filed all the same stays written down.'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION filed_anyway_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'Why a round was filed all the same stays written down.' USING ERRCODE = 'restrict_violation'; END $$",
        'CREATE TRIGGER filed_anyway_no_update BEFORE UPDATE ON documents_filedanyway FOR EACH ROW EXECUTE FUNCTION filed_anyway_refuses()',
        'CREATE TRIGGER filed_anyway_no_delete BEFORE DELETE ON documents_filedanyway FOR EACH ROW EXECUTE FUNCTION filed_anyway_refuses()',
        'CREATE TRIGGER filed_anyway_no_truncate BEFORE TRUNCATE ON documents_filedanyway FOR EACH STATEMENT EXECUTE FUNCTION filed_anyway_refuses()',
    ],
}
DROP = {
    "sqlite": [
        'DROP TRIGGER IF EXISTS filed_anyway_no_update',
        'DROP TRIGGER IF EXISTS filed_anyway_no_delete',
        'DROP TRIGGER IF EXISTS filed_anyway_no_replace',
    ],
    "postgresql": [
        'DROP TRIGGER IF EXISTS filed_anyway_no_update ON documents_filedanyway',
        'DROP TRIGGER IF EXISTS filed_anyway_no_delete ON documents_filedanyway',
        'DROP TRIGGER IF EXISTS filed_anyway_no_truncate ON documents_filedanyway',
        'DROP FUNCTION IF EXISTS filed_anyway_refuses()',
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
        ('documents', '0020_filed_anyway'),
    ]

    operations = [migrations.RunPython(create, drop)]
