"""What widely used packages give to a project's models, for projects whose packages are not installed here.

Each entry is the schema-making part of a module, said in Python for the same reader as the project's own code; what a
package has besides is left out. Installed packages are read themselves instead.
"""

from __future__ import annotations

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "django.contrib.auth.base_user": """
from django.db import models
class AbstractBaseUser(models.Model):
    password = models.CharField(max_length=128)
    last_login = models.DateTimeField(blank=True, null=True)
    class Meta:
        abstract = True
""",
    "django.contrib.auth.models": """
from django.db import models
from django.contrib.contenttypes.models import ContentType
from django.contrib.auth.base_user import AbstractBaseUser
class Permission(models.Model):
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey("contenttypes.ContentType", models.CASCADE)
    codename = models.CharField(max_length=100)
    class Meta:
        unique_together = [["content_type", "codename"]]
class Group(models.Model):
    name = models.CharField(max_length=150, unique=True)
    permissions = models.ManyToManyField(Permission, blank=True)
class PermissionsMixin(models.Model):
    is_superuser = models.BooleanField(default=False)
    groups = models.ManyToManyField("auth.Group", blank=True)
    user_permissions = models.ManyToManyField("auth.Permission", blank=True)
    class Meta:
        abstract = True
class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(max_length=150, unique=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField()
    class Meta:
        abstract = True
class User(AbstractUser):
    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
""",
    "django.contrib.contenttypes.models": """
from django.db import models
class ContentType(models.Model):
    app_label = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    class Meta:
        db_table = "django_content_type"
        unique_together = [["app_label", "model"]]
""",
    "django.contrib.sessions.base_session": """
from django.db import models
class AbstractBaseSession(models.Model):
    session_key = models.CharField(max_length=40, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
    class Meta:
        abstract = True
""",
    "django.contrib.sessions.models": """
from django.contrib.sessions.base_session import AbstractBaseSession
class Session(AbstractBaseSession):
    class Meta(AbstractBaseSession.Meta):
        db_table = "django_session"
""",
    "django.contrib.admin.models": """
from django.conf import settings
from django.db import models
class LogEntry(models.Model):
    action_time = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    content_type = models.ForeignKey("contenttypes.ContentType", models.SET_NULL, blank=True, null=True)
    object_id = models.TextField(blank=True, null=True)
    object_repr = models.CharField(max_length=200)
    action_flag = models.PositiveSmallIntegerField()
    change_message = models.TextField(blank=True)
    class Meta:
        db_table = "django_admin_log"
""",
    "django.contrib.sites.models": """
from django.db import models
class Site(models.Model):
    domain = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=50)
    class Meta:
        db_table = "django_site"
""",
    "django.contrib.redirects.models": """
from django.db import models
class Redirect(models.Model):
    site = models.ForeignKey("sites.Site", models.CASCADE)
    old_path = models.CharField(max_length=200, db_index=True)
    new_path = models.CharField(max_length=200, blank=True)
    class Meta:
        db_table = "django_redirect"
        unique_together = [["site", "old_path"]]
""",
    "django.contrib.flatpages.models": """
from django.db import models
class FlatPage(models.Model):
    url = models.CharField(max_length=100, db_index=True)
    title = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    enable_comments = models.BooleanField(default=False)
    template_name = models.CharField(max_length=70, blank=True)
    registration_required = models.BooleanField(default=False)
    sites = models.ManyToManyField("sites.Site")
    class Meta:
        db_table = "django_flatpage"
""",
    "rest_framework.authtoken.models": """
from django.conf import settings
from django.db import models
class Token(models.Model):
    key = models.CharField(max_length=40, primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, related_name="auth_token", on_delete=models.CASCADE)
    created = models.DateTimeField(auto_now_add=True)
""",
    "model_utils.fields": """
from django.db import models
class AutoCreatedField(models.DateTimeField):
    pass
class AutoLastModifiedField(AutoCreatedField):
    pass
class MonitorField(models.DateTimeField):
    def __init__(self, *args, **kwargs):
        kwargs.pop("monitor", None)
        kwargs.pop("when", None)
        super().__init__(*args, **kwargs)
class StatusField(models.CharField):
    def __init__(self, *args, no_check_for_status=False, choices_name="STATUS", **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)
class UUIDField(models.UUIDField):
    def __init__(self, primary_key=True, version=4, editable=False, *args, **kwargs):
        kwargs["primary_key"] = primary_key
        super().__init__(*args, **kwargs)
class UrlsafeTokenField(models.CharField):
    def __init__(self, editable=False, max_length=128, factory=None, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
""",
    "model_utils.models": """
from django.db import models
from model_utils.fields import AutoCreatedField, AutoLastModifiedField, UUIDField as _UUIDField
class TimeStampedModel(models.Model):
    created = AutoCreatedField()
    modified = AutoLastModifiedField()
    class Meta:
        abstract = True
class TimeFramedModel(models.Model):
    start = models.DateTimeField(null=True, blank=True)
    end = models.DateTimeField(null=True, blank=True)
    class Meta:
        abstract = True
class SoftDeletableModel(models.Model):
    is_removed = models.BooleanField(default=False)
    class Meta:
        abstract = True
class UUIDModel(models.Model):
    id = models.UUIDField(primary_key=True)
    class Meta:
        abstract = True
""",
    "django_extensions.db.fields": """
from django.db import models
class CreationDateTimeField(models.DateTimeField):
    pass
class ModificationDateTimeField(CreationDateTimeField):
    pass
class AutoSlugField(models.SlugField):
    def __init__(self, *args, **kwargs):
        for name in ("populate_from", "slugify_function", "separator", "overwrite", "overwrite_on_add"):
            kwargs.pop(name, None)
        super().__init__(*args, **kwargs)
class ShortUUIDField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 22
        super().__init__(*args, **kwargs)
class RandomCharField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = kwargs.pop("length", None)
        super().__init__(*args, **kwargs)
""",
    "django_extensions.db.models": """
from django.db import models
class TimeStampedModel(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    class Meta:
        abstract = True
class TitleDescriptionModel(models.Model):
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True, null=True)
    class Meta:
        abstract = True
class ActivatorModel(models.Model):
    status = models.IntegerField(default=1)
    activate_date = models.DateTimeField(blank=True, null=True)
    deactivate_date = models.DateTimeField(blank=True, null=True)
    class Meta:
        abstract = True
""",
    "mptt.models": """
from django.db import models
class MPTTModel(models.Model):
    lft = models.PositiveIntegerField()
    rght = models.PositiveIntegerField()
    tree_id = models.PositiveIntegerField(db_index=True)
    level = models.PositiveIntegerField()
    class Meta:
        abstract = True
class TreeForeignKey(models.ForeignKey):
    pass
class TreeOneToOneField(models.OneToOneField):
    pass
class TreeManyToManyField(models.ManyToManyField):
    pass
""",
    "mptt.fields": """
from django.db import models
class TreeForeignKey(models.ForeignKey):
    pass
class TreeOneToOneField(models.OneToOneField):
    pass
class TreeManyToManyField(models.ManyToManyField):
    pass
""",
    "phonenumber_field.modelfields": """
from django.db import models
class PhoneNumberField(models.CharField):
    def __init__(self, *args, region=None, **kwargs):
        kwargs.setdefault("max_length", 128)
        super().__init__(*args, **kwargs)
""",
    "polymorphic.models": """
from django.db import models
class PolymorphicModel(models.Model):
    polymorphic_ctype = models.ForeignKey("contenttypes.ContentType", null=True, on_delete=models.CASCADE)
    class Meta:
        abstract = True
""",
    "treebeard.mp_tree": """
from django.db import models
class MP_Node(models.Model):
    path = models.CharField(max_length=255, unique=True)
    depth = models.PositiveIntegerField()
    numchild = models.PositiveIntegerField(default=0)
    class Meta:
        abstract = True
""",
    "colorfield.fields": """
from django.db import models
class ColorField(models.CharField):
    def __init__(self, *args, **kwargs):
        for name in ("samples", "format", "image_field"):
            kwargs.pop(name, None)
        kwargs.setdefault("max_length", 25)
        super().__init__(*args, **kwargs)
""",
    "timezone_field": """
from django.db import models
class TimeZoneField(models.CharField):
    def __init__(self, *args, **kwargs):
        for name in ("use_pytz", "choices_display"):
            kwargs.pop(name, None)
        kwargs.setdefault("max_length", 63)
        super().__init__(*args, **kwargs)
""",
    "django_countries.fields": """
from django.db import models
class CountryField(models.CharField):
    def __init__(self, *args, **kwargs):
        for name in ("countries", "countries_flag_url", "blank_label", "countries_str_attr"):
            kwargs.pop(name, None)
        if "multiple" not in kwargs:
            kwargs["max_length"] = 2
        super().__init__(*args, **kwargs)
""",
    "taggit.models": """
from django.db import models
class TagBase(models.Model):
    name = models.CharField(unique=True, max_length=100)
    slug = models.SlugField(unique=True, max_length=100, allow_unicode=True)
    class Meta:
        abstract = True
class Tag(TagBase):
    pass
class ItemBase(models.Model):
    class Meta:
        abstract = True
class CommonGenericTaggedItemBase(ItemBase):
    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE)
    class Meta:
        abstract = True
class GenericTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.IntegerField(db_index=True)
    class Meta:
        abstract = True
class GenericUUIDTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.UUIDField(db_index=True)
    class Meta:
        abstract = True
class TaggedItemBase(ItemBase):
    tag = models.ForeignKey(Tag, related_name="%(app_label)s_%(class)s_items", on_delete=models.CASCADE)
    class Meta:
        abstract = True
""",
    "solo.models": """
from django.db import models
class SingletonModel(models.Model):
    class Meta:
        abstract = True
""",
    "ordered_model.models": """
from django.db import models
class OrderedModelBase(models.Model):
    class Meta:
        abstract = True
class OrderedModel(OrderedModelBase):
    order = models.PositiveIntegerField(editable=False, db_index=True)
    class Meta:
        abstract = True
""",
    "psqlextra.models": """
from django.db import models
class PostgresModel(models.Model):
    class Meta:
        abstract = True
""",
}
"""Source by the dotted name of the module."""

ALIASES: Mapping[str, str] = {
    "model_utils": "model_utils.models",
    "django_extensions.db": "django_extensions.db.models",
    "timezone_field.fields": "timezone_field",
    "polymorphic": "polymorphic.models",
    "mptt": "mptt.models",
    "taggit": "taggit.models",
}
"""Other modules the same names are imported from."""

AUTO_FIELD_OF_CONTRIB = "AutoField"
"""The primary keys of Django's own apps are of this class, whatever the project's setting says."""

WITHOUT_MODELS = frozenset(
    """
    django.contrib.admindocs django.contrib.humanize django.contrib.messages django.contrib.postgres
    django.contrib.staticfiles django.contrib.syndication django.contrib.sitemaps django.forms channels corsheaders
    crispy_forms crispy_bootstrap5 crispy_bootstrap4 compressor debug_toolbar django_extensions django_filters daphne
    drf_spectacular drf_yasg rest_framework storages whitenoise whitenoise.runserver_nostatic widget_tweaks anymail
    django_browser_reload rosetta modeltranslation health_check
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""Apps that make no table."""
