from django.db import migrations
from django.db.models import F

ORDERED = (
    'DisciplineFamily', 'Discipline', 'Goal', 'ApplicantType', 'Theme', 'Level', 'Example', 'DossierNote', 'Facet', 'Challenge',
    'MatrixCell', 'FrameworkRow', 'Decree', 'Statistic', 'AttentionPoint', 'PriorityPartner',
)


def by_ten(apps, schema_editor):
    """As a load numbers the entries of a file: 10, 20, 30, so that one fits in between."""
    for name in ORDERED:
        apps.get_model('catalogue', name).objects.update(position=F('position') * 10 + 10)


def by_one(apps, schema_editor):
    for name in ORDERED:
        apps.get_model('catalogue', name).objects.update(position=F('position') / 10 - 1)


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0011_editions_hold_a_manifest')]

    operations = [migrations.RunPython(by_ten, by_one)]
