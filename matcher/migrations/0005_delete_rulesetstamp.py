from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('matcher', '0004_personas_that_name_all')]

    operations = [migrations.DeleteModel(name='RulesetStamp')]
