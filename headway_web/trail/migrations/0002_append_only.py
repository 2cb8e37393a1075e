"""The database itself refuses to change or delete an entry of the trail, whoever asks and however."""

from django.db import migrations

WORDS = "the trail can only grow"

SQLITE = (
    f"CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail_entry BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail_entry BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    # INSERT OR REPLACE takes the old row away without asking the trigger of DELETE.
    "CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail_entry"
    " WHEN EXISTS (SELECT 1 FROM trail_entry WHERE id = NEW.id)"
    f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
    "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON trail_entry"
    " FOR EACH ROW EXECUTE FUNCTION trail_only_grows()",
    "CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON trail_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()",
)


def forbid(apps, schema_editor):
    """Puts the triggers in place."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """There is no way back: a trail that can be changed is none."""

    dependencies = (("trail", "0001_initial"),)
    operations = (migrations.RunPython(forbid),)
