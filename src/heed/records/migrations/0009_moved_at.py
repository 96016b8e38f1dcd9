"""A complaint knows the instant of its last entry."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def take_the_last_entry(apps, schema_editor):
    entries = apps.get_model("records", "Entry").objects.filter(complaint=OuterRef("pk"), seq=OuterRef("version"))
    complaints = apps.get_model("records", "Complaint").objects
    complaints.filter(entries__isnull=False).update(moved_at=Subquery(entries.values("at")[:1]))
    complaints.filter(moved_at__isnull=True).update(moved_at=F("staged_at"))


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table that has changes waiting in the same transaction

    dependencies = [
        ("records", "0008_lean_indexes"),
    ]

    operations = [
        migrations.AddField(model_name="complaint", name="moved_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(take_the_last_entry, migrations.RunPython.noop),
        migrations.AlterField(model_name="complaint", name="moved_at", field=models.DateTimeField()),
    ]
