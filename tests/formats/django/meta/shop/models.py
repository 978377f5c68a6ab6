import datetime
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import BrinIndex, BTreeIndex, GinIndex, GistIndex, HashIndex, OpClass, SpGistIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower, Upper


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Room(models.Model):
    class Kind(models.IntegerChoices):
        SMALL = 1, "Small"
        LARGE = 2

    name = models.CharField(max_length=50)
    code = models.CharField(max_length=9, null=True)
    note = models.TextField(blank=True)
    kind = models.IntegerField(choices=Kind.choices, default=Kind.SMALL)
    active = models.BooleanField(default=True)
    closed = models.BooleanField(null=True)
    price = models.DecimalField(max_digits=9, decimal_places=2)
    weight = models.FloatField(null=True)
    data = models.JSONField(default=dict)
    tags = ArrayField(models.CharField(max_length=10), default=list)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    host = models.GenericIPAddressField(null=True)
    during = DateTimeRangeField()
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True)
    secret = models.UUIDField(null=True)

    class Meta:
        db_table = "shop_room"
        indexes = [
            models.Index(fields=["name", "-price"]),
            models.Index("name", "price", name="as_expressions"),
            models.Index(Lower("name"), F("price").desc(nulls_last=True), name="lower_name"),
            models.Index(Upper("name").desc(), name="upper_name"),
            models.Index(fields=["code"], name="with_condition", condition=Q(active=True, closed=None)),
            models.Index(fields=["code"], name="with_include", include=["name", "price"]),
            models.Index(fields=["name"], name="with_opclass", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["kind"], name="in_kinds", condition=Q(kind__in=[1, 2]) | ~Q(code="x")),
            models.Index(
                fields=["day"], name="%(app_label)s_%(class)s_day", condition=Q(day__gt=datetime.date(2020, 1, 2))
            ),
            models.Index(OpClass(Upper("name"), name="varchar_pattern_ops"), name="opclass_of_expression"),
            models.Index(Coalesce("code", Value("")), F("kind") + 1, name="coalesced"),
            BTreeIndex(fields=["starts"], fillfactor=80),
            BrinIndex(fields=["starts", "ends"], pages_per_range=16, autosummarize=True),
            GinIndex(fields=["data"], name="data_gin", opclasses=["jsonb_path_ops"]),
            GinIndex(fields=["tags"], fastupdate=False),
            GinIndex(SearchVector("name", "note", config="english"), name="search_gin"),
            GistIndex(fields=["during"], buffering=True),
            HashIndex(fields=["name"]),
            SpGistIndex(fields=["during"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["name", "kind"], name="name_and_kind"),
            models.UniqueConstraint(fields=["code"], condition=Q(active=True) & ~Q(closed=True), name="code_if_active"),
            models.UniqueConstraint(fields=["secret"], deferrable=Deferrable.DEFERRED, name="secret_later"),
            models.UniqueConstraint(fields=["host"], deferrable=Deferrable.IMMEDIATE, name="host_now"),
            models.UniqueConstraint(Lower("name"), "kind", name="lower_unique"),
            models.UniqueConstraint(fields=["code", "kind"], include=["price"], name="unique_including"),
            models.UniqueConstraint(fields=["name"], name="unique_opclass", opclasses=["varchar_pattern_ops"]),
            models.CheckConstraint(check=Q(price__gte=0), name="price_positive"),
            models.CheckConstraint(check=Q(price__gt=Decimal("1.5")) | Q(weight__lt=3, active=True), name="price_or"),
            models.CheckConstraint(check=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="ends_after"),
            models.CheckConstraint(check=~Q(name=""), name="named"),
            models.CheckConstraint(check=~Q(code__startswith="a%b_") & ~Q(note__icontains="it's"), name="patterns"),
            models.CheckConstraint(check=Q(kind__in=[1, 2, 2]), name="kinds"),
            models.CheckConstraint(check=Q(kind__range=(1, 5)), name="kind_range"),
            models.CheckConstraint(check=Q(name__regex=r"^[a-z\d]+$"), name="regex"),
            models.CheckConstraint(check=Q(name__iexact="Hall") | Q(host__startswith="10."), name="iexact"),
            models.CheckConstraint(check=Q(weight__gte=F("price") * 2 + 1), name="arithmetic"),
            models.CheckConstraint(
                check=(Q(code=None) & Q(parent=None)) | (Q(code__isnull=False) & Q(parent__isnull=False)), name="both"
            ),
            models.CheckConstraint(check=~(Q(closed=True) | Q(active=False)), name="negated"),
            models.CheckConstraint(check=Q(active=True, kind=2) | Q(active=False), name="booleans"),
            models.CheckConstraint(check=~Q(parent=F("id")), name="not_itself"),
            models.CheckConstraint(check=Q(data__contains={"a": [1]}), name="json_contains"),
            models.CheckConstraint(check=Q(tags__len__lte=5), name="array_length"),
            models.CheckConstraint(check=Q(tags__contained_by=["a", "b"]), name="array_contained"),
            ExclusionConstraint(
                name="no_overlap",
                expressions=[
                    (TsTzRange("starts", "ends", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("kind", RangeOperators.EQUAL),
                ],
                condition=Q(active=True),
            ),
            ExclusionConstraint(
                name="no_overlap_later",
                expressions=[("during", "&&")],
                deferrable=Deferrable.DEFERRED,
                index_type="GIST",
            ),
        ]


class Together(models.Model):
    one = models.IntegerField()
    two = models.ForeignKey(Room, on_delete=models.CASCADE)

    class Meta:
        unique_together = ("one", "two")
