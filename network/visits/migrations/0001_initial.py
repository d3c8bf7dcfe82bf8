import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='SchoolVisit',
            fields=[
                ('activity_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='activities.activity')),
                ('learning_question', models.TextField(verbose_name='learning question of the host school')),
                ('what_to_observe', models.TextField(blank=True, verbose_name='what visitors look at in the lessons')),
            ],
            options={
                'verbose_name': 'school visit',
                'verbose_name_plural': 'school visits',
            },
            bases=('activities.activity',),
        ),
        migrations.CreateModel(
            name='SchoolVisitEvent',
            fields=[
                ('activity_ptr', models.ForeignKey(auto_created=True, db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='activities.activity')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('learning_question', models.TextField(verbose_name='learning question of the host school')),
                ('what_to_observe', models.TextField(blank=True, verbose_name='what visitors look at in the lessons')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='activity_ptr_learning_question_what_to_observe_events', to='visits.schoolvisit')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
