from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0009_moved_at")]

    operations = [
        migrations.AddField(model_name="account", name="password_is_given", field=models.BooleanField(default=False)),
    ]
