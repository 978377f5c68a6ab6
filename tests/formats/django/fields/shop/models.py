import uuid
from decimal import Decimal

from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
    DateTimeRangeField,
    DecimalRangeField,
    HStoreField,
    IntegerRangeField,
)
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

LONG = 40


class Status(models.TextChoices):
    NEW = "new", _("New")
    PAID = "paid", _("Paid")


class Everything(models.Model):
    binary = models.BinaryField()
    boolean = models.BooleanField(default=False)
    chars = models.CharField(_("Chars"), max_length=LONG * 2)
    date = models.DateField(auto_now_add=True)
    moment = models.DateTimeField(auto_now=True, null=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal("0.00"))
    duration = models.DurationField()
    email = models.EmailField(unique=True)
    file = models.FileField(upload_to="files")
    path = models.FilePathField(path="/srv")
    number = models.FloatField()
    address = models.GenericIPAddressField(null=True, blank=True)
    image = models.FileField(max_length=300)
    integer = models.IntegerField(db_index=True)
    big = models.BigIntegerField()
    small = models.SmallIntegerField()
    data = models.JSONField(default=dict)
    positive = models.PositiveIntegerField()
    positive_big = models.PositiveBigIntegerField(db_column="Positive Big")
    positive_small = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW, db_index=True)
    text = models.TextField(db_index=True)
    time = models.TimeField()
    url = models.URLField(unique=True, null=True)
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


class Special(models.Model):
    key = models.CharField(primary_key=True, max_length=12)
    tags = ArrayField(models.CharField(max_length=20), default=list)
    board = ArrayField(ArrayField(models.IntegerField(), size=8), size=8, null=True)
    attributes = HStoreField()
    integers = IntegerRangeField()
    bigs = BigIntegerRangeField(null=True)
    decimals = DecimalRangeField()
    moments = DateTimeRangeField()
    dates = DateRangeField()
    search = SearchVectorField(null=True)
    collated = models.CharField(max_length=10, db_collation="C", db_index=True)


class SmallKey(models.Model):
    id = models.SmallAutoField(primary_key=True)


class UuidKey(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)


class AutoKey(models.Model):
    number = models.AutoField(primary_key=True)


class PositiveKey(models.Model):
    number = models.PositiveSmallIntegerField(primary_key=True)


class Pointing(models.Model):
    special = models.ForeignKey(Special, models.CASCADE)
    small = models.ForeignKey("SmallKey", on_delete=models.PROTECT, related_name="+")
    uuid = models.ForeignKey("shop.UuidKey", on_delete=models.SET_NULL, null=True)
    auto = models.OneToOneField(AutoKey, on_delete=models.CASCADE)
    positive = models.ForeignKey(PositiveKey, on_delete=models.CASCADE, db_index=False)
    email = models.ForeignKey(Everything, on_delete=models.CASCADE, to_field="email", db_column="mail")
    loose = models.ForeignKey(Everything, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True)
