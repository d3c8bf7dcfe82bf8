"""What the queue and the command line do stands in the audit trail under their own name."""

import functools

import pghistory


def job(task):
    """Decorator of a function that the queue runs: the trail names it as the background job that did it."""

    @functools.wraps(task)
    def run(*args, **kwargs):
        with pghistory.context(job=task.__name__):
            return task(*args, **kwargs)

    run.is_job = True
    return run
