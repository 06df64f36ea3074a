from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_carry_families_over")]
    operations = [migrations.RemoveField("discipline", "family_code")]
