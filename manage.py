#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

# Commands that change tables or triggers; the role of pages and tasks may not.
OF_THE_OWNER = {"migrate", "guard_trail", "pgtrigger", "flush", "sqlflush", "createcachetable"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pue070.settings")
    if OF_THE_OWNER & set(sys.argv[1:2]):
        os.environ.setdefault("AS_DATABASE_OWNER", "1")
    from django.core.management import execute_from_command_line

    if sys.argv[1:2] == ["qcluster"]:  # its jobs have names of their own
        execute_from_command_line(sys.argv)
    else:
        import pghistory

        with pghistory.context(command=" ".join(sys.argv[1:2])):
            execute_from_command_line(sys.argv)
