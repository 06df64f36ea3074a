from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def take_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back: a release of before knows no sums to choose, which stand in the note on the amount too."""
    apps.get_model("catalogue", "Figure").objects.filter(kind="choice").delete()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0040_sums_to_choose")]

    operations = [migrations.RunPython(migrations.RunPython.noop, take_away)]
