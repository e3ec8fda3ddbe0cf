"""Everything that can be set, in one file. What an operator may change comes from the environment (.env.example)."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from litigation import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.load(BASE_DIR / ".env")

# The instance ---------------------------------------------------------------------------------------------------------
VAR = Path(
    env.text("HAMKKE_VAR", str(BASE_DIR / "var"))
).resolve()  # database, files, mail, sockets: all that is not code
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMO = env.flag("HAMKKE_DEMO")  # made-up people, sign-ins printed on the page, no second factor: never for real claims
DEBUG = env.flag("HAMKKE_DEBUG")
SECRET_KEY = env.text("HAMKKE_SECRET_KEY")
SITE_URL = env.text("HAMKKE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = env.address("HAMKKE_URL", "http://127.0.0.1:8000", ["http", "https"])
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = [
    _site.hostname,
    *(["127.0.0.1", "localhost", "[::1]"] if not HTTPS else []),
    *env.words("HAMKKE_HOSTS"),
]
if not DEBUG and len(SECRET_KEY) < 32:
    raise env.EnvError("HAMKKE_SECRET_KEY is shorter than 32 characters. `make setup` writes a good one into .env.")

# Keys of the vault: "id:base64 of 32 bytes", newest first; the first one writes, all of them read (litigation/vault).
VAULT_KEYS = env.words("HAMKKE_VAULT_KEYS")

INSTALLED_APPS = [
    "litigation",
    "claimants",
    "documents",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_countries",
    "csp",
    *(["claimants.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "litigation.frame.middleware.PrivateByDefault",
    "litigation.frame.middleware.PersonLanguage",
    "litigation.web.bodies.Bounds",
    "litigation.frame.gate.RightsGate",
    "litigation.frame.middleware.PlainErrors",
]

ROOT_URLCONF = "litigation.urls"
WSGI_APPLICATION = "litigation.wsgi.application"
ASGI_APPLICATION = "litigation.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "litigation.web.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "litigation.frame.context.instance",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "litigation.web.templatetags.parts",
                "litigation.lawbook.templatetags.lawbook",
            ],
        },
    }
]

# Data -----------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR / "hamkke.sqlite3")}
REDIS_SOCKET = env.socket_path(VAR / "redis.sock")  # of the Redis that `manage.py up` starts where REDIS_URL names none
REDIS_URL = env.text("REDIS_URL", f"unix://{REDIS_SOCKET}")
_cache = env.choice("HAMKKE_CACHE", "redis", ["redis", "memory"])
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if _cache == "redis"
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

LEDGER_ANCHORS = Path(env.text("HAMKKE_ANCHORS", str(VAR / "ledger.anchors"))).resolve()  # litigation/ledger/anchors.py

# Private files: encrypted by the vault, then on local disk, or in S3 where a bucket is named.
FILES_ROOT = VAR / "files"
FILES_S3_BUCKET = env.text("HAMKKE_S3_BUCKET", " ").strip()
FILES_S3_ENDPOINT = env.text("HAMKKE_S3_ENDPOINT", " ").strip()
STORAGES = {
    "default": {"BACKEND": "litigation.vault.storage.VaultStorage"},
    "staticfiles": {"BACKEND": "litigation.frame.staticfiles.StaticFiles"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
UPLOAD_MAX_BYTES = env.number("HAMKKE_UPLOAD_MB", 25, least=1, most=200) * 1024 * 1024
UPLOAD_MAX_PIXELS = 50_000_000  # read from the header before a pixel is decoded; a 17 kB PNG can hold 144 megapixels
FILE_UPLOAD_HANDLERS = [
    "litigation.web.bodies.ExpectedFiles",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = VAR / "uploads"  # what is being received lies here unsealed; litigation/web/bodies.py sweeps it
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
DISK_RESERVE = env.number("HAMKKE_DISK_RESERVE_MB", 512, most=1_000_000) * 1024 * 1024  # below it no file is taken
FILES_AN_HOUR = env.number("HAMKKE_FILES_AN_HOUR", 120, least=1, most=100_000)  # of one person
CLAIM_MOST_FILES = env.number("HAMKKE_CLAIM_FILES", 60, least=1, most=1000)
CLAIM_MOST_BYTES = env.number("HAMKKE_CLAIM_MB", 600, least=1, most=100_000) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
CLAMAV_URL = env.text("CLAMAV_URL", " ").strip()  # tcp://host:3310 or unix:///path; empty: files are "not scanned"

# Background work: rows in the database are the truth, Redis only rings the bell (litigation/jobs) -----------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 14 * 60
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task; and look for the messages of a dead worker every 2 s instead of every 100 s.
    "visibility_timeout": 20 * 60,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "max_retries": 0,  # of a bell while Redis is away: nobody's click waits for it, the sweep rings again
}
JOB_LEASE_SECONDS = env.number("HAMKKE_JOB_LEASE", 20, least=2, most=3600)

# People ---------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "litigation.User"
AUTHENTICATION_BACKENDS = ["litigation.accounts.backends.KnownPeople"]  # nobody has a password
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "my"
ACCOUNT_ADAPTER = "litigation.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # our own code is the verification (litigation/accounts/actions_codes.py)
ACCOUNT_RATE_LIMITS = False  # ours stand in rows (litigation/accounts/limits.py)
ACCOUNT_LOGIN_TIMEOUT = 15 * 60  # from the code to the second factor
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hamkke"
MFA_ADAPTER = "litigation.sign_in.forms.FactorAdapter"
MFA_FORMS = {
    "authenticate": "litigation.sign_in.forms.AuthenticateForm",
    "reauthenticate": "litigation.sign_in.forms.ReauthenticateForm",
    "activate_totp": "litigation.sign_in.forms.ActivateAppForm",
    "add_webauthn": "litigation.sign_in.forms.AddKeyForm",
    "edit_webauthn": "litigation.sign_in.forms.RenameKeyForm",
    "authenticate_webauthn": "litigation.sign_in.forms.KeyForm",
    "reauthenticate_webauthn": "litigation.sign_in.forms.ReauthenticateKeyForm",
    "login_webauthn": "litigation.sign_in.forms.SignInKeyForm",
}
STAFF_SECOND_FACTOR = not DEMO
CODES_AN_HOUR = env.number("HAMKKE_CODES_AN_HOUR", 100, least=5, most=100_000)  # from one network address
WRITES_AN_HOUR = env.number("HAMKKE_WRITES_AN_HOUR", 3000, least=60, most=1_000_000)  # of one person
SESSION_ENGINE = "litigation.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # without a step
SESSION_OF_TEAM = timedelta(hours=env.number("HAMKKE_TEAM_SESSION_HOURS", 12, least=1, most=336))  # in any case
SESSION_OF_OTHERS = timedelta(days=env.number("HAMKKE_SESSION_DAYS", 14, least=1, most=90))
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "litigation.frame.pages.csrf_failure"

# Mail -----------------------------------------------------------------------------------------------------------------
_smtp = env.address("SMTP_URL", "", ["smtp", "smtps", "smtp+tls"])
MAIL_ROOT = VAR / "mail"
if _smtp:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[_smtp.scheme]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp.username or "", _smtp.password or ""
    EMAIL_USE_SSL, EMAIL_USE_TLS = _smtp.scheme == "smtps", _smtp.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_ROOT
EMAIL_TIMEOUT = 20
ADMINS = [(each, each) for each in env.words("HAMKKE_ADMINS")]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("HAMKKE_MAIL_FROM", "Hamkke <no-reply@localhost>")

# Languages: one line each; locale/<code>/ and the case packs hold the texts --------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["litigation.web.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Seoul"  # the court's clock

# Web safety -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("geolocation", "microphone", "camera", "payment", "usb", "browsing-topics")}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
env.gone(name="HAMKKE_BEHIND_PROXY", instead="Write HAMKKE_PROXIES=1 for one proxy, and take the old line out.")
PROXIES = env.number("HAMKKE_PROXIES", 0, most=9)  # whose X-Forwarded-* are believed (litigation/web/client.py)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# API ------------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "litigation.accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["litigation.frame.gate.DeclaredRight"],
    "DEFAULT_PARSER_CLASSES": ["litigation.web.parsers.Json"],
    "URL_FORMAT_OVERRIDE": None,  # an answer has one form; ?format= would change what is refused, not what is sent
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "litigation.web.api.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "litigation.frame.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": [
        "litigation.web.throttles.PerPerson",
        "litigation.web.throttles.PerStranger",
    ],
    "EXCEPTION_HANDLER": "litigation.web.api.problem",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hamkke API",
    "DESCRIPTION": "Joint-suit case management. Errors are problem+json (RFC 9457); writes take an Idempotency-Key.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "litigation.frame.schema.complete",
    ],
    "SERVE_PERMISSIONS": ["litigation.frame.gate.DeclaredRight"],
    "ENUM_NAME_OVERRIDES": {
        "YesNoUnsure": ["yes", "no", "unsure"],
        "ApprovalState": "documents.rounds.models.Approval.State",
        "ChangeKind": "documents.changes.models.RosterChange.Kind",
        "ClaimStatus": "claimants.claims.models.Status",
        "DeadlineState": "documents.proceedings.models.Deadline.State",
        "EvidenceKind": "claimants.evidence.kinds.every",
        "FilingState": "documents.papers.models.Filing.State",
        "JobState": "litigation.jobs.models.Job.State",
        "MandateLevel": "claimants.mandates.models.Mandate.Level",
        "MandateState": "claimants.mandates.models.Mandate.State",
        "PackageState": "documents.packages.models.Package.State",
        "RequestState": "claimants.intake.models.Deficiency.State",
        "RoundStatus": "documents.rounds.models.Round.Status",
    },
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},  # nobody else is told of our schema
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LANGUAGE_NAMES = dict(LANGUAGES)
SITE_NAME = _("Hamkke")
LOGGING_CONFIG = "litigation.frame.logs.configure"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # DEBUG: the line at the end of a request says it all
LOGGING = {"level": env.choice("HAMKKE_LOG", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR"]), "json": not DEBUG}
