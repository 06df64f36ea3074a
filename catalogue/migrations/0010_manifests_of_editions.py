import hashlib
import json

from django.db import migrations


def write_manifests(apps, schema_editor):
    """What an edition holds, as text: each entry by its digest, since the edition and the day in which it came to read so.

    What a row keeps from the public is no part of it. Those of before held four kinds."""
    Edition = apps.get_model('catalogue', 'Edition')
    before = {}
    for edition in Edition.objects.order_by('number'):
        day = edition.at.date().isoformat()
        now = {}
        for stored in edition.entries.all():
            entry = json.loads(stored.entry) if isinstance(stored.entry, str) else stored.entry
            if entry.get('is_published') is False or entry.get('is_active') is False:
                continue
            name = (stored.kind, stored.key)
            same = name in before and before[name][0] == stored.digest
            now[name] = before[name] if same else [stored.digest, edition.number, day]
        manifest = {}
        for (kind, key), told in sorted(now.items()):
            manifest.setdefault(kind, {})[key] = told
        lines = sorted(f'{kind} {key} {told[0]}' for (kind, key), told in now.items())
        edition.manifest = json.dumps(manifest, ensure_ascii=False)
        edition.digest = hashlib.sha256('\n'.join(lines).encode()).hexdigest()
        edition.is_whole = False
        edition.save(update_fields=['manifest', 'digest', 'is_whole'])
        before = now


def link_entries(apps, schema_editor):
    Edition = apps.get_model('catalogue', 'Edition')
    for edition in Edition.objects.all():
        kinds = json.loads(edition.manifest).values()
        edition.entries.set([told[0] for keys in kinds for told in keys.values()])


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0009_versions_become_editions')]

    operations = [migrations.RunPython(write_manifests, link_entries)]
