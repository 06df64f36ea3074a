from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0027_what_is_needed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="instrumentsource",
            name="about",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What rests on it, one per line: existence (that it is there, and what it is), applicant, discipline, goal, base, where, partners, budget, start (all dates), amount, rules, checks, needs (what an application takes).",
                verbose_name="about",
            ),
        ),
    ]
