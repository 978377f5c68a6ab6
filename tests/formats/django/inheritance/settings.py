from base import *  # noqa: F403

local = ["shop.apps.ShopConfig"]
INSTALLED_APPS = [*SHARED, *local]  # noqa: F405
INSTALLED_APPS += ["people"]
AUTH_USER_MODEL = "people.User"
