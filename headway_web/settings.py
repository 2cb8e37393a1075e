"""Django's settings: safe by default, and all that differs between machines comes from ``environment``."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import dj_database_url

import headway.publish
from headway_web.environment import providers_of, read_environment

ENVIRONMENT = read_environment()
COUNTY_FOLDER = ENVIRONMENT.county
SECRET_KEY = ENVIRONMENT.key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "headway_web.components",
    "headway_web.trail",
    "headway_web.past",
    "headway_web.accounts",
    "headway_web.insight",
    "headway_web.improvement",
    "headway_web.children",
    "headway_web.data",
    "headway_web.county_settings",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "headway_web.components.middleware.noted",
    "csp.middleware.CSPMiddleware",
    "headway_web.components.middleware.plain_addresses",
    "headway_web.components.too_large.not_too_large",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headway_web.accounts.middleware.access_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "headway_web.urls"
WSGI_APPLICATION = "headway_web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "headway_web.components.context.every_page",
            ],
        },
    }
]
FORM_RENDERER = "headway_web.components.rendering.PageForms"

DATABASES: dict[str, Any] = {"default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("name", "email")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "home"
ACCOUNT_ADAPTER = "headway_web.accounts.adapter.Closed"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "change_password": "5/m/user"}
ACCOUNT_FORMS = {
    "login": "headway_web.accounts.forms.SignInForm",
    "change_password": "headway_web.accounts.forms.NewPasswordForm",
    "reauthenticate": "headway_web.accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "headway_web.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "headway_web.accounts.forms.CodeForm",
    "reauthenticate": "headway_web.accounts.forms.CodeAgainForm",
    "activate_totp": "headway_web.accounts.forms.FirstCodeForm",
}
MFA_TOTP_ISSUER = "Headway"

# The council's own sign-in. Who is unknown to Headway gets nothing by it (accounts.council).
COUNCIL_SIGN_IN = ENVIRONMENT.council_sign_in
SOCIALACCOUNT_ADAPTER = "headway_web.accounts.council.Council"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = providers_of(COUNCIL_SIGN_IN)

# What takes long to draw and is the same for everybody, for as long as the picture is; apart from what counts sign-ins.
MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": MEMORY},
    "drawn": {"BACKEND": MEMORY, "LOCATION": "drawn", "OPTIONS": {"MAX_ENTRIES": 32}},
}

# A sign-in ends after half an hour without use, and after a working day in any case (accounts.middleware).
SESSION_COOKIE_AGE = 10 * 3600
IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "headway_session", "headway_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_production
CSRF_FAILURE_VIEW = "headway_web.components.errors.form_too_old"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts] if ENVIRONMENT.is_production else []
SECURE_SSL_REDIRECT = ENVIRONMENT.is_production
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE, TIME_ZONE = "en-gb", "Europe/London"
USE_I18N, USE_TZ = False, True
_MAIL = ENVIRONMENT.mail
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'console'}.EmailBackend"
if _MAIL:
    EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_TIMEOUT = _MAIL.host, _MAIL.port, _MAIL.port != 25, 10
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, DEFAULT_FROM_EMAIL = _MAIL.user, _MAIL.password, _MAIL.sender

# The letters of the packs: pages keep their width on a machine with other fonts or none.
STATICFILES_DIRS = [("headway/fonts", Path(headway.publish.__file__).parent / "fonts")]
_STATIC = Path(__file__).parent / "components" / "static"
_FILES = sorted(path for path in _STATIC.rglob("*") if path.is_file())
# A file that changes has another address, so that a browser may keep what it has.
STATIC_URL = f"/static/{sha256(b''.join(path.read_bytes() for path in _FILES)).hexdigest()[:10]}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600

# Technical logs hold no address that could name a child: Django's own lines about requests are left out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {name: {"handlers": ["nowhere"], "propagate": False} for name in ("django", "waitress", "allauth")},
}
