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
            name='ThemeMeeting',
            fields=[
                ('activity_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='activities.activity')),
                ('takeaway', models.TextField(blank=True, verbose_name='what you take home')),
            ],
            options={
                'verbose_name': 'theme meeting',
                'verbose_name_plural': 'theme meetings',
            },
            bases=('activities.activity',),
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_after', models.PositiveSmallIntegerField(verbose_name='minutes after the start of the meeting')),
                ('lasts', models.PositiveSmallIntegerField(verbose_name='minutes it lasts')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=240, verbose_name='what happens')),
                ('led_by', models.CharField(blank=True, max_length=120, verbose_name='led by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='theme_meetings.thememeeting', verbose_name='theme meeting')),
            ],
            options={
                'verbose_name': 'part of the programme',
                'verbose_name_plural': 'programme',
                'constraints': [models.CheckConstraint(condition=models.Q(('lasts__range', (1, 720))), name='programme_item_ends_after_it_starts', violation_error_message='The end must come after the start.')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('begins_after', models.PositiveSmallIntegerField(verbose_name='minutes after the start of the meeting')),
                ('lasts', models.PositiveSmallIntegerField(verbose_name='minutes it lasts')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=240, verbose_name='what happens')),
                ('led_by', models.CharField(blank=True, max_length=120, verbose_name='led by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='theme_meetings.programmeitem')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='theme_meetings.thememeeting', verbose_name='theme meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ThemeMeetingEvent',
            fields=[
                ('activity_ptr', models.ForeignKey(auto_created=True, db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='activities.activity')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('takeaway', models.TextField(blank=True, verbose_name='what you take home')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='activity_ptr_takeaway_events', to='theme_meetings.thememeeting')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
