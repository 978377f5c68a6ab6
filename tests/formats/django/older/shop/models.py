from django.contrib.postgres.fields import CICharField, CITextField
from django.db import models


class Old(models.Model):
    flag = models.BooleanField(null=True)
    name = CICharField(max_length=20, unique=True)
    note = CITextField(db_index=True)
    one = models.IntegerField()
    many = models.ManyToManyField("self")

    class Meta:
        index_together = [["one", "flag"]]
        unique_together = [["one", "name"]]
