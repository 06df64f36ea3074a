from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def ask_for_it(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back: a release of before knows no test of what is only answered, and asks."""
    apps.get_model("matcher", "Condition").objects.filter(operator="answered-as").update(operator="any-of")


class Migration(migrations.Migration):
    dependencies = [("matcher", "0020_answered_as")]

    operations = [migrations.RunPython(migrations.RunPython.noop, ask_for_it)]
