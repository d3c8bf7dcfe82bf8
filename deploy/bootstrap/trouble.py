"""What can go wrong, said in one sentence to the person at the keyboard."""

import errno
import sys

FULL = (errno.ENOSPC, errno.EDQUOT)
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Trouble(Exception):
    """An expected fault; its text is one complete sentence that says what to do."""


def sentence(error):
    """Return the sentence for a Trouble or an OSError that a person can mend, else None."""
    if isinstance(error, Trouble):
        return str(error)
    number = getattr(error, "errno", None)
    if number in FULL:
        return "The disk is full: free some space and try again ({}).".format(error)
    if number in CLOSED:
        return "A file or directory may not be used by this account: {}.".format(error)
    return None


def about_output(output, otherwise):
    """Return Trouble for what a program printed: a full disk if it says so, else the sentence `otherwise`."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return Trouble("The disk is full: free some space and try again.")
    return Trouble(otherwise)


def report(main, *arguments):
    """Run `main`; end the process with its result, or with 1 and one sentence on standard error."""
    try:
        sys.exit(main(*arguments))
    except KeyboardInterrupt:
        sys.exit(130)
    except (Trouble, OSError) as error:
        text = sentence(error)
        if text is None:
            raise
        sys.exit(text)
