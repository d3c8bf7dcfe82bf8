from django.db import migrations
from django.db.models import Q

ONLY_ME = 0


def keep_for_oneself(apps, schema_editor):
    """Until now only their writer saw these texts, and the page said so. Who wants to share them chooses that."""
    User = apps.get_model("people", "User")
    User.objects.filter(~Q(can_offer="")).update(can_offer_audience=ONLY_ME)
    User.objects.filter(~Q(wants_to_learn="")).update(wants_to_learn_audience=ONLY_ME)


class Migration(migrations.Migration):

    dependencies = [("people", "0007_profiles_stand_ins_and_offices")]

    operations = [migrations.RunPython(keep_for_oneself, migrations.RunPython.noop)]
