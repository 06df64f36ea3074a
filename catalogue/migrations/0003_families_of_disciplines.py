"""A family of disciplines becomes a row that staff name and order; its code stays beside it until it is carried over."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_periods_of_a_group_do_not_overlap")]
    operations = [
        migrations.CreateModel(
            name="DisciplineFamily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.CharField(
                        help_text="Stands in addresses and files. Never change it once it is published.",
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                SLUG, "Write it in lower-case letters, digits and single hyphens."
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                ("name_nl", models.CharField(max_length=250, verbose_name="name (Dutch)")),
                ("name_en", models.CharField(max_length=250, verbose_name="name (English)")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Lower numbers come first in lists.", verbose_name="position"
                    ),
                ),
                (
                    "about_nl",
                    models.TextField(
                        blank=True, help_text="One line that explains the word.", verbose_name="about (Dutch)"
                    ),
                ),
                ("about_en", models.TextField(blank=True, verbose_name="about (English)")),
            ],
            options={
                "verbose_name": "family of disciplines",
                "verbose_name_plural": "families of disciplines",
                "ordering": ["position", "slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", SLUG)),
                        name="catalogue_disciplinefamily_slug",
                        violation_error_message="Write the short name in lower-case letters, digits and single hyphens.",
                    )
                ],
            },
        ),
        migrations.RenameField("discipline", "family", "family_code"),
        migrations.AlterField(
            "discipline", "family_code", models.CharField(blank=True, default="", max_length=20)
        ),
        migrations.AddField(
            "discipline",
            "family",
            models.ForeignKey(
                blank=True,
                help_text="Without one, the discipline stands under no heading.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disciplines",
                to="catalogue.disciplinefamily",
                verbose_name="family",
            ),
        ),
    ]
