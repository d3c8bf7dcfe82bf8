"""Kinds of columns that rooms share."""

from django.db import models


class StoredColumn(models.GeneratedField):
    """A column that the database computes and keeps, such as what a search looks in.

    Every PostgreSQL that the portal runs on has these; Django would ask the server at each check of the models, and so
    tie every check to a database that runs.
    """

    def __init__(self, *, expression, output_field, db_persist=True, **kwargs):
        super().__init__(expression=expression, output_field=output_field, db_persist=db_persist, **kwargs)

    def check(self, **kwargs):
        return super().check(**{**kwargs, "databases": ()})
