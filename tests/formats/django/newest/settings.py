DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}
SECRET_KEY = "unused"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.postgres", "shop"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
