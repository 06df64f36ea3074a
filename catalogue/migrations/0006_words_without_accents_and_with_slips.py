"""What the search of words needs of PostgreSQL; nothing elsewhere."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_drop_the_code_of_a_family")]

    operations = [UnaccentExtension(), TrigramExtension()]
