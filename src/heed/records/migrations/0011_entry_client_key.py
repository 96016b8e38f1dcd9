"""A move that is sent again, because its answer was lost, is known by its key."""

from django.db import migrations, models

from heed.records import triggers


class Migration(migrations.Migration):
    dependencies = [("records", "0010_own_password")]

    operations = [
        # SQLite makes the table anew: the timeline's triggers go with the old one
        migrations.RunPython(
            lambda apps, editor: triggers.remove(editor.connection),
            lambda apps, editor: triggers.install(editor.connection),
        ),
        migrations.AddField(model_name="entry", name="client_key", field=models.CharField(max_length=64, null=True)),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("client_key__isnull", False)),
                fields=("complaint", "client_key"),
                name="entry_client_key_once",
            ),
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        ),
    ]
