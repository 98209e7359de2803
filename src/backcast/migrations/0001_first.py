import backcast.accounts.models
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Workspace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='backcast.user')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.TextField()),
                ('time_zone', models.TextField(default='')),
                ('stage', models.TextField(default='')),
                ('settings', backcast.accounts.models.Json(default=dict)),
                ('aged_on', models.DateField(null=True)),
                ('stamp', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='workspace_owner_name')],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('kind', models.TextField()),
                ('digest', models.TextField(unique=True)),
                ('expires', models.DateTimeField()),
                ('used', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['sign-in'])), name='token_kind')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('kind', models.TextField()),
                ('args', backcast.accounts.models.Json(default=dict)),
                ('state', models.TextField(default='open')),
                ('message', models.TextField(default='')),
                ('done', models.IntegerField(default=0)),
                ('total', models.IntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('error', backcast.accounts.models.Json(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['open', 'running'])), fields=['id'], name='job_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'running', 'stopping', 'stopped', 'done', 'failed'])), name='job_state')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('code', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'code'), name='suppression_code')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('state', models.TextField(default='preview')),
                ('digest', models.TextField()),
                ('as_of', models.DateField()),
                ('files', backcast.accounts.models.Json(default=list)),
                ('report', backcast.accounts.models.Json(default=dict)),
                ('started', models.DateTimeField(auto_now_add=True)),
                ('finished', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'digest'], name='batch_digest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['reading', 'preview', 'applying', 'applied', 'undoing', 'undone'])), name='batch_state')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.TextField(default='user')),
                ('verb', models.TextField()),
                ('title', models.TextField(default='')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='backcast.batch')),
                ('undo_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='undos', to='backcast.change')),
                ('undone', models.BooleanField(default=False)),
                ('pinned', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', '-id'], name='change_recent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('actor__in', ['user', 'import', 'sync', 'assistant', 'rule'])), name='change_actor')],
            },
        ),
        migrations.CreateModel(
            name='ChangeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='backcast.change')),
                ('table', models.SmallIntegerField()),
                ('row', models.BigIntegerField(null=True)),
                ('op', models.TextField()),
                ('ranges', backcast.accounts.models.Json(null=True)),
                ('before', backcast.accounts.models.Json(null=True)),
                ('after', backcast.accounts.models.Json(null=True)),
                ('fields', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'table'], name='changerow_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(('op__in', ['I', 'U', 'D'])), name='changerow_op')],
            },
        ),
        migrations.CreateModel(
            name='PreviewChunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='backcast.batch')),
                ('records', backcast.accounts.models.Json(default=list)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='backcast.batch')),
                ('table', models.SmallIntegerField()),
                ('row', models.BigIntegerField()),
                ('day', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('table', 'row', 'batch'), name='sighting_once')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.TextField()),
                ('key', models.TextField()),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'key'], name='organisation_key')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.TextField()),
                ('given', models.TextField(default='')),
                ('family', models.TextField(default='')),
                ('sort', models.TextField()),
                ('headline', models.TextField(default='')),
                ('place', models.TextField(default='')),
                ('birthday', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='backcast.organisation')),
                ('title', models.TextField(default='')),
                ('is_owner', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'sort'], name='person_sort')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_owner', True)), fields=('workspace',), name='person_one_owner'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('birthday'), 10), name='person_birthday')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('source', models.TextField(default='hand')),
                ('day', models.DateField()),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='backcast.person')),
                ('kind', models.TextField()),
                ('value', models.TextField()),
                ('key', models.TextField()),
                ('label', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'workspace'], name='point_key')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'key'), name='point_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['email', 'phone', 'url'])), name='point_kind')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('source', models.TextField(default='hand')),
                ('day', models.DateField()),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='backcast.person')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='backcast.organisation')),
                ('kind', models.TextField(default='work')),
                ('title', models.TextField(default='')),
                ('start', models.TextField(default='')),
                ('end', models.TextField(default='')),
                ('current', models.BooleanField(default=True)),
                ('place', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'current'], name='position_current')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['work', 'study'])), name='position_kind'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('start'), 10), name='position_start'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('end'), 10), name='position_end')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('source', models.TextField(default='hand')),
                ('day', models.DateField()),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='backcast.person')),
                ('field', models.TextField()),
                ('value', models.TextField()),
                ('chosen', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'field', 'source', 'value'), name='fact_once'), models.CheckConstraint(condition=models.Q(('field__in', ['name', 'headline', 'place', 'birthday', 'note', 'connected'])), name='fact_field')],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search', serialize=False, to='backcast.person')),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tie', serialize=False, to='backcast.person')),
                ('standing', models.TextField(default='unknown')),
                ('standing_on', models.DateField(null=True)),
                ('aim', models.TextField(default='')),
                ('ring', models.TextField(default='')),
                ('cadence', models.IntegerField(null=True)),
                ('suggest', models.BooleanField(default=True)),
                ('since', models.DateField(null=True)),
                ('first', models.DateField(null=True)),
                ('last', models.DateField(null=True)),
                ('next', models.DateField(null=True)),
                ('interactions', models.IntegerField(default=0)),
                ('days', models.IntegerField(default=0)),
                ('activity', models.FloatField(default=0.0)),
                ('closeness', models.FloatField(default=0.0)),
                ('strength', models.FloatField(default=0.0)),
                ('reciprocity', models.FloatField(null=True)),
                ('status', models.TextField(default='quiet')),
                ('worth', models.FloatField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', '-strength'], name='tie_strength'), models.Index(fields=['workspace', 'status', '-strength'], name='tie_status_strength'), models.Index(fields=['workspace', 'standing', '-strength'], name='tie_standing_strength'), models.Index(fields=['workspace', '-last'], name='tie_last')],
                'constraints': [models.CheckConstraint(condition=models.Q(('standing__in', ['champion', 'advocate', 'supporter', 'friendly', 'unknown'])), name='tie_standing'), models.CheckConstraint(condition=models.Q(('aim__in', ['', 'champion', 'advocate', 'supporter', 'friendly'])), name='tie_aim'), models.CheckConstraint(condition=models.Q(('ring__in', ['inner', 'close', 'active', 'outer', 'family', ''])), name='tie_ring'), models.CheckConstraint(condition=models.Q(('status__in', ['new', 'quiet', 'current', 'due', 'fading', 'dormant', 'lapsed'])), name='tie_status')],
            },
        ),
        migrations.CreateModel(
            name='Interaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('source', models.TextField(default='hand')),
                ('day', models.DateField()),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='backcast.batch')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='interactions', to='backcast.person')),
                ('at', models.DateTimeField(null=True)),
                ('kind', models.TextField()),
                ('way', models.TextField(default='both')),
                ('minutes', models.IntegerField(null=True)),
                ('weight', models.FloatField()),
                ('hours', models.FloatField()),
                ('text', models.TextField(default='')),
                ('key', models.BigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'person', 'day', 'weight', 'hours', 'way'], name='contact_ageing')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('person', 'key'), name='contact_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'call', 'message', 'mail', 'event'])), name='contact_kind'), models.CheckConstraint(condition=models.Q(('way__in', ['in', 'out', 'both'])), name='contact_way')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='backcast.person')),
                ('way', models.TextField(default='out')),
                ('text', models.TextField()),
                ('due', models.DateField(null=True)),
                ('made_on', models.DateField()),
                ('done_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'done_on', 'due'], name='promise_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['in', 'out'])), name='promise_way')],
            },
        ),
        migrations.CreateModel(
            name='Vision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('key', models.TextField()),
                ('active', models.BooleanField(default=False)),
                ('title', models.TextField()),
                ('horizon', models.DateField()),
                ('place', models.TextField(default='')),
                ('known_for', models.TextField(default='')),
                ('meaning', models.TextField(default='')),
                ('importance', models.SmallIntegerField(default=3)),
                ('hours_per_week', models.FloatField(default=3.0)),
                ('milestone_share', models.FloatField(default=0.6)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'key'), name='vision_key'), models.UniqueConstraint(condition=models.Q(('active', True)), fields=('workspace',), name='vision_one_active'), models.CheckConstraint(condition=models.Q(('importance__range', (1, 5))), name='vision_importance'), models.CheckConstraint(condition=models.Q(('hours_per_week__gte', 0), ('hours_per_week__lte', 80)), name='vision_hours'), models.CheckConstraint(condition=models.Q(('milestone_share__range', (0, 1))), name='vision_share')],
            },
        ),
        migrations.CreateModel(
            name='FuturePerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='future_people', to='backcast.vision')),
                ('key', models.TextField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='futures', to='backcast.person')),
                ('name', models.TextField(default='')),
                ('describe', models.TextField(default='')),
                ('organisation', models.TextField(default='')),
                ('local', models.BooleanField(default=False)),
                ('knows_me', models.BooleanField(default=False)),
                ('weight', models.SmallIntegerField(default=3)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'key'), name='future_person_key'), models.CheckConstraint(condition=models.Q(('weight__range', (1, 5))), name='future_person_weight'), models.CheckConstraint(condition=models.Q(('describe', ''), ('name', ''), _negated=True), name='future_person_named')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='backcast.vision')),
                ('key', models.TextField()),
                ('kind', models.TextField(default='other')),
                ('title', models.TextField()),
                ('due', models.DateField(null=True)),
                ('hours', models.FloatField()),
                ('weeks', models.FloatField(null=True)),
                ('at_work', models.BooleanField(default=False)),
                ('importance', models.SmallIntegerField(default=3)),
                ('done_hours', models.FloatField(default=0.0)),
                ('state', models.TextField(default='open')),
                ('done_on', models.DateField(null=True)),
                ('told_state', models.TextField(default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'key'), name='milestone_key'), models.CheckConstraint(condition=models.Q(('kind__in', ['association', 'conference', 'assignment', 'skill', 'article', 'talk', 'introduction', 'follow', 'role', 'other'])), name='milestone_kind'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'doing', 'done', 'dropped'])), name='milestone_state'), models.CheckConstraint(condition=models.Q(('hours__gte', 0)), name='milestone_hours'), models.CheckConstraint(condition=models.Q(('importance__range', (1, 5))), name='milestone_importance')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneAfter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='afters', to='backcast.milestone')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='befores', to='backcast.milestone')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('milestone', 'after'), name='after_once'), models.CheckConstraint(condition=models.Q(('milestone', models.F('after')), _negated=True), name='after_not_itself')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneLeads',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='backcast.milestone')),
                ('future_person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='led_by', to='backcast.futureperson')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('milestone', 'future_person'), name='leads_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='backcast.vision')),
                ('title', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'title'), name='place_once')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='backcast.vision')),
                ('was', models.TextField()),
                ('to', models.TextField()),
                ('practice', models.TextField(default='')),
                ('review', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'was', 'to'), name='shift_once')],
            },
        ),
        migrations.CreateModel(
            name='Barrier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='barriers', to='backcast.vision')),
                ('title', models.TextField()),
                ('guide', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guides', to='backcast.person')),
                ('guide_name', models.TextField(default='')),
                ('first_ask', models.TextField(default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vision', 'title'), name='barrier_once')],
            },
        ),
        migrations.CreateModel(
            name='Week',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('start', models.DateField()),
                ('hours', models.FloatField(null=True)),
                ('inputs', models.TextField(default='')),
                ('report', backcast.accounts.models.Json(default=dict)),
                ('computed', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'start'), name='week_start'), models.CheckConstraint(condition=models.Q(('hours__isnull', True), models.Q(('hours__gte', 0), ('hours__lte', 80)), _connector='OR'), name='week_hours')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backcast.workspace')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='backcast.week')),
                ('slot', models.SmallIntegerField(default=0)),
                ('kind', models.TextField()),
                ('key', models.TextField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='backcast.person')),
                ('milestone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='backcast.milestone')),
                ('promise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='backcast.promise')),
                ('minutes', models.IntegerField()),
                ('value', models.FloatField(default=0.0)),
                ('why', backcast.accounts.models.Json(default=list)),
                ('serves', backcast.accounts.models.Json(default=list)),
                ('state', models.TextField(default='shown')),
                ('until', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('spent', models.IntegerField(null=True)),
                ('note', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'key'], name='move_by_key'), models.Index(fields=['workspace', 'state', 'done_on'], name='move_state_done')],
                'constraints': [models.UniqueConstraint(fields=('week', 'key'), name='move_key'), models.CheckConstraint(condition=models.Q(('state__in', ['shown', 'hidden', 'done', 'skipped'])), name='move_state')],
            },
        ),
    ]
