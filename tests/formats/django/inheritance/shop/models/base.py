from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models


class Timestamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["created"])]
        constraints = [models.UniqueConstraint(fields=["created", "updated"], name="%(app_label)s_%(class)s_times")]


class Owned(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)s_owned")
    editor = models.ForeignKey(get_user_model(), on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["owner"]


class Plain:
    """No model: its field is no column."""

    ignored = models.CharField(max_length=3)


class Named(Plain, models.Model):
    name = models.CharField(max_length=80)
    note = models.TextField()

    class Meta:
        abstract = True
