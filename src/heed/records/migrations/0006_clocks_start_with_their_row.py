"""A clock's start stands in its own row: no event repeats it."""

from django.db import migrations, models


def forget_starts(apps, schema_editor):
    apps.get_model("records", "ClockEvent").objects.filter(kind="started").delete()


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table that has deletions waiting in the same transaction

    dependencies = [
        ("records", "0005_stage_open_due"),
    ]

    operations = [
        migrations.RunPython(forget_starts, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="clockevent", name="clockevent_kind_known"),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["paused", "resumed", "retimed", "warned", "breached", "escalated", "stopped"])
                ),
                name="clockevent_kind_known",
            ),
        ),
    ]
