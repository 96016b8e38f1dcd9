"""Heed's settings, all from the environment: `docs/settings.md` explains each, and a test compares the two."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from heed.config import environment as env
from heed.config import sign_on
from heed.i18n import languages
from heed.process.words import Role

HERE = Path(__file__).resolve().parent.parent

# Where it runs
DEBUG = env.switch("HEED_DEBUG")
HEED_DEMO = env.switch("HEED_DEMO")  # everybody can sign in as any account by one click: never on with real complaints
HEED_DATA = Path(env.text("HEED_DATA", "data")).expanduser().resolve()
HEED_COMPANY = env.text("HEED_COMPANY")  # its name at the head of what is printed
HEED_URL = env.text("HEED_URL", "http://127.0.0.1:8000").rstrip("/")  # the public address, for links in notices
SECRET_KEY = env.secret("HEED_SECRET_KEY", HEED_DATA / "secret-key")
HEED_SEAL_KEY = env.words("HEED_SEAL_KEY")  # seals the record; the newest first, where there are several
HEED_SEAL_KEY_FILE = Path(env.text("HEED_SEAL_KEY_FILE", str(HEED_DATA / "seal-key"))).expanduser().resolve()
HEED_CHECKPOINT_HOURS = env.number("HEED_CHECKPOINT_HOURS", 24, least=1)  # from one checkpoint to the next
HEED_CHECKPOINT_FOLDER = Path(env.text("HEED_CHECKPOINT_FOLDER", str(HEED_DATA / "checkpoints"))).expanduser().resolve()
HEED_CHECKPOINT_MAIL = env.text("HEED_CHECKPOINT_MAIL")  # where each checkpoint goes as a letter, besides
HEED_CHECKPOINT_COMMAND = shlex.split(env.text("HEED_CHECKPOINT_COMMAND"))  # what takes each elsewhere, by its file
ALLOWED_HOSTS = [*{urlsplit(HEED_URL).hostname or "localhost", "127.0.0.1", "localhost", "[::1]"}]
ALLOWED_HOSTS += env.words("HEED_HOSTS")
CSRF_TRUSTED_ORIGINS = [HEED_URL]
HEED_PROXIES = env.number("HEED_PROXIES", 0)  # trusted proxies in front, whose X-Forwarded-… headers are read

# Applications, middleware, templates
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    # before allauth, whose templates the entrance overrides
    "heed.records",
    "heed.ui",
    "heed.rooms.entrance",
    "heed.rooms.complaint",
    "heed.rooms.journey",
    "heed.rooms.desk",
    "heed.rooms.field",
    "heed.rooms.gate",
    "heed.rooms.today",
    "heed.rooms.care",
    "heed.rooms.oversight",
    "heed.rooms.promises",
    "heed.rooms.centre",
    "heed.rooms.rota",
    "heed.rooms.inbox",
    "heed.rooms.community",
    "heed.rooms.setup",
    "heed.rooms.audit",
    "heed.rooms.exports",
    "heed.rooms.privacy",
    "heed.rooms.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heed.config.middleware.PageCompression",
    "heed.config.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "heed.ui.failures.refuse_cut",
    "heed.ui.typed_text.fold_typed_text",
    "django.middleware.csrf.CsrfViewMiddleware",
    "heed.ui.sessions.WhoIsSignedIn",
    "heed.ui.sessions.prolong_by_work",
    "heed.ui.kept_forms.keep_typed_text",
    "heed.config.middleware.account_language",
    "heed.config.middleware.own_password_first",
    "heed.rooms.entrance.second_factor.second_factor_first",
    "heed.rooms.audit.reading.refuse_writing",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_FAILURE_VIEW = "heed.ui.failures.token_refused"
ROOT_URLCONF = "heed.config.urls"
WSGI_APPLICATION = "heed.config.wsgi.application"
FORM_RENDERER = "heed.ui.forms.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "heed.ui.jinja.Templates",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "heed.ui.jinja.Environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "heed.ui.context.frame",
                "heed.ui.call_banner.call_banner",
            ],
        },
    },
    # allauth's own pages and letters, where the entrance has none in their place
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

# Databases and caches
DATABASES = {"default": env.database("DATABASE_URL", HEED_DATA / "heed.sqlite3", env.number("HEED_DATABASE_POOL", 8))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # shared by all processes, for the rate limits of signing in; `heed run` creates its table
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Accounts and sessions
AUTH_USER_MODEL = "records.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{check}"}
    for check in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "heed.config.accounts.AccountAdapter"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "heed.config.accounts.ResetTokens"  # noqa: S105
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS: dict[str, Any] = {"login": "60/m/ip", "login_failed": "20/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = HEED_PROXIES
HEED_MFA_ROLES = env.some("HEED_MFA_ROLES", tuple(role.value for role in Role))  # duties that need a second factor
MFA_ADAPTER = "heed.rooms.entrance.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HEED_URL.startswith("https://")  # browsers allow it on this machine alone
MFA_FORMS = {
    "add_webauthn": "heed.rooms.entrance.second_factor.PasskeyForm",
    "activate_totp": "heed.rooms.entrance.second_factor.SetUpForm",
    "authenticate": "heed.rooms.entrance.second_factor.SignInForm",
    "reauthenticate": "heed.rooms.entrance.second_factor.AskAgainForm",
}
# Single sign-on: providers sign in accounts that exist
SOCIALACCOUNT_ADAPTER = "heed.rooms.entrance.sign_on.adapter.SignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    **sign_on.configured(
        sign_on.OIDC,
        {
            "HEED_OIDC_URL": env.text("HEED_OIDC_URL"),
            "HEED_OIDC_CLIENT": env.text("HEED_OIDC_CLIENT"),
            "HEED_OIDC_SECRET": env.text("HEED_OIDC_SECRET"),
        },
        env.text("HEED_OIDC_URL"),
        env.text("HEED_OIDC_NAME"),
        uid_field=env.text("HEED_OIDC_ID", "sub"),
        match=env.choice("HEED_OIDC_MATCH", "linked", (sign_on.LINKED, sign_on.BY_NAME, sign_on.BY_EMAIL)),
        oauth_pkce_enabled=True,
    ),
    **sign_on.configured(
        sign_on.WECOM,
        {
            "HEED_WECOM_AGENT": env.text("HEED_WECOM_AGENT"),
            "HEED_WECOM_CORP": env.text("HEED_WECOM_CORP"),
            "HEED_WECOM_SECRET": env.text("HEED_WECOM_SECRET"),
        },
        "https://qyapi.weixin.qq.com",
        agent=env.text("HEED_WECOM_AGENT"),
        match=env.choice("HEED_WECOM_MATCH", "linked", (sign_on.LINKED, sign_on.BY_NAME)),
    ),
    **sign_on.configured(
        sign_on.DINGTALK,
        {
            "HEED_DINGTALK_CLIENT": env.text("HEED_DINGTALK_CLIENT"),
            "HEED_DINGTALK_SECRET": env.text("HEED_DINGTALK_SECRET"),
        },
        "https://api.dingtalk.com",
        corp=env.text("HEED_DINGTALK_CORP"),
    ),
    **sign_on.configured(
        sign_on.FEISHU,
        {"HEED_FEISHU_CLIENT": env.text("HEED_FEISHU_CLIENT"), "HEED_FEISHU_SECRET": env.text("HEED_FEISHU_SECRET")},
        env.text("HEED_FEISHU_URL", "https://open.feishu.cn"),
        uid_field=env.choice("HEED_FEISHU_ID", "union_id", ("union_id", "open_id", "user_id", "employee_no")),
        match=env.choice("HEED_FEISHU_MATCH", "linked", (sign_on.LINKED, sign_on.BY_NAME)),
        oauth_pkce_enabled=True,
    ),
}
# Owners sign in to their own page by these, besides the code to the telephone
OWNERS_PROVIDERS = {
    **sign_on.configured(
        sign_on.WECHAT,
        {"HEED_WECHAT_CLIENT": env.text("HEED_WECHAT_CLIENT"), "HEED_WECHAT_SECRET": env.text("HEED_WECHAT_SECRET")},
        "https://api.weixin.qq.com",
    ),
    **sign_on.configured(
        sign_on.LINE,
        {"HEED_LINE_CLIENT": env.text("HEED_LINE_CLIENT"), "HEED_LINE_SECRET": env.text("HEED_LINE_SECRET")},
        "https://api.line.me",
    ),
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # how long the link to a new password works
SESSION_ENGINE = "heed.records.sessions"
SESSION_COOKIE_AGE = 60 * env.number("HEED_SESSION_MINUTES", 240, least=5)  # without work; work prolongs it
HEED_ASK_AGAIN_MINUTES = env.number("HEED_ASK_AGAIN_MINUTES", 15, least=1)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * HEED_ASK_AGAIN_MINUTES
SESSION_COOKIE_NAME = "heed_session"
CSRF_COOKIE_NAME = "heed_csrf"
LANGUAGE_COOKIE_NAME = "heed_language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
HEED_HTTPS = HEED_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HEED_HTTPS
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if HEED_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HEED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"  # the address of an owner's page is its key: it must not reach other sites
X_FRAME_OPTIONS = "DENY"

# Language and time zone
LANGUAGES = [(language.code, language.name) for language in languages.LANGUAGES]
LANGUAGE_CODE = env.choice("HEED_LANGUAGE", "zh-hans", tuple(languages.BY_CODE))
LOCALE_PATHS = [HERE / "ui" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("HEED_TIME_ZONE", "Asia/Shanghai")

# Static files and uploads
STATIC_URL = "static/"
STATIC_ROOT = HEED_DATA / "static"
MEDIA_ROOT = HEED_DATA / "files"
STORAGES = {
    "default": {"BACKEND": "heed.config.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "heed.config.static.StaticStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600  # what people send is read by Heed alone
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
HEED_UPLOAD_MB = env.number("HEED_UPLOAD_MB", 20, least=1)  # the largest single file
HEED_MEDIA_MB = env.number("HEED_MEDIA_MB", 50, least=1)  # the largest single recording or video
HEED_LINK_MB_DAILY = env.number("HEED_LINK_MB_DAILY", 200)  # what an owner may send a day by one link; 0: no limit
HEED_ADDRESS_MB_DAILY = env.number("HEED_ADDRESS_MB_DAILY", 500)  # the same from one network address
HEED_OWNERS_MB_DAILY = env.number("HEED_OWNERS_MB_DAILY", 10_000)  # the same of all owners together
HEED_REPORTS_UNSEEN_HOURLY = env.number("HEED_REPORTS_UNSEEN_HOURLY", 12)  # more wait for a person; 0: none do
HEED_REPORTS_HOURLY = env.number("HEED_REPORTS_HOURLY", 60)  # of one address by the owners' form; 0: no limit
HEED_REVEALS_HOURLY = env.number("HEED_REVEALS_HOURLY", 30)  # of one person, before the alarm; 0: never
HEED_OFFLINE_HOURS = env.number("HEED_OFFLINE_HOURS", 24)  # the age of a step that a phone made offline
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # a form without its files; a drawn signature is in it
HEED_MOST_FILES = 20  # in one form: a form with more is shown again with what was typed
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # a request with more is not read at all
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# E-mail and logging
locals().update(env.mail("HEED_MAIL"))
HEED_ROBOT_NETWORKS = env.networks("HEED_ROBOT_NETWORKS")  # private ones in which robots may be called
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("HEED_MAIL_FROM", f"heed@{urlsplit(HEED_URL).hostname}")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "heed.config.logs.PlainLines",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "heed.config.logs.JsonLines"},
    },
    "filters": {"repetitions": {"()": "heed.config.logs.Repetitions"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("HEED_LOG", "plain", ("plain", "json")),
            "filters": ["repetitions"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice("HEED_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        "django": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "urllib3": {"level": "INFO"},  # at DEBUG it shows addresses, some of which hold a secret
    },
}
