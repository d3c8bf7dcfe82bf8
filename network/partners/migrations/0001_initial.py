import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='name in the address')),
                ('kind', models.CharField(choices=[('foundation', 'foundation'), ('university', 'university of applied sciences'), ('education_network', 'education network'), ('municipality', 'municipality'), ('other', 'other organisation')], max_length=20, verbose_name='kind')),
                ('is_funder', models.BooleanField(default=False, help_text='A funder sees totals of the network, never persons.', verbose_name='gives a grant')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('joined_on', models.DateField(verbose_name='takes part since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='partner_ends_after_start', violation_error_message='The end lies before the start.')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(verbose_name='what it is')),
                ('website', models.URLField(blank=True, verbose_name='read more')),
                ('is_offered', models.BooleanField(default=True, verbose_name='on offer now')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('reference', models.CharField(max_length=60, unique=True, verbose_name='reference of the decision')),
                ('decided_on', models.DateField(verbose_name='date of the decision')),
                ('maximum_amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='maximum amount in euros')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('account_due_on', models.DateField(verbose_name='account due on')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='partners.partner', verbose_name='funder')),
            ],
            options={
                'verbose_name': 'grant',
                'verbose_name_plural': 'grants',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='grant_ends_after_start', violation_error_message='The end lies before the start.'), models.CheckConstraint(condition=models.Q(('maximum_amount__gt', 0)), name='grant_is_more_than_nothing', violation_error_message='A grant is more than 0 euros.')],
            },
        ),
        migrations.CreateModel(
            name='GrantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('reference', models.CharField(max_length=60, verbose_name='reference of the decision')),
                ('decided_on', models.DateField(verbose_name='date of the decision')),
                ('maximum_amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='maximum amount in euros')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('account_due_on', models.DateField(verbose_name='account due on')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.grant')),
                ('funder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='funder')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContributionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(verbose_name='what it is')),
                ('website', models.URLField(blank=True, verbose_name='read more')),
                ('is_offered', models.BooleanField(default=True, verbose_name='on offer now')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.contribution')),
                ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='name in the address')),
                ('kind', models.CharField(choices=[('foundation', 'foundation'), ('university', 'university of applied sciences'), ('education_network', 'education network'), ('municipality', 'municipality'), ('other', 'other organisation')], max_length=20, verbose_name='kind')),
                ('is_funder', models.BooleanField(default=False, help_text='A funder sees totals of the network, never persons.', verbose_name='gives a grant')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('joined_on', models.DateField(verbose_name='takes part since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.partner')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
