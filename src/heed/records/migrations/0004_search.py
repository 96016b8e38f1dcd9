import django.db.models.deletion
import heed.records.models.search
from django.db import migrations, models

from heed.records import fulltext


class Migration(migrations.Migration):
    dependencies = [("records", "0003_call_emotion")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="records.complaint",
                    ),
                ),
                ("text", models.TextField()),
                ("scopes", models.TextField()),
            ],
        ),
        # not managed: what differs between the databases is made by `fulltext`
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                (
                    "complaint",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_index",
                        serialize=False,
                        to="records.complaint",
                    ),
                ),
                ("index", heed.records.models.search.IndexField(db_column="records_searchindex")),
            ],
            options={"db_table": "records_searchindex", "managed": False},
        ),
        migrations.RunPython(
            lambda apps, editor: fulltext.install(editor.connection),
            lambda apps, editor: fulltext.remove(editor.connection),
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=5)),
                ("key", models.BinaryField(max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="records.person"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.project",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project", "key", "person"], name="person_key")],
            },
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)), fields=["-closed_at", "-id"], name="complaint_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)),
                fields=["project", "-closed_at", "-id"],
                name="complaint_project_closed",
            ),
        ),
    ]
