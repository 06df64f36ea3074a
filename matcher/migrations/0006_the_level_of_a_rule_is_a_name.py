import django.db.models.deletion
from django.db import migrations, models

LEVELS = [('sectoral', 'Sectoral'), ('bilateral', 'Bilateral'), ('multilateral', 'Multilateral')]


def copy_levels(apps, schema_editor):
    for level in apps.get_model('catalogue', 'Level').objects.all():
        apps.get_model('matcher', 'Rule').objects.filter(level=level).update(level_name=level.slug)


def link_levels(apps, schema_editor):
    for level in apps.get_model('catalogue', 'Level').objects.all():
        apps.get_model('matcher', 'Rule').objects.filter(level_name=level.slug).update(level=level)


class Migration(migrations.Migration):

    atomic = False  # PostgreSQL alters no table of which rows were linked in the same transaction

    dependencies = [('catalogue', '0013_levels_are_a_closed_list'), ('matcher', '0005_delete_rulesetstamp')]

    operations = [
        migrations.RemoveConstraint(model_name='rule', name='rule_scope_names_what_it_is_for'),
        migrations.AddField(
            model_name='rule',
            name='level_name',
            field=models.CharField(blank=True, choices=LEVELS, default='', max_length=12, verbose_name='level'),
        ),
        migrations.RunPython(copy_levels, link_levels),
        migrations.RemoveField(model_name='rule', name='level'),
        migrations.RenameField(model_name='rule', old_name='level_name', new_name='level'),
    ]
