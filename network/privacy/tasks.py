"""What the queue runs for privacy. Every task may run twice, or be killed half-way and run again."""

import datetime

from django.utils import timezone

from network.base.jobs import job
from network.privacy import copying, forgetting, retention
from network.privacy.actions.breaches import remind_of_clocks

TOO_LONG = datetime.timedelta(hours=2)


@job
def build_copy(pk):
    copying.build(pk=pk, now=timezone.now())


@job
def forget_who_asked():
    return forgetting.forget_who_asked(now=timezone.now())


@job
def forget_expired():
    now = timezone.now()
    copying.give_up(now=now, older_than=TOO_LONG)
    return retention.forget_expired(now=now)


@job
def watch_breaches():
    return remind_of_clocks(now=timezone.now())
