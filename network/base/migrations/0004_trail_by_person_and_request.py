from django.db import migrations

STATEMENTS = [
    ("trail_context_by_person", "((metadata ->> 'user'))"),
    ("trail_context_by_request", "((metadata ->> 'request'))"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_trail_removals"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX IF NOT EXISTS {name} ON pghistory_context {columns}", f"DROP INDEX IF EXISTS {name}"
        )
        for name, columns in STATEMENTS
    ]
