"""Which site Django's admin is (see network/base/administration.py)."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "network.base.administration.Administration"
