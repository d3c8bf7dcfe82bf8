import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0001_initial'),
        ('steering', '0001_initial'),
        ('working_groups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PracticeStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='name in the address')),
                ('wanted', models.TextField(blank=True, verbose_name='what we wanted')),
                ('did', models.TextField(blank=True, verbose_name='what we did')),
                ('happened', models.TextField(blank=True, verbose_name='what happened')),
                ('differently', models.TextField(blank=True, verbose_name='what we would do differently')),
                ('audience', models.PositiveSmallIntegerField(choices=[(0, 'only me'), (10, 'my school'), (20, 'the working group'), (30, 'the schools'), (40, 'schools and partners'), (50, 'funders too'), (60, 'everyone (public)')], default=0, verbose_name='who may read it')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('published_at', models.DateTimeField(blank=True, help_text='Since when its present readers can read it.', null=True, verbose_name='published at')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='activities.activity', verbose_name='began at')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to=settings.AUTH_USER_MODEL)),
                ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='steering.framework', verbose_name='framework')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='schools.school')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='schools.theme', verbose_name='theme')),
                ('working_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='working_groups.workinggroup', verbose_name='working group')),
            ],
            options={
                'verbose_name': 'practice story',
                'verbose_name_plural': 'practice stories',
                'indexes': [models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-published_at', '-id'], name='practice_story_latest')],
                'constraints': [models.UniqueConstraint(fields=('author', 'title'), name='practice_story_title_once_per_author', violation_error_message='You already have a story with this title.'), models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(('audience', 0), _negated=True), _connector='OR'), name='practice_story_published_has_readers', violation_error_message='Choose who may read your story.'), models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(models.Q(('did', ''), _negated=True), models.Q(('happened', ''), _negated=True)), _connector='OR'), name='practice_story_published_tells_what_happened', violation_error_message='Tell what you did and what happened before you share your story.'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 20), _negated=True), ('working_group__isnull', False), _connector='OR'), name='practice_story_for_a_group_names_it', violation_error_message='Choose the working group that may read it.'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 10), _negated=True), ('school__isnull', False), _connector='OR'), name='practice_story_for_a_school_names_it', violation_error_message='You can share with your school once you belong to one.')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('thought', 'response'), ('tried', 'we tried this too')], default='thought', max_length=10, verbose_name='kind')),
                ('text', models.TextField(verbose_name='what do you want to say?')),
                ('said_to', models.PositiveSmallIntegerField(choices=[(0, 'only me'), (10, 'my school'), (20, 'the working group'), (30, 'the schools'), (40, 'schools and partners'), (50, 'funders too'), (60, 'everyone (public)')], default=0, help_text='Who could read the story when this was written.', verbose_name='said to')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='story_responses', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='practice.practicestory')),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'constraints': [models.UniqueConstraint(models.F('story'), models.F('author'), models.F('kind'), django.db.models.functions.text.MD5('text'), name='response_once')],
            },
        ),
        migrations.CreateModel(
            name='PracticeStoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='name in the address')),
                ('audience', models.PositiveSmallIntegerField(choices=[(0, 'only me'), (10, 'my school'), (20, 'the working group'), (30, 'the schools'), (40, 'schools and partners'), (50, 'funders too'), (60, 'everyone (public)')], default=0, verbose_name='who may read it')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('published_at', models.DateTimeField(blank=True, help_text='Since when its present readers can read it.', null=True, verbose_name='published at')),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='began at')),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('framework', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='steering.framework', verbose_name='framework')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practice.practicestory')),
                ('school', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schools.school')),
                ('theme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schools.theme', verbose_name='theme')),
                ('working_group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='working_groups.workinggroup', verbose_name='working group')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResponseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('thought', 'response'), ('tried', 'we tried this too')], default='thought', max_length=10, verbose_name='kind')),
                ('said_to', models.PositiveSmallIntegerField(choices=[(0, 'only me'), (10, 'my school'), (20, 'the working group'), (30, 'the schools'), (40, 'schools and partners'), (50, 'funders too'), (60, 'everyone (public)')], default=0, help_text='Who could read the story when this was written.', verbose_name='said to')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practice.response')),
                ('story', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='practice.practicestory')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
