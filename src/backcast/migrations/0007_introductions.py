import backcast.accounts.models
import django.db.models.deletion
import uuid
from django.db import migrations, models


def age_again(apps, schema_editor):
    """Nothing is brought up to date yet of what this migration adds, and duplicates are weighed anew; the first read
    of the day does it."""
    apps.get_model("backcast", "Workspace").objects.update(aged_on=None, looked=-1)


class Migration(migrations.Migration):

    dependencies = [
        ('backcast', '0006_evidence_wording'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('wanted', models.TextField(default='')),
                ('state', models.TextField(default='drafted')),
                ('made_on', models.DateField()),
                ('asked_on', models.DateField(null=True)),
                ('answered_on', models.DateField(null=True)),
                ('introduced_on', models.DateField(null=True)),
                ('thanked_on', models.DateField(null=True)),
                ('told_on', models.DateField(null=True)),
                ('score', models.FloatField(null=True)),
                ('chance', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('text', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('outcome', models.TextField(default='')),
                ('connector', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='backcast.person')),
                ('future_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asked_for', to='backcast.futureperson')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asked_for', to='backcast.organisation')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='asked_for', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['connector', 'asked_on'], name='ask_connector')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'asked', 'agreed', 'declined', 'silent', 'introduced', 'thanked', 'told'])), name='ask_state'), models.UniqueConstraint(condition=models.Q(('state__in', ['drafted', 'asked', 'agreed'])), fields=('connector',), name='ask_one_open'), models.CheckConstraint(condition=models.Q(('target', None), models.Q(('future_person', None), ('organisation', None)), _connector='OR'), name='ask_one_aim')],
            },
        ),
        migrations.CreateModel(
            name='AskStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.SmallIntegerField()),
                ('ask', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='backcast.ask')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_routes', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ask', 'place'), name='askstep_once')],
            },
        ),
        migrations.CreateModel(
            name='Favour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.TextField(default='out')),
                ('text', models.TextField()),
                ('day', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='favours', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['in', 'out'])), name='favour_way')],
            },
        ),
        migrations.CreateModel(
            name='Hop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('against', models.FloatField()),
                ('dst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hops_in', to='backcast.person')),
                ('src', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hops_out', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['dst', 'against', 'src'], name='hop_back')],
                'constraints': [models.UniqueConstraint(fields=('src', 'dst'), name='hop_once')],
            },
        ),
        migrations.CreateModel(
            name='Spot',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='spot', serialize=False, to='backcast.person')),
                ('x', models.FloatField()),
                ('y', models.FloatField()),
                ('group', models.IntegerField()),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='known',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tie',
            name='gave',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tie',
            name='got',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tie',
            name='may_ask',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='tie',
            name='against',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='workspace',
            name='weighed',
            field=models.BigIntegerField(default=-1),
        ),
        migrations.AddField(
            model_name='workspace',
            name='weighed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='tie',
            name='reasons',
            field=backcast.accounts.models.Json(null=True),
        ),
        migrations.AddField(
            model_name='futureperson',
            name='reach',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='futureperson',
            name='reach_low',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='futureperson',
            name='reach_high',
            field=models.FloatField(null=True),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(condition=models.Q(('against__isnull', False)), fields=['workspace', 'against'], name='tie_against'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(fields=['person', 'against', 'workspace'], name='tie_route'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(condition=models.Q(('against__isnull', False), models.Q(('may_ask', False), ('suggest', False), ('ring', 'family'), _connector='OR')), fields=['workspace', 'against'], name='tie_silent'),
        ),
        migrations.AddField(
            model_name='move',
            name='future_person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moves', to='backcast.futureperson'),
        ),
        migrations.AddField(
            model_name='move',
            name='ask',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moves', to='backcast.ask'),
        ),
        migrations.RunPython(age_again, migrations.RunPython.noop),
    ]
