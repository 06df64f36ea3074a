"""Two periods of one group never share a day: an exclusion constraint on PostgreSQL, triggers on SQLite.

SQLite drops a table's triggers when Django rebuilds the table: a later migration that alters `PlaceGroupPeriod` there
has to run `hold` again."""

from django.db import migrations

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE catalogue_placegroupperiod ADD CONSTRAINT placegroupperiod_no_overlap
    EXCLUDE USING gist (group_id WITH =, daterange(holds_from, holds_until, '[]') WITH &&);
"""
POSTGRESQL_BACK = "ALTER TABLE catalogue_placegroupperiod DROP CONSTRAINT placegroupperiod_no_overlap;"

SQLITE = """
CREATE TRIGGER placegroupperiod_no_overlap_{name} AFTER {act} ON catalogue_placegroupperiod
WHEN EXISTS (
    SELECT 1 FROM catalogue_placegroupperiod AS other
    WHERE other.group_id = NEW.group_id AND other.id <> NEW.id
    AND (other.holds_until IS NULL OR NEW.holds_from IS NULL OR other.holds_until >= NEW.holds_from)
    AND (other.holds_from IS NULL OR NEW.holds_until IS NULL OR other.holds_from <= NEW.holds_until)
)
BEGIN SELECT RAISE(ABORT, 'placegroupperiod_no_overlap: end one period on the day before the other starts'); END;
"""
ACTS = {"insert": "INSERT", "update": "UPDATE OF group_id, holds_from, holds_until"}


def hold(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    elif vendor == "sqlite":
        for name, act in ACTS.items():
            schema_editor.execute(SQLITE.format(name=name, act=act))


def release(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
    elif vendor == "sqlite":
        for name in ACTS:
            schema_editor.execute(f"DROP TRIGGER placegroupperiod_no_overlap_{name};")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(hold, release)]
