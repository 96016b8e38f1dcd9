"""A project names the version of its open hours that is in force."""

import django.db.models.deletion
from django.db import migrations, models


def take_the_newest(apps, schema_editor):
    calendars = apps.get_model("records", "Calendar").objects.order_by("project", "number")
    newest = {calendar.project_id: calendar.pk for calendar in calendars}
    for project_id, calendar_id in newest.items():
        apps.get_model("records", "Project").objects.filter(pk=project_id).update(calendar=calendar_id)


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table that has changes waiting in the same transaction

    dependencies = [
        ("records", "0006_clocks_start_with_their_row"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="calendar",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.calendar",
            ),
        ),
        migrations.RunPython(take_the_newest, migrations.RunPython.noop),
    ]
