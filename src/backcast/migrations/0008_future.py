import backcast.accounts.models
import django.db.models.deletion
from django.db import migrations, models


def written_on(apps, schema_editor):
    """A future was written on the day of the first change to any: what comes half a year later counts from it."""
    changes = apps.get_model("backcast", "Change")
    for vision in apps.get_model("backcast", "Vision").objects.filter(written_on=None):
        first = changes.objects.filter(workspace=vision.workspace_id, verb="vision").order_by("pk").first()
        if first:
            vision.written_on = first.at.date()
            vision.save(update_fields=["written_on"])


class Migration(migrations.Migration):

    dependencies = [
        ('backcast', '0007_introductions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('day', models.DateField()),
                ('text', models.TextField(default='')),
                ('changed', backcast.accounts.models.Json(default=list)),
                ('shift', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='backcast.shift')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='backcast.vision')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('practice', 'half-year'))), name='note_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'practice'), ('shift__isnull', False)), models.Q(('kind', 'half-year'), ('shift', None)), _connector='OR'), name='note_about')],
            },
        ),
        migrations.CreateModel(
            name='RoleModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('what', models.TextField(default='')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='models', to='backcast.person')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_models', to='backcast.vision')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'name'), name='role_model_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='fact_field',
        ),
        migrations.AddField(
            model_name='barrier',
            name='asked_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='barrier',
            name='milestone',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='barriers', to='backcast.milestone'),
        ),
        migrations.AddField(
            model_name='barrier',
            name='state',
            field=models.TextField(default='open'),
        ),
        migrations.AddField(
            model_name='futureperson',
            name='coffee',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='person',
            name='field',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='person',
            name='languages',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='person',
            name='seniority',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='shift',
            name='state',
            field=models.TextField(default='open'),
        ),
        migrations.AddField(
            model_name='vision',
            name='appeal',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='vision',
            name='step',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='vision',
            name='sure',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='vision',
            name='told',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='vision',
            name='written_on',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='barrier',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('open', 'asked', 'past'))), name='barrier_state'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['name', 'headline', 'place', 'languages', 'field', 'seniority', 'birthday', 'note', 'connected'])), name='fact_field'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('open', 'kept', 'dropped'))), name='shift_state'),
        ),
        migrations.AddConstraint(
            model_name='vision',
            constraint=models.CheckConstraint(condition=models.Q(('appeal', None), ('appeal__range', (1, 5)), _connector='OR'), name='vision_appeal'),
        ),
        migrations.AddConstraint(
            model_name='vision',
            constraint=models.CheckConstraint(condition=models.Q(('sure', None), ('sure__range', (1, 5)), _connector='OR'), name='vision_sure'),
        ),
        migrations.AddField(
            model_name='move',
            name='barrier',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moves', to='backcast.barrier'),
        ),
        migrations.RunPython(written_on, migrations.RunPython.noop),
    ]
