import backcast.accounts.models
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('backcast', '0005_identity'),
    ]

    operations = [
        migrations.AddField(
            model_name='sighting',
            name='told',
            field=backcast.accounts.models.Json(null=True),
        ),
    ]
