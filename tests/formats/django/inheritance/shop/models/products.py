from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .base import Named, Owned, Timestamped


class Tag(models.Model):
    word = models.CharField(max_length=20, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    target = GenericForeignKey("content_type", "object_id")

    class Meta:
        db_table = "tags"
        indexes = [models.Index(fields=["content_type", "-object_id"])]


class Product(Named, Owned, Timestamped):
    tags = models.ManyToManyField(Tag, related_name="products")
    related = models.ManyToManyField("self", symmetrical=False)
    note = None

    class Meta(Timestamped.Meta):
        order_with_respect_to = "owner"

    class Inner:
        pass


class Book(Product):
    isbn = models.CharField(max_length=13)
    authors = models.ManyToManyField("people.User", db_table="book_authors")


class Audiobook(Book):
    book = models.OneToOneField(Book, on_delete=models.CASCADE, parent_link=True, primary_key=True)
    minutes = models.IntegerField()


class ProductProxy(Product):
    class Meta:
        proxy = True


class Report(models.Model):
    class Meta:
        managed = False
        db_table = "report_view"


class AVeryLongModelNameThatGoesOnAndOnUntilPostgreSQLCannotKeepItAnyMore(models.Model):
    a_very_long_field_name_that_is_nearly_as_long_as_the_table_name = models.CharField(max_length=5, unique=True)
    another_very_long_field_name_that_is_nearly_as_long = models.ForeignKey(Tag, on_delete=models.CASCADE)
    third = models.ManyToManyField(Tag, related_name="+")
