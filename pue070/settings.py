"""Settings of the portal. Everything that differs per installation comes from the environment (docs/operate.md)."""

from urllib.parse import urlsplit

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from pue070 import environment as env
from pue070 import school_accounts

BASE_DIR = env.BASE_DIR
DATA_DIR = env.DATA_DIR

# Where the portal stands

PUBLIC_ADDRESS = env.public_address()
ON_HTTPS = PUBLIC_ADDRESS.startswith("https://")
SECRET_KEY = env.secret("SECRET_KEY", "secret_key")
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", f"{urlsplit(PUBLIC_ADDRESS).hostname},localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
EXAMPLE_NETWORK = env.flag("EXAMPLE", default=True)

# What it is made of

INSTALLED_APPS = [
    "pghistory",
    "pgtrigger",  # before the rooms: what it installs after a migration, network.base then puts in safe hands
    "network.dashboard",
    "network.audit",
    "network.founding",
    "network.privacy",
    "network.membership",
    "network.insight",
    "network.practice",
    "network.theme_meetings",
    "network.visits",
    "network.activities",
    "network.working_groups",
    "network.steering",
    "network.people",
    "network.schools",
    "network.partners",
    "network.base",
    "pue070.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_q",
]

MIDDLEWARE = [
    "network.base.request_ids.request_ids",
    "django.middleware.security.SecurityMiddleware",
    # Before what answers by itself, so that files get these headers too.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "network.base.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "network.people.middleware.person_itself",
    "network.people.middleware.chosen_language",
    "network.base.middleware.LoginRequired",
    "network.privacy.middleware.AcceptanceOfStatement",
    "network.people.middleware.SecondStepRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network.base.request_ids.AuditTrail",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "network.base.once.Once",
]

ROOT_URLCONF = "pue070.urls"
WSGI_APPLICATION = "pue070.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "network.base.templatetags.portal",
                "network.insight.templatetags.thread",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "network.schools.context_processors.network",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# What it remembers

DATABASES = {
    "default": dj_database_url.parse(env.database_url(), conn_max_age=600, conn_health_checks=True),
}
# The role that may only read the audit trail; empty when one role does everything (docs/decisions/audit-trail.md).
DATABASE_ROLE = env.database_role()
CACHES = {
    # Rate limits live here, so every machine of the portal shares it.
    # Its default of 300 entries would forget the limits of one account under a flood of attempts on others.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Rendered public pages, for the few seconds that they may be old.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
PUBLIC_PAGE_SECONDS = env.number("PUBLIC_PAGE_SECONDS", 10)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

Q_CLUSTER = {
    "name": "portal",
    "orm": "default",
    "workers": env.number("WORKER_PROCESSES", 1),
    "queue_limit": 1,
    "timeout": 100,
    # A task may wait for two others of `timeout` seconds between being taken and being begun (docs/decisions/queue.md).
    "retry": 360,
    "max_attempts": 8,
    "ack_failures": False,
    "catch_up": False,
    "save_limit": 1000,
    "poll": 1,
    "label": _("Queue"),
}
PERIODIC_TASKS = {
    # name: (dotted path, minutes between runs)
    "deliver waiting mail": ("network.base.tasks.deliver_waiting_mail", 1),
    "give out free seats": ("network.activities.tasks.give_out_free_seats", 1),
    "remind who comes": ("network.activities.tasks.tell_before", 10),
    "write to who came": ("network.activities.tasks.tell_afterwards", 30),
    "return decisions to the agenda": ("network.activities.tasks.return_reviews", 60),
    "remind schools of their position": ("network.steering.tasks.remind_schools_by_itself", 60),
    "ask whether it worked": ("network.practice.tasks.ask_how_it_went", 60),
    "forget sent forms": ("network.base.tasks.forget_sent_forms", 24 * 60),
    "forget what is no longer needed": ("network.privacy.tasks.forget_expired", 24 * 60),
    "forget people who asked for it": ("network.privacy.tasks.forget_who_asked", 60),
    "watch the clock of data breaches": ("network.privacy.tasks.watch_breaches", 15),
    "go on with lists of invitations": ("network.people.tasks.work_through_waiting_lists", 1),
    "carry out hand-overs": ("network.membership.tasks.carry_out_hand_overs", 60),
}

PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
# What the models say of triggers is installed after every migration; in the migrations it would stand twice, and make
# a new database far slower to build.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

# Files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    # Beside the database, never in the checkout: copies of own data lie here.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "media"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Mail

MAILERS = {"default": env.mailer()}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"portaal@{urlsplit(PUBLIC_ADDRESS).hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_FRAME = "network.schools.context_processors.mail_frame"

# People and signing in

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["network.people.backends.StandingBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "given_name", "family_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "network.people.passwords.MoreThanKnownWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:landing"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "network.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # the most that OWASP ASVS 5.0, 6.5.5, allows
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "reset_password": "network.people.forms.PasswordLinkForm",
    "reset_password_from_key": "network.people.forms.passwords.ChooseByLinkForm",
    "change_password": "network.people.forms.passwords.ChooseAnotherForm",
    "set_password": "network.people.forms.passwords.ChooseFirstForm",
    "request_login_code": "network.people.forms.signing_in.LoginCodeForm",
    "confirm_login_code": "network.people.forms.signing_in.ConfirmCodeForm",
}
ACCOUNT_RATE_LIMITS = {
    # A whole school sits behind one address, so what counts per address is loose and what counts per account is not.
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "100/m/ip,3/10m/key",
    "reset_password_from_key": "100/m/ip",
    # The key is an address with the place that asks; a stranger uses up one's own place only (forms/signing_in.py).
    "request_login_code": "100/m/ip,3/10m/key",
    "login_code_from_anywhere": "20/h/key",
    "prove_by_code": "3/10m/user",
    "signup": "100/m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(PUBLIC_ADDRESS).scheme
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "network.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "add_webauthn": "network.people.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "network.people.forms.passkeys.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = env.text("MFA_ISSUER", urlsplit(PUBLIC_ADDRESS).hostname)
SCHOOL_ACCOUNTS = school_accounts.configured()
SOCIALACCOUNT_ADAPTER = "network.people.provider.SchoolAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"school": {"APPS": SCHOOL_ACCOUNTS, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 6

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Safety in the browser

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if ON_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ON_HTTPS
SECURE_SSL_REDIRECT = ON_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# With this prefix a browser takes a cookie from this very host alone, and over https (OWASP ASVS 5.0, 3.3.3).
COOKIE_PREFIX = "__Host-" if ON_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
MESSAGE_STORAGE = "network.base.messages.Storage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ON_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "network.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "network.base.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request": {"()": "network.base.request_ids.WithRequestId"},
        "secrets": {"()": "network.base.request_ids.WithoutSecrets"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request", "secrets"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
