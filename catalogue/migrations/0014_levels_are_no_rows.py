import django.db.models.deletion
from django.db import migrations, models

TEXTS = (
    ('sectoral', '3', 'Sectoraal', 'Sectoral'),
    ('bilateral', '4', 'Bilateraal', 'Bilateral'),
    ('multilateral', '5', 'Multilateraal', 'Multilateral'),
)


def write_rows_again(apps, schema_editor):
    Level = apps.get_model('catalogue', 'Level')
    for number, (slug, chapter, dutch, english) in enumerate(TEXTS, start=1):
        Level.objects.create(slug=slug, chapter=chapter, name_nl=dutch, name_en=english, position=number * 10)
    for name in ('Instrument', 'MatrixCell'):
        for level in Level.objects.all():
            apps.get_model('catalogue', name).objects.filter(level_name=level.slug).update(level=level)


def nullable():
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.level')


class Migration(migrations.Migration):

    atomic = False  # PostgreSQL alters no table of which rows were linked in the same transaction

    dependencies = [('catalogue', '0013_levels_are_a_closed_list'), ('matcher', '0006_the_level_of_a_rule_is_a_name')]

    operations = [
        migrations.RemoveConstraint(model_name='matrixcell', name='matrixcell_one_per_level_and_theme'),
        migrations.RemoveConstraint(model_name='instrument', name='instrument_all_kinds_known'),
        migrations.AlterField(model_name='instrument', name='level', field=nullable()),
        migrations.AlterField(model_name='matrixcell', name='level', field=nullable()),
        migrations.RunPython(migrations.RunPython.noop, write_rows_again),
        migrations.RemoveField(model_name='instrument', name='level'),
        migrations.RemoveField(model_name='matrixcell', name='level'),
        migrations.RenameField(model_name='instrument', old_name='level_name', new_name='level'),
        migrations.RenameField(model_name='matrixcell', old_name='level_name', new_name='level'),
        migrations.DeleteModel(name='Level'),
        migrations.AddConstraint(
            model_name='matrixcell',
            constraint=models.UniqueConstraint(fields=('level', 'theme'), name='matrixcell_one_per_level_and_theme', violation_error_message='There is already a cell for this level and theme.'),
        ),
        migrations.AddConstraint(
            model_name='matrixcell',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['sectoral', 'bilateral', 'multilateral'])), name='matrixcell_level_known', violation_error_message='Choose the level from its list.'),
        ),
    ]
