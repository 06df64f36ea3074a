"""The table in which the limits on signing in are counted (CACHES["default"])."""

from django.core.management import call_command
from django.db import migrations

TABLE = "access_limits"


def create(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("matcher", "0014_sign_ins")]
    operations = [migrations.RunPython(create, drop)]
