from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def ask_for_it(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back: a release of before knows no number that is only looked at once it is answered, and asks."""
    apps.get_model("matcher", "Condition").objects.filter(operator="answered-from").update(operator="at-least")


class Migration(migrations.Migration):
    dependencies = [("matcher", "0022_answered_from")]

    operations = [migrations.RunPython(migrations.RunPython.noop, ask_for_it)]
