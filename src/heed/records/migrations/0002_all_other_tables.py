import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import heed.records.models._fields
import heed.records.models.attachment
import heed.records.models.held_report
import heed.records.models.search
from django.conf import settings
from django.db import migrations, models


from heed.records import fulltext, triggers
from heed.records.creating import MadeAtOnce


class Migration(MadeAtOnce):
    initial = True

    # after all tables of other apps, of which some refer to the account: each of their steps would make Heed's models anew
    dependencies = [
        ("records", "0001_account"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="OldComplaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("home", models.CharField(blank=True, max_length=400)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("category", models.CharField(blank=True, max_length=80)),
                ("content", models.TextField()),
                ("result", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=32)),
                ("received_on", models.DateField()),
                ("serial", models.PositiveIntegerField()),
                ("link_nonce", heed.records.models._fields.HexField(max_length=16)),
                ("link_hash", heed.records.models._fields.HexField(max_length=32, unique=True)),
                ("link_renewed_at", models.DateTimeField(blank=True, null=True)),
                ("link_revoked_at", models.DateTimeField(blank=True, null=True)),
                ("client_key", models.CharField(blank=True, max_length=64, null=True)),
                ("stage", models.CharField(max_length=16)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("clocks_wait_since", models.DateTimeField(blank=True, null=True)),
                ("clocks_wait_for", models.CharField(blank=True, max_length=40)),
                ("head", heed.records.models._fields.HexField(blank=True, max_length=16)),
                ("seal", heed.records.models._fields.HexField(blank=True, max_length=96)),
                ("channel", models.CharField(max_length=12)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(default="zh-hans", max_length=8)),
                ("anonymous", models.BooleanField(default=False)),
                ("unreachable", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=120)),
                ("content", models.TextField()),
                ("happened", models.CharField(blank=True, max_length=120)),
                ("where", models.CharField(blank=True, max_length=120)),
                ("hurt", models.CharField(blank=True, max_length=120)),
                ("safe_at", models.DateTimeField(blank=True, null=True)),
                ("course", models.TextField(blank=True)),
                ("about", models.CharField(blank=True, max_length=120)),
                ("wants", models.CharField(blank=True, max_length=200)),
                ("crux", models.CharField(blank=True, max_length=200)),
                ("state_of_mind", models.CharField(blank=True, max_length=120)),
                ("cause", models.TextField(blank=True)),
                ("category", models.CharField(blank=True, max_length=60)),
                ("level", models.CharField(default="general", max_length=20)),
                ("nature", models.CharField(blank=True, max_length=12)),
                ("validity", models.CharField(default="unknown", max_length=12)),
                ("emotion", models.CharField(default="calm", max_length=12)),
                ("remit", models.CharField(default="ours", max_length=12)),
                ("wrong", models.CharField(blank=True, max_length=20)),
                ("harmed", models.CharField(blank=True, max_length=12)),
                ("authority_reference", models.CharField(blank=True, max_length=80)),
                ("responsibility", models.CharField(blank=True, max_length=12)),
                ("thanked", models.BooleanField(default=False)),
                ("abusive", models.BooleanField(default=False)),
                ("outside_body", models.CharField(blank=True, max_length=120)),
                ("outside_reference", models.CharField(blank=True, max_length=80)),
                ("received_at", models.DateTimeField()),
                ("staged_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("spoken_at", models.DateTimeField()),
                ("demand", models.CharField(blank=True, max_length=10)),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                ("questionnaire_until", models.DateTimeField(blank=True, null=True)),
                ("reviewed_round", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("was_clear", models.BooleanField(null=True)),
                ("closing_code", models.CharField(blank=True, max_length=12)),
                ("owner_verdict", models.CharField(blank=True, max_length=12)),
                ("staff_verdict", models.CharField(blank=True, max_length=16)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="records.complaint",
                    ),
                ),
                (
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("file", models.FileField(max_length=120, upload_to=heed.records.models.attachment.stored_as)),
                ("name", models.CharField(max_length=160)),
                ("mime", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("sha256", heed.records.models._fields.HexField(max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("last_entry", models.BigIntegerField()),
                ("document", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DayNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("is_active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("move", models.CharField(max_length=24)),
                ("line", models.CharField(max_length=20)),
                ("stage", models.CharField(max_length=16)),
                ("round", models.PositiveSmallIntegerField()),
                ("actor", models.CharField(max_length=10)),
                ("client_key", models.CharField(max_length=64, null=True)),
                ("digest", heed.records.models._fields.HexField(max_length=32)),
                ("hash", heed.records.models._fields.HexField(max_length=16)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HomeCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HomeIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=8)),
                ("identity_hash", heed.records.models._fields.HexField(max_length=32)),
                ("agreed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HomeVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", heed.records.models._fields.HexField(max_length=32, unique=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("provider", models.CharField(blank=True, max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdSight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("allowed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LearningRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenure", models.CharField(max_length=12)),
                ("since_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("honorific", models.CharField(blank=True, max_length=20)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("hard_of_hearing", models.BooleanField(default=False)),
                ("large_print", models.BooleanField(default=False)),
                ("asked_in_writing", models.BooleanField(default=False)),
                ("call_time", models.CharField(blank=True, max_length=80)),
                ("channel", models.CharField(blank=True, max_length=4)),
                ("notes", models.TextField(blank=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=5)),
                ("key", models.BinaryField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("form", models.CharField(max_length=8)),
                ("language", models.CharField(max_length=8)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("path", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("is_active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="PlaceCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("document", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("seal", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PrivacyNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("contact_name", models.CharField(max_length=80)),
                ("contact_phone", models.CharField(blank=True, max_length=40)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("document", models.JSONField(encoder=heed.records.models._fields.CompactEncoder)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("category", models.CharField(blank=True, max_length=60)),
                ("roles", models.JSONField(default=list)),
                ("latest", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("changed", models.CharField(blank=True, max_length=400)),
                ("read_by_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("hotline", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(default="homes", max_length=8)),
                ("timezone", models.CharField(default="Asia/Shanghai", max_length=40)),
                ("language", models.CharField(default="zh-hans", max_length=8)),
                ("currency", models.CharField(default="CNY", max_length=3)),
                ("is_active", models.BooleanField(default=True)),
                ("has_robots", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ProjectDemand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("state", models.CharField(default="asked", max_length=10)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProjectMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                ("homes", models.PositiveIntegerField()),
                ("area", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
            options={
                "ordering": ["-month_on"],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("way", models.CharField(default="phone", max_length=8)),
                ("words", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=14)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("broken_at", models.DateTimeField(blank=True, null=True)),
                ("owed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("findings", models.TextField()),
                ("solution", models.TextField()),
                ("money", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("made_at", models.DateTimeField()),
                ("agreed", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("owner_words", models.TextField(blank=True)),
                ("own_proposal", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="QualityMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("point", models.CharField(max_length=12)),
                ("mark", models.CharField(max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="QualitySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("heard", models.CharField(max_length=12)),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Queue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("asks", models.JSONField(default=dict)),
                ("is_shared", models.BooleanField(default=False)),
                ("role", models.CharField(blank=True, max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="QueueCounts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numbers", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrived_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("emotion", models.CharField(default="calm", max_length=12)),
                ("checklist", models.JSONField(default=list)),
                ("nothing_because", models.CharField(blank=True, max_length=12)),
                ("about", models.TextField(blank=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReceptionDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("theme", models.CharField(max_length=80)),
                ("place", models.CharField(max_length=120)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("sign_up_until", models.DateTimeField()),
                ("seats", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveSmallIntegerField(default=0)),
                ("company", models.CharField(max_length=80)),
                ("office", models.CharField(max_length=80)),
                ("phone", models.CharField(max_length=40)),
                ("thanks", models.TextField(blank=True)),
                ("changes", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("minutes", models.TextField(blank=True)),
                ("minutes_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="RegionalDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report", models.CharField(max_length=8)),
                ("file", models.CharField(max_length=4)),
                ("day", models.PositiveSmallIntegerField(default=0)),
                ("minute", models.PositiveSmallIntegerField()),
                ("zone", models.CharField(max_length=40)),
                ("next_at", models.DateTimeField(null=True)),
                ("ended", models.CharField(blank=True, max_length=120)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReportSending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("begins_on", models.DateField()),
                ("skipped", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Robot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=16)),
                ("address", models.CharField(max_length=500)),
                ("secret", models.CharField(blank=True, max_length=500)),
                ("language", models.CharField(default="zh-hans", max_length=8)),
                ("only_late", models.BooleanField(default=False)),
                ("owners", models.BooleanField(default=False)),
                ("per_minute", models.PositiveSmallIntegerField()),
                ("is_active", models.BooleanField(default=True)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("recent", models.JSONField(default=list)),
                ("blocked_until", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RotaChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("starts", models.PositiveSmallIntegerField(default=0)),
                ("ends", models.PositiveSmallIntegerField(default=1440)),
                ("is_on", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RotaShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("weekday", models.PositiveSmallIntegerField()),
                ("starts", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                ("since_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RotaSwap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("starts", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                ("back_on", models.DateField(blank=True, null=True)),
                ("back_starts", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("back_ends", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(default="asked", max_length=10)),
                ("answer", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("state", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=80)),
                ("unit", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("people", models.PositiveSmallIntegerField()),
                ("about", models.TextField(blank=True)),
                ("found_by", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(max_length=8)),
                ("channel", models.CharField(max_length=10)),
                ("link_nonce", models.CharField(max_length=32)),
                ("link_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("seated_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("came", models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("snoozed_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("root_cause", models.TextField()),
                ("lesson", models.TextField()),
                ("prevention", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Summons",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent", models.BooleanField()),
                ("reason", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("home", models.CharField(blank=True, max_length=120)),
                ("matter", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("happened", models.CharField(blank=True, max_length=120)),
                ("where", models.CharField(blank=True, max_length=120)),
                ("about", models.CharField(blank=True, max_length=120)),
                ("wants", models.CharField(blank=True, max_length=200)),
                ("to_colleague", models.BooleanField(default=False)),
                ("outcome", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("texts", models.JSONField(default=dict)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("per_building", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="SurveyInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("link_nonce", heed.records.models._fields.HexField(max_length=16, unique=True)),
                ("link_hash", heed.records.models._fields.HexField(max_length=32, unique=True)),
                ("by_message", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("wants_contact", models.BooleanField(default=False)),
                ("contact_wished_at", models.DateTimeField(blank=True, null=True)),
                ("follow_up", models.CharField(blank=True, max_length=10)),
                ("followed_at", models.DateTimeField(blank=True, null=True)),
                ("follow_words", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="SurveyQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("topic", models.CharField(max_length=12)),
                ("texts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                ("measure", models.CharField(max_length=24)),
                ("key", models.CharField(blank=True, max_length=60)),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="TriageSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aspect", models.CharField(max_length=12)),
                ("code", models.CharField(max_length=60)),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TriageTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                ("aspect", models.CharField(max_length=12)),
                ("learned", models.BooleanField()),
                ("counted", models.PositiveIntegerField(default=0)),
                ("right", models.PositiveIntegerField(default=0)),
                ("confidence", models.FloatField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("method", models.CharField(max_length=14)),
                ("outcome", models.CharField(max_length=12)),
                ("owner_words", models.TextField(blank=True)),
                (
                    "rating_reception",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "rating_measures",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "rating_result",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("would_not_say", models.JSONField(default=list)),
                ("completed", models.BooleanField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="OldSearchIndex",
            fields=[
                (
                    "old_complaint",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_index",
                        serialize=False,
                        to="records.oldcomplaint",
                    ),
                ),
                ("index", heed.records.models.search.IndexField(db_column="records_searchindex_old")),
            ],
            options={
                "db_table": "records_searchindex_old",
                "managed": False,
            },
        ),
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
            options={
                "db_table": "records_searchindex",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="BodyCase",
            fields=[
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="body_case",
                        serialize=False,
                        to="records.complaint",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=80)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("sign_by_at", models.DateTimeField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                ("appeal", models.TextField(blank=True)),
                ("result", models.TextField(blank=True)),
                ("response", models.CharField(default="unknown", max_length=8)),
                ("resolved", models.CharField(default="unknown", max_length=8)),
                ("satisfied", models.CharField(default="unknown", max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "complaint",
                    heed.records.models._fields.SameKeyField(
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
        migrations.AddField(
            model_name="complaint",
            name="accused",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="complaint",
            name="case_owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handled",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="received_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="received",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="visitor",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("planned_until_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=12)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccountSession",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("device", models.CharField(blank=True, max_length=300)),
                ("provider", models.CharField(blank=True, max_length=20)),
                ("began_at", models.DateTimeField(null=True)),
                ("worked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("category", models.CharField(blank=True, max_length=60)),
                ("texts", models.JSONField(default=dict)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("checked_at", models.DateTimeField()),
                ("valid_until_on", models.DateField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("method", models.CharField(max_length=14)),
                ("words", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("remedy", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="apologies", to="records.complaint"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=16)),
                ("round", models.PositiveSmallIntegerField()),
                ("money", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("solution", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("state", models.CharField(default="asked", max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="records.complaint"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("category", models.CharField(blank=True, max_length=60)),
                ("level", models.CharField(max_length=20)),
                ("nature", models.CharField(blank=True, max_length=12)),
                ("validity", models.CharField(max_length=12)),
                ("emotion", models.CharField(max_length=12)),
                ("reason", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="records.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleasedPhoto",
            fields=[
                (
                    "attachment",
                    heed.records.models._fields.SameKeyField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="released",
                        serialize=False,
                        to="records.attachment",
                    ),
                ),
                ("released_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="attachment",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="records.complaint"
            ),
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("facts", models.TextField(blank=True)),
                ("seal", models.CharField(max_length=64)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("readers", models.JSONField(default=list)),
                ("for_owners", models.BooleanField()),
                ("for_staff", models.BooleanField()),
                ("texts", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("shown_from_at", models.DateTimeField()),
                ("shown_until_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("opened", models.PositiveIntegerField(default=0)),
                ("opened_own", models.PositiveIntegerField(default=0)),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="records.bulletin",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BulletinRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bulletin",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="records.bulletin",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Calendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=40)),
                ("rang_at", models.DateTimeField()),
                ("is_from_first_ring", models.BooleanField(default=False)),
                ("rings", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("transfer_consent", models.BooleanField(null=True)),
                ("emotion", models.CharField(default="calm", max_length=12)),
                ("nothing_because", models.CharField(blank=True, max_length=12)),
                ("about", models.TextField(blank=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "back_of",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="records.call",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="records.complaint",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transferred_to",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=12)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=400)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="call_backs", to="records.call"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckpointCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=12)),
                ("kept_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("try_at", models.DateTimeField()),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="records.checkpoint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("level", models.CharField(blank=True, max_length=20)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("target_at", models.DateTimeField(null=True)),
                ("limit_at", models.DateTimeField(null=True)),
                ("next_action_at", models.DateTimeField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("breached_at", models.DateTimeField(null=True)),
                ("climbed_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                (
                    "calendar",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="records.calendar"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClockEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=16)),
                ("rung", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.clock"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Compensation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("money", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.CharField(max_length=3)),
                ("agreed_at", models.DateTimeField()),
                ("state", models.CharField(default="owed", max_length=10)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("proof", models.TextField(blank=True)),
                ("owner_words", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compensations",
                        to="records.complaint",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintAnnouncement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnnouncementVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("state", models.CharField(default="draft", max_length=10)),
                ("title", models.CharField(max_length=120)),
                ("contents", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("changed", models.CharField(blank=True, max_length=200)),
                ("shown_from_on", models.DateField(null=True)),
                ("shown_until_on", models.DateField(null=True)),
                ("edit", models.PositiveIntegerField(default=1)),
                ("writers", models.JSONField(default=list)),
                ("written_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=400)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="records.complaintannouncement",
                    ),
                ),
            ],
            options={
                "ordering": ["announcement", "-version"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                ("adds", models.TextField()),
                ("stays_open", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintToTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintToWatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("given", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("way", models.CharField(max_length=8)),
                ("asker", models.CharField(default="self", max_length=8)),
                ("asker_name", models.CharField(blank=True, max_length=80)),
                ("identity", models.CharField(max_length=10)),
                ("words", models.TextField(blank=True)),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=8)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DayChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField()),
                ("was_at", models.DateTimeField()),
                ("was_place", models.CharField(max_length=120)),
                ("cancelled", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DayMatter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minute", models.TextField(blank=True)),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="day_matter", to="records.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="duties", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="records.department",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlyWarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(blank=True, max_length=60)),
                ("facts", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("raised_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.complaint",
                    ),
                ),
                ("complaints", models.ManyToManyField(related_name="early_warnings", to="records.complaint")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EntryContent",
            fields=[
                (
                    "entry",
                    heed.records.models._fields.SameKeyField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="records.entry",
                    ),
                ),
                ("salt", heed.records.models._fields.HexField(max_length=16)),
                ("facts", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "entry",
                    heed.records.models._fields.SameKeyField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="erasure",
                        serialize=False,
                        to="records.entry",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="complaint",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="records.complaint",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="records.entry"
            ),
        ),
        migrations.CreateModel(
            name="ExportJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("asks", models.JSONField(default=dict)),
                ("language", models.CharField(max_length=8)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("delete_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=120)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("stored", models.CharField(max_length=80, unique=True)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sight", models.CharField(blank=True, max_length=64)),
                ("facts", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GateShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
                ("numbers", models.JSONField(default=list)),
                ("taken_over_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_shifts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts_handed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="records.gateshift"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HeldReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("link_nonce", heed.records.models._fields.HexField(max_length=16)),
                ("link_hash", heed.records.models._fields.HexField(max_length=32, unique=True)),
                ("client_key", models.CharField(max_length=64, null=True, unique=True)),
                ("received_at", models.DateTimeField()),
                ("language", models.CharField(max_length=8)),
                ("why", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("state", models.CharField(default="held", max_length=8)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "complaint",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_report",
                        to="records.complaint",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "joins",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HeldFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=120, upload_to=heed.records.models.held_report.held_as)),
                ("name", models.CharField(max_length=160)),
                ("mime", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("sha256", heed.records.models._fields.HexField(max_length=32)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="records.heldreport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=12)),
                ("since", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "main",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.complaint"
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="records.earlywarning",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentComplaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("added_at", models.DateTimeField()),
                ("out_reason", models.TextField(blank=True)),
                ("out_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident_parts",
                        to="records.complaint",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.incident"
                    ),
                ),
                (
                    "out_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.TextField()),
                ("told", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="records.incident"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("fields", models.JSONField(default=list)),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LearnedModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aspect", models.CharField(max_length=12)),
                ("examples", models.PositiveIntegerField()),
                ("macro_f1", models.FloatField()),
                ("calibration_error", models.FloatField()),
                ("document", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="models",
                        to="records.learningrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=400)),
                ("until_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_because", models.CharField(blank=True, max_length=400)),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="records.complaint",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MonthToReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                ("due_at", models.DateTimeField(null=True)),
                ("act_at", models.DateTimeField(null=True)),
                ("state", models.CharField(blank=True, max_length=10)),
                ("remarks", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("remarks_at", models.DateTimeField(null=True)),
                (
                    "remarks_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MonthReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("document", models.TextField()),
                ("digest", heed.records.models._fields.HexField(max_length=32)),
                ("changed", models.TextField(blank=True)),
                ("submitted_at", models.DateTimeField()),
                ("state", models.CharField(default="submitted", max_length=10)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.auditevent"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "month",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="records.monthtoreport",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120)),
                ("about", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict, encoder=heed.records.models._fields.CompactEncoder)),
                ("channel", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("going_at", models.DateTimeField(null=True)),
                ("lost", models.PositiveSmallIntegerField(default=0)),
                ("tries", models.JSONField(default=list)),
                ("collected", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carries",
                        to="records.notice",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="records.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OldList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "imported_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="oldcomplaint",
            name="old_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="complaints", to="records.oldlist"
            ),
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("assists", models.BooleanField(default=False)),
                ("state", models.CharField(max_length=12)),
                ("work", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("by_link", models.BooleanField(default=False)),
                ("coming_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("on_the_way_at", models.DateTimeField(blank=True, null=True)),
                ("part", models.CharField(blank=True, max_length=120)),
                ("part_due_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back", models.PositiveSmallIntegerField(default=0)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("result", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="records.complaint"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="records.department",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="records.order",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="records.order",
            ),
        ),
        migrations.CreateModel(
            name="OrderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", heed.records.models._fields.HexField(max_length=16, unique=True)),
                ("link_hash", heed.records.models._fields.HexField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="records.order"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnerCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owner_codes", to="records.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonToIndex",
            fields=[
                (
                    "person",
                    heed.records.models._fields.SameKeyField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="records.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="representative",
                        serialize=False,
                        to="records.person",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("phone", models.CharField(max_length=40)),
                ("consent_on", models.DateField()),
                ("consent_form", models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="Vulnerability",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="vulnerability",
                        serialize=False,
                        to="records.person",
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name"], name="person_name"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["sms", "mail", ""])), name="person_channel_known"
            ),
        ),
        migrations.AddField(
            model_name="oldcomplaint",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="old_complaints",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="occupancies", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="householdsight",
            name="reader",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sights_received",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="householdsight",
            name="whose",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sights_given",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="home_visits", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="homeidentity",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="home_identities",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="homecode",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="home_codes", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="data_requests", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="personkey",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="phrase",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="records.place",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="steward",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stewarded",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="oldcomplaint",
            name="place",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="old_complaints",
                to="records.place",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="occupancies", to="records.place"
            ),
        ),
        migrations.AddField(
            model_name="householdsight",
            name="place",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
            ),
        ),
        migrations.AddField(
            model_name="heldreport",
            name="place",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.place",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="records.place",
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="place",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.place",
            ),
        ),
        migrations.AddField(
            model_name="placecode",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placecode",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="records.place"
            ),
        ),
        migrations.AddField(
            model_name="policyversion",
            name="made_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="policy",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="records.policyversion"
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="policy",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="records.policyversion"
            ),
        ),
        migrations.AddField(
            model_name="privacynotice",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="withdrawn_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="procedurereading",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="procedure",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="records.procedure",
            ),
        ),
        migrations.AddField(
            model_name="procedurereading",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="records.procedureversion",
            ),
        ),
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
        migrations.AddField(
            model_name="procedure",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="procedures",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="privacynotice",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="privacy_notices", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="personkey",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="oldlist",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="old_lists", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="oldcomplaint",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="monthtoreport",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="homeidentity",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="homecode",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="heldreport",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="held_reports",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="gateshift",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="gate_shifts", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duties",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="department",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="departments", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="daynumber",
            name="project",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="records.project"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="complaintmonth",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="complaintannouncement",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcements",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="calendar",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calendars", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bulletins",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="projectdemand",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectdemand",
            name="asked_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectdemand",
            name="judged_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectdemand",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demands",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="projectdemand",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="records.projectdemand",
            ),
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="demand",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.projectdemand",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="demand",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="records.projectdemand",
            ),
        ),
        migrations.AddField(
            model_name="projectmonth",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="months", to="records.project"
            ),
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
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="records.complaint"
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="kept_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="records.promise",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="promise",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="records.promise",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="records.complaint"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="compensation",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="compensation", to="records.proposal"
            ),
        ),
        migrations.AddField(
            model_name="qualitysheet",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="quality_sheets", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="qualitysheet",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="qualitysheet",
            name="call",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quality_sheet",
                to="records.call",
            ),
        ),
        migrations.AddField(
            model_name="qualitysheet",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quality_sheets",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="qualitymark",
            name="sheet",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="records.qualitysheet",
            ),
        ),
        migrations.AddField(
            model_name="queue",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="queues",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="queue",
            name="project",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="queuecounts",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="complaint",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="records.complaint",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="qualitysheet",
            name="reception",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quality_sheet",
                to="records.reception",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="reception",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="records.reception",
            ),
        ),
        migrations.AddField(
            model_name="receptionday",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="receptionday",
            name="minutes_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="receptionday",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reception_days",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="receptionday",
            name="published_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="daymatter",
            name="day",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="matters", to="records.receptionday"
            ),
        ),
        migrations.AddField(
            model_name="daychange",
            name="day",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="history", to="records.receptionday"
            ),
        ),
        migrations.AddField(
            model_name="region",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="records.region",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="records.region",
            ),
        ),
        migrations.AddField(
            model_name="regionalduty",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="regional_duties", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="regionalduty",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="managers", to="records.region"
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="regional",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="duties",
                to="records.regionalduty",
            ),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="people",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="region",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="records.region",
            ),
        ),
        migrations.AddField(
            model_name="reportsending",
            name="schedule",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sendings",
                to="records.reportschedule",
            ),
        ),
        migrations.AddField(
            model_name="robot",
            name="department",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.department",
            ),
        ),
        migrations.AddField(
            model_name="robot",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="robot",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="robots",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="robots",
            field=models.ManyToManyField(related_name="+", to="records.robot"),
        ),
        migrations.AddField(
            model_name="notice",
            name="robot",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.robot",
            ),
        ),
        migrations.AddField(
            model_name="rotachange",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rota_changes", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rotachange",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rotachange",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rota_changes", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="rotashift",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shifts", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rotashift",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shifts", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="rotaswap",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="swaps_asked", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rotaswap",
            name="asked_of",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="swaps_received",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rotaswap",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rota_swaps", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="rotachange",
            name="swap",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="records.rotaswap",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="came_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="day",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ups",
                to="records.receptionday",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="sign_up",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="records.signup",
            ),
        ),
        migrations.AddField(
            model_name="daymatter",
            name="sign_up",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="matters", to="records.signup"
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="complaint",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="records.complaint",
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="complaint",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="summary", to="records.complaint"
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="call",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="summonses",
                to="records.call",
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="complaint",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="summonses",
                to="records.complaint",
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="summonses", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="reception",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="summonses",
                to="records.reception",
            ),
        ),
        migrations.AddField(
            model_name="summons",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="summonses", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="summons",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="records.summons",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="surveys",
                to="records.project",
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="building",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="complaint",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.complaint",
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="followed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="home",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="survey",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="records.survey",
            ),
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="invitation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="records.surveyinvitation",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="invitation",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="records.surveyinvitation",
            ),
        ),
        migrations.AddField(
            model_name="surveyquestion",
            name="survey",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="records.survey",
            ),
        ),
        migrations.AddField(
            model_name="surveyanswer",
            name="question",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="records.surveyquestion",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.project"
            ),
        ),
        migrations.AddField(
            model_name="triagesuggestion",
            name="complaint",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.complaint"
            ),
        ),
        migrations.AddConstraint(
            model_name="triagetally",
            constraint=models.UniqueConstraint(fields=("month_on", "aspect", "learned"), name="triage_tally_once"),
        ),
        migrations.AddConstraint(
            model_name="triagetally",
            constraint=models.CheckConstraint(
                condition=models.Q(("aspect__in", ["category", "level", "nature", "emotion"])),
                name="triagetally_aspect_known",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="records.complaint"
            ),
        ),
        migrations.AddField(
            model_name="bodycase",
            name="project",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.project"
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["account", "ends_at"], name="absence_account_ends"),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["ends_at", "starts_at"], name="absence_ends"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["leave", "sick", "training", "other"])), name="absence_reason_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("ends_at__gte", models.F("starts_at")), _connector="OR"),
                name="absence_ends_at_after_starts_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="apology",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["phone", "home", "counter", "online", "questionnaire", "letter"])),
                name="apology_method_known",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(condition=models.Q(("state", "asked")), fields=["asked_of"], name="approval_asked_of"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__in", ["propose", "explain", "exempt", "long_promise"])),
                name="approval_subject_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "given", "refused"])), name="approval_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")), fields=("complaint", "subject"), name="approval_asked_once"
            ),
        ),
        migrations.AddField(
            model_name="releasedphoto",
            name="released_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="bulletinread",
            index=models.Index(fields=["account", "bulletin"], name="bulletin_read_by"),
        ),
        migrations.AddConstraint(
            model_name="bulletinread",
            constraint=models.UniqueConstraint(fields=("bulletin", "account"), name="bulletin_read_once"),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["taken", "not_reached", "later", "reached", "rang_again", "given_up"])
                ),
                name="callback_outcome_known",
            ),
        ),
        migrations.AddIndex(
            model_name="checkpointcopy",
            index=models.Index(
                condition=models.Q(("kept_at__isnull", True)), fields=["try_at"], name="checkpoint_copy_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpointcopy",
            constraint=models.UniqueConstraint(fields=("checkpoint", "place"), name="checkpoint_copy_once"),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["paused", "resumed", "retimed", "warned", "breached", "escalated", "acknowledged", "stopped"],
                    )
                ),
                name="clockevent_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["warned", "breached", "escalated"])),
                fields=("clock", "kind", "rung"),
                name="clock_event_fires_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "waiting", "approved"])),
                name="announcementversion_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_until_on__isnull", True),
                    ("shown_until_on__gte", models.F("shown_from_on")),
                    _connector="OR",
                ),
                name="announcementversion_shown_until_on_after_shown_from_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcementversion",
            constraint=models.UniqueConstraint(fields=("announcement", "version"), name="announcement_version_once"),
        ),
        migrations.AddConstraint(
            model_name="announcementversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "waiting"])),
                fields=("announcement",),
                name="announcement_one_open_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("shown_until_on__isnull", False),
                        models.Q(("answered_by", models.F("written_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="announcement_approved_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="complainttowatch",
            index=models.Index(fields=["due_at", "id"], name="complaint_to_watch_due"),
        ),
        migrations.AddField(
            model_name="erasure",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["file", "photo", "before", "after", "letter", "signature", "audio", "video"])
                ),
                name="attachment_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="exportjob",
            index=models.Index(fields=["account", "-id"], name="export_job_mine"),
        ),
        migrations.AddIndex(
            model_name="exportjob",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])), fields=["id"], name="export_job_open"
            ),
        ),
        migrations.AddIndex(
            model_name="exportjob",
            index=models.Index(
                condition=models.Q(("delete_at__isnull", False)), fields=["delete_at"], name="export_job_delete"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportjob",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["list", "case_files", "table", "months", "posters", "simulation"])),
                name="exportjob_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportjob",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "ready", "failed", "deleted"])),
                name="exportjob_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportjob",
            constraint=models.CheckConstraint(
                condition=models.Q(("total", 0), ("done__lte", models.F("total")), _connector="OR"),
                name="export_job_done_of_total",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(condition=models.Q(("released_at__isnull", True)), fields=["-at"], name="hold_open"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["restored", "late", "back", "differs", "many"])),
                name="hold_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                models.F("reason"), condition=models.Q(("released_at__isnull", True)), name="hold_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentcomplaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("out_at__isnull", True), ("out_at__gte", models.F("added_at")), _connector="OR"),
                name="incidentcomplaint_out_at_after_added_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentcomplaint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("out_at", None)), fields=("complaint",), name="incident_complaint_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="learnedmodel",
            constraint=models.UniqueConstraint(fields=("run", "aspect"), name="learned_model_once"),
        ),
        migrations.AddConstraint(
            model_name="learnedmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(("aspect__in", ["category", "level", "nature", "emotion"])),
                name="learnedmodel_aspect_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["submitted", "received", "sent_back"])),
                name="monthreport_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthreport",
            constraint=models.UniqueConstraint(fields=("month", "version"), name="month_report_version_once"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["account", "state"], name="order_account_state"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["department", "state"], name="order_department_state"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)),
                fields=["account", "ended_at"],
                name="order_account_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)),
                fields=["department", "ended_at"],
                name="order_department_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "sent",
                            "accepted",
                            "on_the_way",
                            "arrived",
                            "needs_part",
                            "done",
                            "checked",
                            "refused",
                            "cancelled",
                        ],
                    )
                ),
                name="order_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("order__isnull", False)), fields=["order"], name="entry_order_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("line__in", ["owner_centre", "centre_department", "department_owner", "inside"])),
                name="entry_line_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "received",
                            "verified",
                            "promised",
                            "investigating",
                            "proposed",
                            "handling",
                            "handled",
                            "watching",
                            "outside",
                            "closed",
                            "withdrawn",
                            "merged",
                        ],
                    )
                ),
                name="entry_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("actor__in", ["staff", "owner", "clockwork"])), name="entry_actor_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("complaint", "seq"), name="entry_seq_once"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("client_key__isnull", False)),
                fields=("complaint", "client_key"),
                name="entry_client_key_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("consent_form__in", ["signed", "in_person", "phone", "message"])),
                name="representative_consent_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="vulnerability",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="vulnerability_with_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["person", "kind", "id"], name="consent_of_person"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["sms", "mail", "messaging", "photos", "recording"])),
                name="consent_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["by", "id"], name="audit_by"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["account", "id"], name="audit_account"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["kind", "id"], name="audit_kind"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["at"], name="audit_at"),
        ),
        migrations.AddConstraint(
            model_name="auditevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "sign_in",
                            "sign_in_failed",
                            "sign_out",
                            "sessions_ended",
                            "password_reset",
                            "password_ended",
                            "password_changed",
                            "account_added",
                            "account_changed",
                            "account_closed",
                            "account_reopened",
                            "duty_given",
                            "duty_removed",
                            "factor_added",
                            "factor_removed",
                            "factor_taken",
                            "identity_linked",
                            "identity_unlinked",
                            "look",
                            "reveal",
                            "many_reveals",
                            "export",
                            "report_failed",
                            "print",
                            "policy",
                            "channel",
                            "data_asked",
                            "data_answered",
                            "data_corrected",
                            "data_erased",
                            "hold_set",
                            "hold_lifted",
                            "notice_published",
                            "month_submitted",
                            "month_received",
                            "month_sent_back",
                        ],
                    )
                ),
                name="auditevent_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="phrase",
            index=models.Index(fields=["kind", "form", "language", "-id"], name="phrase_newest"),
        ),
        migrations.AddIndex(
            model_name="occupancy",
            index=models.Index(
                condition=models.Q(("until_on__isnull", False)), fields=["until_on"], name="occupancy_ended"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("tenure__in", ["owner", "tenant", "family"])), name="occupancy_tenure_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True), ("until_on__gte", models.F("since_on")), _connector="OR"
                ),
                name="occupancy_until_on_after_since_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.UniqueConstraint(fields=("person", "place", "tenure", "since_on"), name="occupancy_once"),
        ),
        migrations.AddIndex(
            model_name="householdsight",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=["reader"], name="household_sight_reader"
            ),
        ),
        migrations.AddIndex(
            model_name="householdsight",
            index=models.Index(fields=["whose", "id"], name="household_sight_whose"),
        ),
        migrations.AddConstraint(
            model_name="householdsight",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("place", "whose", "reader"),
                name="household_sight_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdsight",
            constraint=models.CheckConstraint(
                condition=models.Q(("whose", models.F("reader")), _negated=True), name="household_sight_of_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="placecode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("place",), name="place_code_in_force_once"
            ),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=models.Index(
                condition=models.Q(("reminded_at__isnull", True)), fields=["read_by_on"], name="procedure_to_remind"
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(fields=("procedure", "number"), name="procedure_version_once"),
        ),
        migrations.AddConstraint(
            model_name="procedurereading",
            constraint=models.UniqueConstraint(fields=("version", "account"), name="procedure_read_once"),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True), models.Q(("category", ""), _negated=True)),
                fields=["category"],
                name="procedure_of_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="privacynotice",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="privacy_notice_once"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["project", "number"], name="place_number"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["number"], name="place_number_anywhere"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("steward__isnull", False)), fields=["steward"], name="place_steward_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["building", "unit", "spot"])), name="place_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("project", "path"), name="place_path_once"),
        ),
        migrations.AddIndex(
            model_name="personkey",
            index=models.Index(fields=["project", "key", "person"], name="person_key"),
        ),
        migrations.AddIndex(
            model_name="oldcomplaint",
            index=models.Index(
                models.F("project"),
                models.OrderBy(models.F("received_on"), descending=True),
                name="old_complaint_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="oldcomplaint",
            index=models.Index(
                condition=models.Q(("place__isnull", False)), fields=["place"], name="oldcomplaint_place_given"
            ),
        ),
        migrations.AddIndex(
            model_name="oldcomplaint",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="oldcomplaint_person_given"
            ),
        ),
        migrations.AddIndex(
            model_name="monthtoreport",
            index=models.Index(fields=["month_on", "project"], name="month_to_report_month"),
        ),
        migrations.AddIndex(
            model_name="monthtoreport",
            index=models.Index(
                condition=models.Q(("act_at__isnull", False)), fields=["act_at"], name="month_to_report_act"
            ),
        ),
        migrations.AddConstraint(
            model_name="monthtoreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["submitted", "received", "sent_back", ""])),
                name="monthtoreport_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthtoreport",
            constraint=models.UniqueConstraint(fields=("project", "month_on"), name="month_to_report_once"),
        ),
        migrations.AddIndex(
            model_name="legalhold",
            index=models.Index(
                condition=models.Q(("lifted_at__isnull", True)), fields=["complaint"], name="legal_hold_complaint"
            ),
        ),
        migrations.AddIndex(
            model_name="legalhold",
            index=models.Index(
                condition=models.Q(("lifted_at__isnull", True)), fields=["person"], name="legal_hold_person"
            ),
        ),
        migrations.AddIndex(
            model_name="legalhold",
            index=models.Index(fields=["project", "id"], name="legal_hold_of_project"),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", True), ("complaint__isnull", True), _connector="XOR"),
                name="legal_hold_of_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["project", "id"], name="incident_project"),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("provider__in", ["wechat", "line", ""])), name="homevisit_provider_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="homeidentity",
            constraint=models.CheckConstraint(
                condition=models.Q(("provider__in", ["wechat", "line"])), name="homeidentity_provider_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="homeidentity",
            constraint=models.UniqueConstraint(fields=("identity_hash", "project"), name="home_identity_of_one_person"),
        ),
        migrations.AddConstraint(
            model_name="homeidentity",
            constraint=models.UniqueConstraint(fields=("person", "project", "provider"), name="home_identity_once"),
        ),
        migrations.AddIndex(
            model_name="heldreport",
            index=models.Index(
                condition=models.Q(("state", "held")), fields=["project", "id"], name="held_report_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="heldreport",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True), ("state", "refused")),
                fields=["decided_at"],
                name="held_report_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["held", "accepted", "refused"])), name="heldreport_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "held")),
                    models.Q(models.Q(("state", "held"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="held_report_decided_once",
            ),
        ),
        migrations.AddIndex(
            model_name="gateshift",
            index=models.Index(fields=["project", "-began_at"], name="gate_shift_project_began"),
        ),
        migrations.AddConstraint(
            model_name="gateshift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gte", models.F("began_at")), _connector="OR"
                ),
                name="gateshift_ended_at_after_began_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="gateshift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_over_at__isnull", True), ("taken_over_at__gte", models.F("ended_at")), _connector="OR"
                ),
                name="gateshift_taken_over_at_after_ended_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="gateshift",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("account",), name="gate_shift_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="gateshift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("handed_to__isnull", True)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("handed_to__isnull", False),
                        models.Q(("handed_to", models.F("account")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="gate_shift_ends_with_a_handover",
            ),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(fields=("project", "code"), name="department_code_once"),
        ),
        migrations.AddConstraint(
            model_name="daynumber",
            constraint=models.UniqueConstraint(fields=("project", "on"), name="day_number_once"),
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["project", "due_at"], name="data_request_open"
            ),
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(fields=["project", "id"], name="data_request_of_project"),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["copy", "correct", "erase"])), name="datarequest_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["counter", "phone", "letter", "online"])), name="datarequest_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker__in", ["self", "guardian", "agent", "relative"])),
                name="datarequest_asker_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "answered", "refused"])), name="datarequest_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("identity__in", ["document", "code", "known", "power", "app"])),
                name="datarequest_identity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("answered_at__isnull", False), _connector="XOR"),
                name="data_request_answered_or_open",
            ),
        ),
        migrations.AddIndex(
            model_name="complaintmonth",
            index=models.Index(fields=["project", "month_on"], name="complaint_month_project"),
        ),
        migrations.AddIndex(
            model_name="complaintmonth",
            index=models.Index(
                condition=models.Q(("stays_open", True)),
                fields=["project", "until_on"],
                name="complaint_month_stays_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintmonth",
            constraint=models.UniqueConstraint(fields=("complaint", "month_on"), name="complaint_month_once"),
        ),
        migrations.AddIndex(
            model_name="complaintannouncement",
            index=models.Index(fields=["project", "id"], name="announcement_project"),
        ),
        migrations.AddConstraint(
            model_name="complaintannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("begins_on")), _connector="OR"),
                name="complaintannouncement_ends_on_after_begins_on",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["next_due_at", "id"],
                name="complaint_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["project", "next_due_at", "id"],
                name="complaint_project_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["stage", "next_due_at", "id"],
                name="complaint_stage_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["project", "stage", "next_due_at", "id"],
                name="complaint_project_stage_open",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["case_owner", "next_due_at", "id", "project", "stage"],
                name="complaint_case_owner_open",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["spoken_at", "id"],
                name="complaint_open_spoken",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["project", "spoken_at", "id"],
                name="complaint_project_open_spoken",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("received_by__isnull", False)),
                fields=["received_by", "received_at"],
                name="complaint_received_by",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)), fields=["closed_at", "id"], name="complaint_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)),
                fields=["project", "closed_at", "id"],
                name="complaint_project_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), ("erased_at__isnull", True)),
                fields=["staged_at"],
                name="complaint_ended_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["received_at"], name="complaint_received"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["project", "received_at"], name="complaint_project_received"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person", "received_at"], name="complaint_person"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("place__isnull", False)), fields=["place", "received_at"], name="complaint_place"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(
                    models.Q(("demand", ""), _negated=True),
                    models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                ),
                fields=["project", "id"],
                name="complaint_demanded",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["received_at"],
                name="complaint_open_received",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", "withdrawn", "merged"]), _negated=True),
                fields=["project", "received_at"],
                name="complaint_project_open_rec",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("repeat_of__isnull", False)), fields=["repeat_of"], name="complaint_repeat_of_given"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="complaint_merged_into_given",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("visitor__isnull", False)), fields=["visitor"], name="complaint_visitor_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "received",
                            "verified",
                            "promised",
                            "investigating",
                            "proposed",
                            "handling",
                            "handled",
                            "watching",
                            "outside",
                            "closed",
                            "withdrawn",
                            "merged",
                        ],
                    )
                ),
                name="complaint_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["phone", "visit", "letter", "web", "email", "message", "media", "hotline", "patrol", "other"],
                    )
                ),
                name="complaint_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("nature__in", ["breach", "harm", "help", "consult", "vent", ""])),
                name="complaint_nature_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("validity__in", ["unknown", "valid", "partly", "invalid"])),
                name="complaint_validity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("emotion__in", ["calm", "agitated"])), name="complaint_emotion_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("remit__in", ["ours", "outside"])), name="complaint_remit_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("wrong__in", ["dereliction", "mistake", "excess", "loss_of_control", ""])),
                name="complaint_wrong_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("harmed__in", ["dignity", "interests", ""])), name="complaint_harmed_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsibility__in", ["management", "partial", "none", "third_party", ""])),
                name="complaint_responsibility_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("demand__in", ["asked", "answered", ""])), name="complaint_demand_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "closing_code__in",
                        ["on_site", "visit", "confirmed", "silent_week", "anonymous", "unreachable", "sensitive", ""],
                    )
                ),
                name="complaint_closing_code_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner_verdict__in", ["satisfied", "not_solved", "declined", "not_reached", ""])),
                name="complaint_owner_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("staff_verdict__in", ["completed", "not_completed", ""])),
                name="complaint_staff_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("received_at")), _connector="OR"
                ),
                name="complaint_closed_at_after_received_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(fields=("number",), name="complaint_number_once"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                fields=("project", "received_on", "serial"), name="complaint_serial_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("client_key__isnull", False)),
                fields=("client_key",),
                name="complaint_client_key_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(condition=models.Q(("round__gte", 1)), name="complaint_round_from_one"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False), ("stage", "closed"), models.Q(("closing_code", ""), _negated=True)
                    ),
                    models.Q(models.Q(("stage", "closed"), _negated=True), ("closing_code", "")),
                    _connector="OR",
                ),
                name="complaint_closed_with_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["closed", "withdrawn", "merged"]),
                    ("next_due_at__isnull", False),
                    ("clocks_wait_since__isnull", False),
                    _connector="OR",
                ),
                name="complaint_open_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "merged"), _negated=True),
                    models.Q(("merged_into__isnull", False), models.Q(("merged_into", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="complaint_merged_into_another",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["project", "rang_at"], name="call_project_rang"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(
                    ("complaint__isnull", True), ("ended_at__isnull", False), ("erased_at__isnull", True)
                ),
                fields=["rang_at"],
                name="call_kept",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("ended_at__isnull", True)),
                fields=["project", "rang_at"],
                name="call_ringing",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False), ("ended_at__isnull", True)),
                fields=["account"],
                name="call_account_in_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False), ("ended_at__isnull", True)),
                fields=["transferred_to"],
                name="call_transferred_to_in_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("ended_at__isnull", False)),
                fields=["project", "rang_at"],
                name="call_missed",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("emotion__in", ["calm", "agitated"])), name="call_emotion_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nothing_because__in", ["mistaken", "wordless", "directions", "business", "other", ""])
                ),
                name="call_nothing_because_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("answered_at__gte", models.F("rang_at")), _connector="OR"
                ),
                name="call_answered_at_after_rang_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True), ("ended_at__gte", models.F("rang_at")), _connector="OR"),
                name="call_ended_at_after_rang_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendar",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="calendar_number_once"),
        ),
        migrations.AddIndex(
            model_name="bulletin",
            index=models.Index(fields=["project", "shown_until_at"], name="bulletin_shown"),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=models.Q(("shown_until_at__gt", models.F("shown_from_at"))), name="bulletin_shown_for_a_time"
            ),
        ),
        migrations.AddIndex(
            model_name="projectdemand",
            index=models.Index(fields=["project", "state", "due_at"], name="project_demand_state"),
        ),
        migrations.AddConstraint(
            model_name="projectdemand",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "answered", "accepted", "sent_back"])),
                name="projectdemand_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdemand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("answered_at__gte", models.F("asked_at")), _connector="OR"
                ),
                name="projectdemand_answered_at_after_asked_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdemand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "asked")),
                    models.Q(models.Q(("state", "asked"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="project_demand_answered_or_not",
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(fields=["project", "key", "kind"], name="early_warning_key"),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["project", "id"], name="early_warning_open"
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["owner", "id"], name="early_warning_mine"
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("complaint__isnull", False), ("state", "open")),
                fields=["complaint"],
                name="early_warning_complaint",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["surge", "hot_spot", "repeat_home", "repeat_owner", "manner", "promises", "leaving", "late"],
                    )
                ),
                name="earlywarning_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "acted", "dismissed", "over"])),
                name="earlywarning_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gte", models.F("raised_at")), _connector="OR"
                ),
                name="earlywarning_ended_at_after_raised_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("project", "kind", "key"), name="early_warning_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="early_warning_ended_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["acted", "dismissed"]), _negated=True),
                    models.Q(models.Q(("words", ""), _negated=True), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="early_warning_ended_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectmonth",
            constraint=models.UniqueConstraint(fields=("project", "month_on"), name="project_month_once"),
        ),
        migrations.AddConstraint(
            model_name="projectmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("area__gte", 0)), name="project_month_area_from_zero"
            ),
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
            index=models.Index(fields=["project", "made_by"], name="promise_project_made_by"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["due_at", "id"], name="promise_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("kept_by__isnull", False)), fields=["kept_by"], name="promise_kept_by_given"
            ),
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
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["reply", "completion"])), name="promise_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["phone", "home", "counter", "online", "letter", "work"])),
                name="promise_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "kept", "renegotiated", "broken", "released"])),
                name="promise_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("made_at"))), name="promise_lies_ahead"
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("complaint",), name="promise_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["owed", "paid", "waived", "replaced"])),
                name="compensation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__in", ["CNY", "HKD", "MOP", "TWD", "SGD"])),
                name="compensation_currency_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gte", models.F("agreed_at")), _connector="OR"
                ),
                name="compensation_ended_at_after_agreed_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(condition=models.Q(("money__gt", 0)), name="compensation_above_zero"),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "owed")),
                    models.Q(models.Q(("state", "owed"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="compensation_ends_with_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="compensation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "paid"), _negated=True), ("paid_at__isnull", False), _connector="OR"
                ),
                name="compensation_paid_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitymark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("point__in", ["greeting", "phrases", "voice", "speech", "listened", "explained", "no_quarrel"])
                ),
                name="qualitymark_point_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitymark",
            constraint=models.CheckConstraint(
                condition=models.Q(("mark__in", ["good", "partly", "poor", "unheard"])), name="qualitymark_mark_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitymark",
            constraint=models.UniqueConstraint(fields=("sheet", "point"), name="quality_mark_once"),
        ),
        migrations.AddIndex(
            model_name="queue",
            index=models.Index(condition=models.Q(("is_shared", True)), fields=["project"], name="queue_shared"),
        ),
        migrations.AddConstraint(
            model_name="queue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "receptionist",
                            "guard",
                            "operator",
                            "department",
                            "follow_up",
                            "in_charge",
                            "director",
                            "manager",
                            "regional",
                            "centre",
                            "admin",
                            "auditor",
                            "",
                        ],
                    )
                ),
                name="queue_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="queue",
            constraint=models.UniqueConstraint(fields=("account", "name"), name="queue_name_once"),
        ),
        migrations.AddConstraint(
            model_name="queue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shared", True), models.Q(("project__isnull", True), ("role", "")), _connector="OR"
                ),
                name="queue_of_one_has_no_readers",
            ),
        ),
        migrations.AddIndex(
            model_name="reception",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["project", "arrived_at"],
                name="reception_not_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="reception",
            index=models.Index(
                condition=models.Q(
                    ("complaint__isnull", True), ("ended_at__isnull", False), ("erased_at__isnull", True)
                ),
                fields=["arrived_at"],
                name="reception_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="reception",
            constraint=models.CheckConstraint(
                condition=models.Q(("emotion__in", ["calm", "agitated"])), name="reception_emotion_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nothing_because__in", ["mistaken", "wordless", "directions", "business", "other", ""])
                ),
                name="reception_nothing_because_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("began_at__isnull", True), ("began_at__gte", models.F("arrived_at")), _connector="OR"
                ),
                name="reception_began_at_after_arrived_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="reception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gte", models.F("began_at")), _connector="OR"
                ),
                name="reception_ended_at_after_began_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="reception",
            constraint=models.UniqueConstraint(
                condition=models.Q(("began_at__isnull", False), ("ended_at__isnull", True)),
                fields=("account",),
                name="reception_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="qualitysheet",
            index=models.Index(fields=["project", "-at"], name="quality_project_at"),
        ),
        migrations.AddConstraint(
            model_name="qualitysheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("heard__in", ["present", "recording", "owner"])), name="qualitysheet_heard_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitysheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("account")), _negated=True), name="quality_by_another_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitysheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("call__isnull", True), ("reception__isnull", False)),
                    models.Q(("call__isnull", False), ("reception__isnull", True)),
                    _connector="OR",
                ),
                name="quality_of_one_talk",
            ),
        ),
        migrations.AddIndex(
            model_name="receptionday",
            index=models.Index(fields=["project", "begins_at"], name="reception_day_by_time"),
        ),
        migrations.AddConstraint(
            model_name="receptionday",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "open", "cancelled"])), name="receptionday_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="receptionday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("ends_at__gte", models.F("begins_at")), _connector="OR"),
                name="receptionday_ends_at_after_begins_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="receptionday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins_at__isnull", True), ("begins_at__gte", models.F("sign_up_until")), _connector="OR"
                ),
                name="receptionday_begins_at_after_sign_up_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="receptionday",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("seats"))), name="reception_day_never_too_full"
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.UniqueConstraint(
                models.F("name"), django.db.models.functions.comparison.Coalesce("parent", 0), name="region_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="region_within_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["homes", "offices", "mixed"])), name="project_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__in", ["CNY", "HKD", "MOP", "TWD", "SGD"])), name="project_currency_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalduty",
            constraint=models.UniqueConstraint(fields=("account", "region"), name="regional_duty_once"),
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(fields=["project", "role"], name="duty_project_role"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "receptionist",
                            "guard",
                            "operator",
                            "department",
                            "follow_up",
                            "in_charge",
                            "director",
                            "manager",
                            "regional",
                            "centre",
                            "admin",
                            "auditor",
                        ],
                    )
                ),
                name="duty_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                models.F("account"),
                models.F("role"),
                django.db.models.functions.comparison.Coalesce("project", 0),
                django.db.models.functions.comparison.Coalesce("department", 0),
                django.db.models.functions.comparison.Coalesce("regional", 0),
                name="duty_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "regional"), _negated=True),
                    models.Q(("project__isnull", False), ("regional__isnull", False)),
                    _connector="OR",
                ),
                name="duty_of_a_region_is_at_its_projects",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ["operator", "department"]), _negated=True),
                    ("department__isnull", False),
                    _connector="OR",
                ),
                name="duty_of_a_department_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsending",
            constraint=models.UniqueConstraint(fields=("schedule", "due_at"), name="report_sending_once"),
        ),
        migrations.AddConstraint(
            model_name="reportsending",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_at__gte", models.F("due_at"))), name="report_sending_not_early"
            ),
        ),
        migrations.AddConstraint(
            model_name="robot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "wecom",
                            "dingtalk",
                            "feishu",
                            "apprise",
                            "webhook",
                            "sms",
                            "line",
                            "wechat",
                            "apprise_people",
                        ],
                    )
                ),
                name="robot_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="reportschedule",
            index=models.Index(fields=["owner", "id"], name="report_schedule_owner"),
        ),
        migrations.AddIndex(
            model_name="reportschedule",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="report_schedule_next"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("report__in", ["month", "week", "day"])), name="reportschedule_report_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("file__in", ["xlsx", "pdf"])), name="reportschedule_file_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("project__isnull", True), ("region__isnull", True), _connector="OR"),
                name="report_schedule_one_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(condition=models.Q(("minute__lt", 1440)), name="report_schedule_minute"),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended", ""), ("next_at__isnull", True), _connector="OR"),
                name="report_schedule_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="rotashift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "receptionist",
                            "guard",
                            "operator",
                            "department",
                            "follow_up",
                            "in_charge",
                            "director",
                            "manager",
                            "regional",
                            "centre",
                            "admin",
                            "auditor",
                        ],
                    )
                ),
                name="rotashift_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rotashift",
            constraint=models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="shift_weekday"),
        ),
        migrations.AddConstraint(
            model_name="rotashift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__gt", models.F("starts")),
                    (
                        "ends__lt",
                        django.db.models.expressions.CombinedExpression(models.F("starts"), "+", models.Value(1441)),
                    ),
                    ("ends__lte", 2880),
                    ("starts__lt", 1440),
                ),
                name="shift_minutes",
            ),
        ),
        migrations.AddIndex(
            model_name="rotaswap",
            index=models.Index(fields=["asked_of", "state", "on"], name="swap_asked_of_state"),
        ),
        migrations.AddConstraint(
            model_name="rotaswap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "receptionist",
                            "guard",
                            "operator",
                            "department",
                            "follow_up",
                            "in_charge",
                            "director",
                            "manager",
                            "regional",
                            "centre",
                            "admin",
                            "auditor",
                        ],
                    )
                ),
                name="rotaswap_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rotaswap",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "agreed", "refused", "withdrawn"])),
                name="rotaswap_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rotaswap",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("asked_of")), _negated=True), name="swap_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="rotaswap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__gt", models.F("starts")),
                    (
                        "ends__lt",
                        django.db.models.expressions.CombinedExpression(models.F("starts"), "+", models.Value(1441)),
                    ),
                    ("ends__lte", 2880),
                    ("starts__lt", 1440),
                ),
                name="swap_minutes",
            ),
        ),
        migrations.AddIndex(
            model_name="rotachange",
            index=models.Index(fields=["project", "on"], name="rota_change_project_on"),
        ),
        migrations.AddConstraint(
            model_name="rotachange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "receptionist",
                            "guard",
                            "operator",
                            "department",
                            "follow_up",
                            "in_charge",
                            "director",
                            "manager",
                            "regional",
                            "centre",
                            "admin",
                            "auditor",
                        ],
                    )
                ),
                name="rotachange_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rotachange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__gt", models.F("starts")),
                    (
                        "ends__lt",
                        django.db.models.expressions.CombinedExpression(models.F("starts"), "+", models.Value(1441)),
                    ),
                    ("ends__lte", 2880),
                    ("starts__lt", 1440),
                ),
                name="rota_change_minutes",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["day", "state", "id"], name="sign_up_by_state"),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                condition=models.Q(("found_by", ""), _negated=True), fields=["found_by"], name="sign_up_found_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["seated", "waiting", "cancelled", "walked_in"])),
                name="signup_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["phone", "visit", "letter", "web", "email", "message", "media", "hotline", "patrol", "other"],
                    )
                ),
                name="signup_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(condition=models.Q(("people__gte", 1)), name="sign_up_for_people"),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.UniqueConstraint(fields=("account", "complaint"), name="snooze_once"),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__gt", models.F("snoozed_at"))), name="snooze_lies_ahead"
            ),
        ),
        migrations.AddIndex(
            model_name="summons",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)), fields=["to", "asked_at"], name="summons_unseen"
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen_at__isnull", True), ("seen_at__gte", models.F("asked_at")), _connector="OR"),
                name="summons_seen_at_after_asked_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("arrived_at__isnull", True), ("arrived_at__gte", models.F("asked_at")), _connector="OR"
                ),
                name="summons_arrived_at_after_asked_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("declined_at__isnull", True), ("declined_at__gte", models.F("asked_at")), _connector="OR"
                ),
                name="summons_declined_at_after_asked_at",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("next_action_at__isnull", False), ("stopped_at__isnull", True)),
                fields=["next_action_at", "id"],
                name="clock_due",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("stopped_at__isnull", True)),
                fields=["kind", "limit_at", "complaint"],
                name="clock_running",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(
                    ("acknowledged_at__isnull", True), ("climbed_at__isnull", False), ("stopped_at__isnull", True)
                ),
                fields=["complaint"],
                name="clock_unacknowledged",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("order__isnull", False)), fields=["order"], name="clock_order_given"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("promise__isnull", False)), fields=["promise"], name="clock_promise_given"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("demand__isnull", False)), fields=["demand"], name="clock_demand_given"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("reception__isnull", False)), fields=["reception"], name="clock_reception_given"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("summons__isnull", False)), fields=["summons"], name="clock_summons_given"
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
                            "safety",
                            "answer",
                            "closing",
                            "promise",
                            "apology",
                            "progress",
                            "finish",
                            "report_back",
                            "accept",
                            "arrival",
                            "part",
                            "visit",
                            "silence",
                            "approval",
                            "waiting",
                            "counter",
                            "page",
                            "body_sign",
                            "body_answer",
                            "friendly_call",
                            "check",
                            "summary",
                            "demand",
                            "review",
                        ],
                    )
                ),
                name="clock_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["met", "late", "dropped", "fired", ""])), name="clock_outcome_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stopped_at__isnull", True), ("stopped_at__gte", models.F("started_at")), _connector="OR"
                ),
                name="clock_stopped_at_after_started_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("stopped_at__isnull", True)),
                    models.Q(("stopped_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="clock_stopped_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complaint__isnull", False),
                    ("reception__isnull", False),
                    ("summons__isnull", False),
                    ("demand__isnull", False),
                    _connector="OR",
                ),
                name="clock_has_a_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                models.F("complaint"),
                models.F("kind"),
                django.db.models.functions.comparison.Coalesce("order", 0),
                django.db.models.functions.comparison.Coalesce("promise", 0),
                condition=models.Q(("complaint__isnull", False), ("stopped_at__isnull", True)),
                name="clock_runs_once",
            ),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["project", "id"], name="survey_of_project"),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["year", "project"], name="survey_of_year"),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(
                condition=models.Q(
                    ("opened_at__isnull", False), ("remind_on__isnull", False), ("reminded_at__isnull", True)
                ),
                fields=["remind_on"],
                name="survey_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="survey_ends_on_after_starts_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("remind_on__isnull", True), ("remind_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="survey_remind_on_after_starts_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("per_building__isnull", True), ("per_building__gte", 1), _connector="OR"),
                name="survey_per_building_from_one",
            ),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(fields=["survey", "building"], name="survey_by_building"),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(
                condition=models.Q(("followed_at__isnull", True), ("wants_contact", True)),
                fields=["survey", "id"],
                name="survey_to_follow",
            ),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(
                condition=models.Q(("complaint__isnull", False)),
                fields=["complaint"],
                name="survey_invited_complaint_given",
            ),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="survey_invited_person_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("follow_up__in", ["complaint", "call", ""])),
                name="surveyinvitation_follow_up_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.UniqueConstraint(fields=("survey", "home"), name="survey_home_once"),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("follow_up", ""), ("followed_at__isnull", True)),
                    models.Q(models.Q(("follow_up", ""), _negated=True), ("followed_at__isnull", False)),
                    _connector="OR",
                ),
                name="survey_followed_with_what",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(
                    ("carried_by__isnull", True), ("failed_at__isnull", True), ("sent_at__isnull", True)
                ),
                fields=["due_at", "id"],
                name="notice_due",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("claimed_until__isnull", False)), fields=["account", "robot"], name="notice_claimed"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("channel", "inbox")), fields=["account", "id"], name="notice_mine"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("channel", "inbox"), ("read_at__isnull", True)),
                fields=["account", "id"],
                name="notice_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("channel", "inbox"), _negated=True), fields=["id"], name="notice_out"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("failed_at__isnull", False)), fields=["id"], name="notice_aside"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", False), ("lost__gt", 1)), fields=["id"], name="notice_unknown"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("carried_by__isnull", False)), fields=["carried_by"], name="notice_carried_by_given"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("robot__isnull", False)), fields=["robot"], name="notice_robot_given"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("sign_up__isnull", False)), fields=["sign_up"], name="notice_sign_up_given"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("invitation__isnull", False)), fields=["invitation"], name="notice_invitation_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("key",), name="notice_key_once"),
        ),
        migrations.AddConstraint(
            model_name="surveyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["rated", "open"])), name="surveyquestion_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "topic__in",
                        [
                            "overall",
                            "reception",
                            "complaints",
                            "repairs",
                            "security",
                            "cleaning",
                            "greening",
                            "facilities",
                            "fees",
                            "community",
                        ],
                    )
                ),
                name="surveyquestion_topic_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyquestion",
            constraint=models.UniqueConstraint(fields=("survey", "place"), name="survey_question_place_once"),
        ),
        migrations.AddIndex(
            model_name="surveyanswer",
            index=models.Index(fields=["question", "mark"], name="survey_answer_by_question"),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.UniqueConstraint(fields=("invitation", "question"), name="survey_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mark__range", (1, 5)), ("words", "")),
                    models.Q(("mark__isnull", True), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="survey_answer_mark_or_words",
            ),
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["month_on", "project"], name="tally_month"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("project", "measure", "month_on", "key"), name="tally_once"),
        ),
        migrations.AddConstraint(
            model_name="triagesuggestion",
            constraint=models.UniqueConstraint(fields=("complaint", "aspect"), name="triage_suggestion_once"),
        ),
        migrations.AddConstraint(
            model_name="triagesuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("aspect__in", ["category", "level", "nature", "emotion"])),
                name="triagesuggestion_aspect_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["phone", "home", "counter", "online", "questionnaire", "letter"])),
                name="visit_method_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["satisfied", "not_solved", "declined", "not_reached"])),
                name="visit_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating_reception__isnull", True), ("rating_reception__range", (1, 5)), _connector="OR"
                ),
                name="visit_rating_reception_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating_measures__isnull", True), ("rating_measures__range", (1, 5)), _connector="OR"
                ),
                name="visit_rating_measures_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating_result__isnull", True), ("rating_result__range", (1, 5)), _connector="OR"),
                name="visit_rating_result_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodycase",
            constraint=models.CheckConstraint(
                condition=models.Q(("response__in", ["yes", "no", "unknown"])), name="bodycase_response_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodycase",
            constraint=models.CheckConstraint(
                condition=models.Q(("resolved__in", ["yes", "no", "unknown"])), name="bodycase_resolved_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodycase",
            constraint=models.CheckConstraint(
                condition=models.Q(("satisfied__in", ["yes", "no", "unknown"])), name="bodycase_satisfied_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodycase",
            constraint=models.UniqueConstraint(
                models.F("project"),
                django.db.models.functions.text.Upper("number"),
                condition=models.Q(("number", ""), _negated=True),
                name="body_case_number_once",
            ),
        ),
        # not managed: what differs between the databases is made by `fulltext` and `triggers`
        migrations.RunPython(
            lambda apps, editor: fulltext.install(editor.connection),
            lambda apps, editor: fulltext.remove(editor.connection),
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        ),
    ]
