from django.conf import settings
from django.db import models

from . import products


class Order(models.Model):
    lines = models.ManyToManyField(products.Product, through="Line")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        db_table = 'sales"."order'


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    product = models.ForeignKey("store.Product", on_delete=models.CASCADE)

    class Meta:
        unique_together = [["order", "product"]]
