from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=200, unique=True, verbose_name='message id')),
                ('to_address', models.EmailField(max_length=254, verbose_name='to')),
                ('subject', models.CharField(max_length=250, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('html', models.TextField(blank=True, verbose_name='HTML')),
                ('calendar', models.TextField(blank=True, verbose_name='calendar part')),
                ('about', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='about')),
                ('is_secret', models.BooleanField(default=False, verbose_name='forget the text once sent')),
                ('queued_at', models.DateTimeField(verbose_name='queued at')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('try_again_at', models.DateTimeField(verbose_name='try again at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('given_up_at', models.DateTimeField(blank=True, null=True, verbose_name='given up at')),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
            ],
            options={
                'verbose_name': 'outgoing mail',
                'verbose_name_plural': 'outgoing mail',
                'indexes': [models.Index(condition=models.Q(('given_up_at', None), ('sent_at', None)), fields=['try_again_at'], name='outgoing_mail_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at', None), ('given_up_at', None), _connector='OR'), name='outgoing_mail_sent_or_given_up'), models.CheckConstraint(condition=models.Q(('is_secret', False), models.Q(('given_up_at', None), ('sent_at', None)), models.Q(('calendar', ''), ('html', ''), ('text', '')), _connector='OR'), name='outgoing_mail_secret_is_forgotten')],
            },
        ),
    ]
