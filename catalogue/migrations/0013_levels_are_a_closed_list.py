from django.db import migrations, models

LEVELS = [('sectoral', 'Sectoral'), ('bilateral', 'Bilateral'), ('multilateral', 'Multilateral')]


def copy_levels(apps, schema_editor):
    for name in ('Instrument', 'MatrixCell'):
        model = apps.get_model('catalogue', name)
        for level in apps.get_model('catalogue', 'Level').objects.all():
            model.objects.filter(level=level).update(level_name=level.slug)


class Migration(migrations.Migration):
    """The name beside the row, filled in; the row goes in the next."""

    dependencies = [('catalogue', '0012_places_in_lists_in_steps_of_ten')]

    operations = [
        migrations.AddField(
            model_name='instrument',
            name='level_name',
            field=models.CharField(choices=LEVELS, default='sectoral', max_length=12, verbose_name='level'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='matrixcell',
            name='level_name',
            field=models.CharField(choices=LEVELS, default='sectoral', max_length=12, verbose_name='level'),
            preserve_default=False,
        ),
        migrations.RunPython(copy_levels, migrations.RunPython.noop),
    ]
