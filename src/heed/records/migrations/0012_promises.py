"""Promises name their project, so that the ledger pages along an index, and the apology that is owed or made."""

import django.db.models.deletion
from django.db import migrations, models


def name_the_project(apps, schema_editor):
    complaints = apps.get_model("records", "Complaint").objects.filter(pk=models.OuterRef("complaint"))
    promises = apps.get_model("records", "Promise").objects
    promises.update(project=models.Subquery(complaints.values("project")[:1]))


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table that has changes waiting in the same transaction

    dependencies = [
        ("records", "0011_entry_client_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="project",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                db_index=False,
                to="records.project",
            ),
        ),
        migrations.RunPython(name_the_project, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="promise",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                db_index=False,
                to="records.project",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="clock",
            name="clock_kind_known",
        ),
        migrations.RemoveIndex(
            model_name="promise",
            name="promise_state_due",
        ),
        migrations.AddField(
            model_name="promise",
            name="apology",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="records.apology",
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="owed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["state", "due_at", "id"], name="promise_state_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["project", "state", "due_at", "id"], name="promise_project_state_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["project", "due_at", "id"], name="promise_project_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["made_by", "due_at", "id"], name="promise_made_by_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["due_at", "id"], name="promise_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("apology__isnull", True), ("owed_at__isnull", False)),
                fields=["owed_at", "id"],
                name="promise_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("apology__isnull", True), ("owed_at__isnull", False)),
                fields=["project", "owed_at", "id"],
                name="promise_project_owed",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "verify",
                            "answer",
                            "promise",
                            "apology",
                            "progress",
                            "finish",
                            "report_back",
                            "accept",
                            "arrival",
                            "visit",
                            "silence",
                            "approval",
                            "waiting",
                            "counter",
                            "page",
                        ],
                    )
                ),
                name="clock_kind_known",
            ),
        ),
    ]
