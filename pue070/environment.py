"""What the surroundings tell the portal: environment variables, with files in the data folder as their fallback."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("PORTAL_DATA") or BASE_DIR / "var").resolve()


def text(name, default=""):
    """The value of an environment variable without surrounding space, or `default` where it is absent or empty."""
    return os.environ.get(name, "").strip() or default


def number(name, default):
    """A whole number from the environment.

    Raises ImproperlyConfigured when the value is not one.
    """
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None


def flag(name, *, default=False):
    """Whether a switch is on: 1, true, yes and on count as such, in any case."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def items(name, default=""):
    """A comma-separated list, without empty entries."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret(name, file_name):
    """A secret from the environment, or from a file that the start made in the data folder.

    Raises ImproperlyConfigured when there is neither.
    """
    file = DATA_DIR / file_name
    value = text(name) or (file.read_text().strip() if file.is_file() else "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}, or run “make start” once: it writes {file}.")
    return value


def owner_url():
    """The address of the database as the owner of its tables; empty when the portal has one role for everything."""
    file = DATA_DIR / "database_owner_url"
    if text("DATABASE_URL"):
        return text("DATABASE_OWNER_URL")
    return file.read_text().strip() if file.is_file() else ""


def database_url():
    """The address of the database: as its owner where AS_DATABASE_OWNER is set, for migrations, else as the portal."""
    as_owner = owner_url() if flag("AS_DATABASE_OWNER") else ""
    return as_owner or secret("DATABASE_URL", "database_url")


def database_role():
    """The role that pages and tasks use, when it is another than the owner's; else an empty text."""
    owner, role = urlsplit(owner_url()).username, urlsplit(secret("DATABASE_URL", "database_url")).username
    return unquote(role) if owner and role and owner != role else ""


def public_address():
    """The address people use, such as https://portaal.example, without a slash at its end.

    Links in mail are made from this and never from a request. Without PORTAL_URL it is this machine alone, also where
    HOST says to listen on every address: 0.0.0.0 is no address that anyone can go to.
    """
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(text("HOST"), text("HOST", "127.0.0.1"))
    here = f"http://{f'[{host}]' if ':' in host else host}:{text('PORT', '8000')}"
    address = text("PORTAL_URL", here).rstrip("/")
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
        raise ImproperlyConfigured(f"PORTAL_URL must begin with https:// or http://, not “{address}”.")
    return address


def mailer():
    """Where mail goes: the server of MAIL_HOST, or without one readable files in the data folder."""
    if not text("MAIL_HOST"):
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
        }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": text("MAIL_HOST"),
            "port": number("MAIL_PORT", 587),
            "username": text("MAIL_USER"),
            "password": text("MAIL_PASSWORD"),
            "use_tls": text("MAIL_SECURITY", "starttls") == "starttls",
            "use_ssl": text("MAIL_SECURITY", "starttls") == "tls",
            "timeout": 20,
        },
    }
