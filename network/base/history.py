"""Rows that may not change any more: the database itself refuses, whoever asks (ORM, admin or raw SQL)."""

import pgtrigger


def append_only(name):
    """A trigger for rows that are written once and stay: every update and delete is refused."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


def frozen_once(name, moment, *, columns):
    """Triggers that fix `columns` of a row, and the row itself, from the time its `moment` is filled in."""
    frozen = pgtrigger.Q(**{f"old__{moment}__isnull": False})
    changed = pgtrigger.Q()
    for column in columns:
        changed |= pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")})
    return [
        pgtrigger.Protect(name=f"{name}_never_changes", operation=pgtrigger.Update, condition=frozen & changed),
        pgtrigger.Protect(name=f"{name}_stays", operation=pgtrigger.Delete, condition=frozen),
    ]
