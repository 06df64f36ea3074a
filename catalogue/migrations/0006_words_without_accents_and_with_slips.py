"""What the search of words needs of PostgreSQL; nothing elsewhere."""

from typing import Any

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class OnPostgreSQLAlone:
    """Django's own operations look at the database forwards, not backwards."""

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, *states)  # type: ignore[misc]


class Unaccent(OnPostgreSQLAlone, UnaccentExtension):
    pass


class Trigrams(OnPostgreSQLAlone, TrigramExtension):
    pass


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_drop_the_code_of_a_family")]

    operations = [Unaccent(), Trigrams()]
