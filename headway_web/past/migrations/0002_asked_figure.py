from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("past", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="asked",
            name="figure",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
