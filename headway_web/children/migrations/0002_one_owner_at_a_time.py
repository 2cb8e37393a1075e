"""Owners of a child are counted, so that two people cannot give the next one at the same time."""

from typing import ClassVar

from django.db import migrations, models


def count_owners(apps, schema_editor):  # type: ignore[no-untyped-def]
    """The owners that are there already, in their order."""
    numbers: dict[str, int] = {}
    for each in apps.get_model("children", "Assignment").objects.order_by("id"):
        each.number = numbers[each.child_key] = numbers.get(each.child_key, 0) + 1
        each.save(update_fields=["number"])


class Migration(migrations.Migration):
    """Number, count, then hold it."""

    dependencies: ClassVar = [("children", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField("assignment", "number", models.PositiveIntegerField(default=0), preserve_default=False),
        migrations.RunPython(count_owners, migrations.RunPython.noop),
        migrations.AddConstraint(
            "assignment",
            models.UniqueConstraint(fields=["child_key", "number"], name="one_owner_at_a_time"),
        ),
    ]
