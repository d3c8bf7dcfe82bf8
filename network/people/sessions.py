"""Sessions in the database, so that ending one counts at the next request on every machine."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from network.base.prepared import prepared
from network.people.models import Session

DEVICE = "device"
"""The key in a session under which signing in leaves a description of the device."""


@prepared
def live_session(*, key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id, row.device, row.seen_on = data.get(SESSION_KEY), data.get(DEVICE, ""), timezone.localdate()
        return row

    def _get_session_from_db(self):
        """The row of this session, or None for one that ended or was never made here; then its key is dropped.

        That it was used is noted once a day: a write on every request would cost more than it tells.
        """
        session = next(iter(live_session(key=self.session_key, now=timezone.now())), None) if self.session_key else None
        if session is None:
            self._session_key = None
        elif session.seen_on != timezone.localdate():
            Session.objects.filter(pk=session.pk).update(seen_on=timezone.localdate())
        return session
