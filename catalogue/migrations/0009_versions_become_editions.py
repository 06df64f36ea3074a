import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is lost: versions, edits and stored entries go by other names, and know a little more."""

    dependencies = [
        ('catalogue', '0008_edits_and_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='edit', name='edit_published_or_dropped'),
        migrations.RemoveConstraint(model_name='version', name='version_says_why'),
        migrations.RemoveIndex(model_name='edit', name='edit_kind_key'),
        migrations.RenameModel(old_name='Version', new_name='Edition'),
        migrations.RenameModel(old_name='Edit', new_name='Change'),
        migrations.RenameField(model_name='change', old_name='version', new_name='edition'),
        migrations.RenameField(model_name='change', old_name='is_dropped', new_name='is_taken_back'),
        migrations.AlterField(
            model_name='change',
            name='is_taken_back',
            field=models.BooleanField(default=False, verbose_name='taken back'),
        ),
        migrations.AlterField(
            model_name='change',
            name='edition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalogue.edition', verbose_name='published in'),
        ),
        migrations.AlterField(
            model_name='change',
            name='stored',
            field=models.ForeignKey(help_text='None: it is gone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalogue.storedentry', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='change',
            name='note',
            field=models.CharField(blank=True, default='', max_length=250, verbose_name='note'),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(
            name='change',
            options={'ordering': ['-pk'], 'verbose_name': 'change', 'verbose_name_plural': 'changes'},
        ),
        migrations.AlterModelOptions(
            name='edition',
            options={'ordering': ['-number'], 'permissions': [('publish_edition', 'Can publish, and restore an edition')], 'verbose_name': 'edition', 'verbose_name_plural': 'editions'},
        ),
        migrations.AddField(
            model_name='edition',
            name='digest',
            field=models.CharField(default='', max_length=64, verbose_name='digest'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='edition',
            name='manifest',
            field=models.TextField(default='{}', verbose_name='manifest'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='edition',
            name='is_whole',
            field=models.BooleanField(default=True, help_text='Those of before held instruments, rules, questions and weights alone.', verbose_name='holds all kinds'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='number',
            field=models.PositiveIntegerField(error_messages={'unique': 'Somebody published at the same moment: look again.'}, unique=True, verbose_name='edition number'),
        ),
        migrations.AddField(
            model_name='storedentry',
            name='schema',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='schema'),
        ),
        migrations.AlterField(
            model_name='storedentry',
            name='entry',
            field=models.TextField(verbose_name='entry'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['kind', 'key'], name='change_kind_key'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('edition', None), ('is_taken_back', False), _connector='OR'), name='change_published_or_taken_back', violation_error_message='What was published cannot be taken back: restore an older edition.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='edition_says_why', violation_error_message='Say in a few words why: whoever looks back will ask.'),
        ),
        migrations.CreateModel(
            name='Working',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('key', models.CharField(max_length=160, verbose_name='short name')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('is_shown', models.BooleanField(default=True, verbose_name='shown')),
            ],
            options={
                'verbose_name': 'working state',
                'verbose_name_plural': 'working states',
                'ordering': ['kind', 'key'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='working_once')],
            },
        ),
    ]
