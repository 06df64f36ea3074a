from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0010_manifests_of_editions')]

    operations = [migrations.RemoveField(model_name='edition', name='entries')]
