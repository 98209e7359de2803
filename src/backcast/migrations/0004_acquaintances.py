import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backcast', '0003_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Acquaintance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.TextField(default='both')),
                ('strength', models.FloatField(default=0.0)),
                ('state', models.TextField(default='active')),
                ('a', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='knows_after', to='backcast.person')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='knows_before', to='backcast.person')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('a', 'b'), name='acquaintance_once'), models.CheckConstraint(condition=models.Q(('a__lt', models.F('b'))), name='acquaintance_order'), models.CheckConstraint(condition=models.Q(('direction__in', ['both', 'a_b', 'b_a'])), name='acquaintance_direction'), models.CheckConstraint(condition=models.Q(('state__in', ['active', 'disputed', 'retired'])), name='acquaintance_state')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(default='hand')),
                ('day', models.DateField()),
                ('kind', models.TextField()),
                ('strength', models.FloatField()),
                ('text', models.TextField(default='')),
                ('key', models.BigIntegerField(null=True)),
                ('retired', models.BooleanField(default=False)),
                ('acquaintance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='backcast.acquaintance')),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('acquaintance', 'kind', 'key'), name='heard_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['said', 'introduced', 'meeting', 'thread', 'employer', 'school', 'recommendation'])), name='heard_kind'), models.CheckConstraint(condition=models.Q(('strength__gte', 0.0), ('strength__lte', 1.0)), name='heard_strength')],
            },
        ),
        migrations.AddField(
            model_name='previewchunk',
            name='rank',
            field=models.SmallIntegerField(default=0),
        ),
    ]
