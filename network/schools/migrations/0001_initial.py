import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=8, unique=True, verbose_name='abbreviation')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('english_name', models.CharField(max_length=80, verbose_name='name in English')),
            ],
            options={
                'verbose_name': 'sector',
                'verbose_name_plural': 'sectors',
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='name in the address')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
            },
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('region', models.CharField(blank=True, max_length=80, verbose_name='region')),
                ('introduction', models.TextField(blank=True, help_text='Two or three sentences for the home page.', verbose_name='introduction')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact address')),
                ('brand_colour', models.CharField(blank=True, help_text="Such as #0f4c3a; empty for the portal's green. It is made darker or lighter where text needs it.", max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Write a colour as # and six digits or letters, such as #0f4c3a.')], verbose_name='main colour')),
                ('accent_colour', models.CharField(blank=True, help_text="Such as #f6bd16; empty for the portal's yellow.", max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Write a colour as # and six digits or letters, such as #0f4c3a.')], verbose_name='second colour')),
                ('theme_meetings_per_year', models.PositiveSmallIntegerField(default=5, verbose_name='theme meetings in a school year')),
                ('people_per_school', models.PositiveSmallIntegerField(default=2, verbose_name='people of each school at a theme meeting')),
                ('visits_per_year', models.PositiveSmallIntegerField(default=3, verbose_name='school visits in a school year')),
                ('quorum_percent', models.PositiveSmallIntegerField(default=60, help_text='So many of the schools must have given their position before a framework can be adopted.', verbose_name='quorum of schools, in per cent')),
            ],
            options={
                'verbose_name': 'network',
                'verbose_name_plural': 'network',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='network_one_row', violation_error_message='A portal has one network.'), models.CheckConstraint(condition=models.Q(('quorum_percent__range', (1, 100))), name='network_quorum_is_a_percentage', violation_error_message='A quorum lies between 1 and 100 per cent.')],
            },
        ),
        migrations.CreateModel(
            name='SchoolBoard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('number', models.CharField(blank=True, help_text='The five digits that DUO gives a board; zeros at the front count.', max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}$', 'A board number has five digits.')], verbose_name='board number')),
            ],
            options={
                'verbose_name': 'school board',
                'verbose_name_plural': 'school boards',
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='school_board_number_once')],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='name in the address')),
                ('brin', models.CharField(blank=True, max_length=6, validators=[django.core.validators.RegexValidator('^[0-9]{2}[A-Z]{2}([0-9]{2})?$', 'A BRIN looks like 00AB or 00AB01.')], verbose_name='BRIN')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='address')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('can_show', models.TextField(blank=True, verbose_name='what others can come and see')),
                ('wants_to_learn', models.TextField(blank=True, verbose_name='what we want to learn')),
                ('joined_on', models.DateField(verbose_name='takes part since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='schools.schoolboard', verbose_name='school board')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='schools.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'school',
                'verbose_name_plural': 'schools',
                'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='school_ends_after_start', violation_error_message='The end lies before the start.'), models.UniqueConstraint(condition=models.Q(('brin', ''), _negated=True), fields=('brin',), name='school_brin_once')],
            },
        ),
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
            ],
            options={
                'verbose_name': 'school holiday',
                'verbose_name_plural': 'school holidays',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='school_holiday_ends_after_start', violation_error_message='The end lies before the start.')],
            },
        ),
        migrations.CreateModel(
            name='NetworkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('region', models.CharField(blank=True, max_length=80, verbose_name='region')),
                ('introduction', models.TextField(blank=True, help_text='Two or three sentences for the home page.', verbose_name='introduction')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact address')),
                ('brand_colour', models.CharField(blank=True, help_text="Such as #0f4c3a; empty for the portal's green. It is made darker or lighter where text needs it.", max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Write a colour as # and six digits or letters, such as #0f4c3a.')], verbose_name='main colour')),
                ('accent_colour', models.CharField(blank=True, help_text="Such as #f6bd16; empty for the portal's yellow.", max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Write a colour as # and six digits or letters, such as #0f4c3a.')], verbose_name='second colour')),
                ('theme_meetings_per_year', models.PositiveSmallIntegerField(default=5, verbose_name='theme meetings in a school year')),
                ('people_per_school', models.PositiveSmallIntegerField(default=2, verbose_name='people of each school at a theme meeting')),
                ('visits_per_year', models.PositiveSmallIntegerField(default=3, verbose_name='school visits in a school year')),
                ('quorum_percent', models.PositiveSmallIntegerField(default=60, help_text='So many of the schools must have given their position before a framework can be adopted.', verbose_name='quorum of schools, in per cent')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.network')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolBoardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('number', models.CharField(blank=True, help_text='The five digits that DUO gives a board; zeros at the front count.', max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}$', 'A board number has five digits.')], verbose_name='board number')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.schoolboard')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolHolidayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.schoolholiday')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='name in the address')),
                ('brin', models.CharField(blank=True, max_length=6, validators=[django.core.validators.RegexValidator('^[0-9]{2}[A-Z]{2}([0-9]{2})?$', 'A BRIN looks like 00AB or 00AB01.')], verbose_name='BRIN')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='address')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('can_show', models.TextField(blank=True, verbose_name='what others can come and see')),
                ('wants_to_learn', models.TextField(blank=True, verbose_name='what we want to learn')),
                ('joined_on', models.DateField(verbose_name='takes part since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('board', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schools.schoolboard', verbose_name='school board')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.school')),
                ('sector', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schools.sector', verbose_name='sector')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SectorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False, max_length=8, verbose_name='abbreviation')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('english_name', models.CharField(max_length=80, verbose_name='name in English')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.sector')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ThemeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='name in the address')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='schools.theme')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
