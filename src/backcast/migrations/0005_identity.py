import backcast.accounts.models
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backcast', '0004_acquaintances'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='backcast.organisation'),
        ),
        migrations.AddField(
            model_name='person',
            name='deleted_at',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='backcast.person'),
        ),
        migrations.AddField(
            model_name='position',
            name='chosen',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='workspace',
            name='looked',
            field=models.BigIntegerField(default=-1),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='organisation_merged'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='person_merged'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['deleted_at'], name='person_trash'),
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('digest', models.TextField()),
                ('columns', backcast.accounts.models.Json(default=dict)),
                ('day', models.DateField()),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'kind', 'digest'), name='mapping_once')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('probability', models.FloatField(default=0.0)),
                ('sure', models.BooleanField(default=False)),
                ('state', models.TextField(default='open')),
                ('a', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='matched_after', to='backcast.person')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matched_before', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'state', '-probability'], name='match_open')],
                'constraints': [models.UniqueConstraint(fields=('a', 'b'), name='match_once'), models.CheckConstraint(condition=models.Q(('a__lt', models.F('b'))), name='match_order'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'merged', 'apart'])), name='match_state')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('key', models.TextField()),
                ('kind', models.TextField(default='alias')),
                ('since', models.TextField(default='')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='backcast.organisation')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'key'], name='organisationname_key')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key', 'name'), name='organisationname_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['alias', 'former', 'merged'])), name='organisationname_kind'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('since'), 10), name='organisationname_since')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'name'), name='tag_once')],
            },
        ),
        migrations.CreateModel(
            name='Tagged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='backcast.person')),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='backcast.tag')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tag', 'person'), name='tagged_once')],
            },
        ),
    ]
