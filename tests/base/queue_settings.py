"""The portal's settings for a real queue in a test: redelivery after seconds instead of minutes."""

from tests.settings import *  # noqa: F403
from tests.settings import Q_CLUSTER

Q_CLUSTER = {**Q_CLUSTER, "timeout": 2, "retry": 4, "poll": 0.1, "guard_cycle": 0.1}
