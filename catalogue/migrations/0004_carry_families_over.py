"""Each discipline goes to the family that its code says. The names are those of the fixtures on this day, so that
`load_catalogue` finds them unchanged."""

from django.db import migrations

FAMILIES = {
    "performing": ("Podium", "Performing arts", ["performing"]),
    "music": ("Muziek en geluid", "Music and sound", ["music"]),
    "visual": ("Beeld en vorm", "Visual arts and design", ["visual", "applied"]),
    "screen-word": ("Scherm en woord", "Screen and word", ["media", "letters"]),
    "heritage": ("Erfgoed", "Heritage", ["heritage"]),
    "participation": ("Samen doen", "Taking part", ["participation"]),
}


def carry(apps, schema_editor):
    Discipline, Family = (apps.get_model("catalogue", name) for name in ("Discipline", "DisciplineFamily"))
    for position, (slug, (name_nl, name_en, codes)) in enumerate(FAMILIES.items()):
        disciplines = Discipline.objects.filter(family_code__in=codes)
        if disciplines.exists():
            family = Family.objects.create(slug=slug, name_nl=name_nl, name_en=name_en, position=position)
            disciplines.update(family=family)


def carry_back(apps, schema_editor):
    """Two codes became one family: the disciplines take the first of the two."""
    Discipline = apps.get_model("catalogue", "Discipline")
    for slug, (_name_nl, _name_en, codes) in FAMILIES.items():
        Discipline.objects.filter(family__slug=slug).update(family_code=codes[0])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_families_of_disciplines")]
    operations = [migrations.RunPython(carry, carry_back)]
