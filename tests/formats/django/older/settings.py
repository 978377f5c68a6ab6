DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}
SECRET_KEY = "unused"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.postgres", "shop"]
USE_TZ = True
