from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Concat, Length, Lower, Now
from django.db.models.lookups import GreaterThan


class Line(models.Model):
    quantity = models.IntegerField(db_default=1)
    price = models.DecimalField(max_digits=9, decimal_places=2, db_default=Decimal("0.50"))
    total = models.GeneratedField(
        expression=F("quantity") * F("price"),
        output_field=models.DecimalField(max_digits=12, decimal_places=2),
        db_persist=True,
        db_index=True,
    )
    name = models.CharField(max_length=20, db_default="it's", db_comment="What it's called")
    lower = models.GeneratedField(
        expression=Lower("name"), output_field=models.CharField(max_length=20), db_persist=True
    )
    full = models.GeneratedField(
        expression=Concat("name", Value(" x "), "quantity", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )
    size = models.GeneratedField(
        expression=Case(When(quantity__gt=10, then=Value("large")), default=Value("small")),
        output_field=models.CharField(max_length=5),
        db_persist=True,
    )
    moment = models.DateTimeField(db_default=Now())
    active = models.BooleanField(db_default=True)
    data = models.JSONField(db_default={"a": 1})
    tags = ArrayField(models.CharField(max_length=5), db_default=["x"])
    code = models.UUIDField(db_default=Func(function="gen_random_uuid"))
    unlimited = models.CharField()

    class Meta:
        db_table_comment = "Lines of orders"
        constraints = [
            models.UniqueConstraint(fields=["name"], nulls_distinct=False, name="nulls_are_one"),
            models.UniqueConstraint(
                fields=["code"], nulls_distinct=False, condition=Q(active=True), name="nulls_partial"
            ),
            models.CheckConstraint(condition=GreaterThan(Length("name"), 3), name="long_enough"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="some"),
        ]


class Pair(models.Model):
    pk = models.CompositePrimaryKey("left", "right_id")
    left = models.IntegerField()
    right = models.ForeignKey(Line, on_delete=models.CASCADE)
