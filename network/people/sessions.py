"""Sessions in the database, so that ending one counts at the next request on every machine."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from network.base.prepared import prepared


@prepared
def live_session(*, key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        """The row of this session, or None for one that ended or was never made here; then its key is dropped."""
        session = next(iter(live_session(key=self.session_key, now=timezone.now())), None) if self.session_key else None
        if session is None:
            self._session_key = None
        return session
