"""The school accounts that people may log in with: OpenID Connect providers named in the environment.

`OIDC_PROVIDERS=entra,google` names them; each has settings of its own, such as `OIDC_ENTRA_CLIENT_ID`
(docs/operate.md). The name stays with the accounts that are linked by it: another provider gets another name.
"""

import re

from django.core.exceptions import ImproperlyConfigured

from pue070 import environment as env

TENANT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MICROSOFT = "https://login.microsoftonline.com"
KINDS = {
    # kind: (label, server unless one is given, scope)
    "entree": ("Entree Federatie", "", "openid profile"),
    "surfconext": ("SURFconext", "https://connect.surfconext.nl", "openid profile email"),
    "entra": ("Microsoft", "", "openid profile email"),
    "google": ("Google", "https://accounts.google.com", "openid profile email"),
    "other": ("", "", "openid profile email"),
}


def configured():
    """What allauth calls an app, for each provider in OIDC_PROVIDERS, in that order.

    Raises ImproperlyConfigured for one that is incomplete: half a wall is none.
    """
    return [provider(name) for name in env.items("OIDC_PROVIDERS")]


def provider(name):
    if not re.fullmatch("[a-z0-9]+", name):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: “{name}” may have small letters and digits only.")
    kind = of(name, "KIND", name)
    if kind not in KINDS:
        raise ImproperlyConfigured(f"{variable(name, 'KIND')} must be one of {', '.join(KINDS)}, not “{kind}”.")
    label, server, scope = KINDS[kind]
    tenants, domains = limits(name, kind)
    return {
        "provider_id": name,
        "name": of(name, "LABEL", label) or name,
        "client_id": required(name, "CLIENT_ID"),
        "secret": required(name, "SECRET"),
        "settings": {
            "kind": kind,
            "server_url": address(name, server or microsoft(kind, tenants)),
            "scope": of(name, "SCOPE", scope).split(),
            "tenants": tenants,
            "domains": domains,
            "fetch_userinfo": env.flag(variable(name, "USERINFO"), default=kind != "entra"),
        },
    }


def limits(name, kind):
    """The Entra tenants and Google domains that may come in. Without them anybody with an account might."""
    tenants = [tenant.lower() for tenant in env.items(variable(name, "TENANTS"))]
    domains = [domain.lower() for domain in env.items(variable(name, "DOMAINS"))]
    if kind == "entra" and not (tenants and all(re.fullmatch(TENANT, tenant) for tenant in tenants)):
        raise ImproperlyConfigured(f"Set {variable(name, 'TENANTS')} to the tenant ids of your schools, with commas.")
    if kind == "google" and not domains:
        raise ImproperlyConfigured(f"Set {variable(name, 'DOMAINS')} to the domains of your schools, with commas.")
    return tenants, domains


def microsoft(kind, tenants):
    """One tenant has an address of its own; several share one, whose tokens name the tenant."""
    if kind != "entra":
        return ""
    return f"{MICROSOFT}/{tenants[0] if len(tenants) == 1 else 'organizations'}/v2.0"


def address(name, default):
    """Where discovery begins. Plain http is for this machine alone, to try things out."""
    server = (of(name, "SERVER") or default).rstrip("/")
    if not re.match(r"https://|http://(localhost|127\.0\.0\.1)[:/]", server):
        raise ImproperlyConfigured(f"Set {variable(name, 'SERVER')} to an address that begins with https://.")
    return server


def variable(name, setting):
    return f"OIDC_{name.upper()}_{setting}"


def of(name, setting, default=""):
    return env.text(variable(name, setting), default)


def required(name, setting):
    value = of(name, setting)
    if not value:
        raise ImproperlyConfigured(f"Set {variable(name, setting)}, or take “{name}” out of OIDC_PROVIDERS.")
    return value
