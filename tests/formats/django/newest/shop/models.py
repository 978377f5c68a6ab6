from django.db import models


class Parent(models.Model):
    amount = models.DecimalField()


class Child(models.Model):
    one = models.ForeignKey(Parent, on_delete=models.DB_CASCADE, related_name="+")
    two = models.ForeignKey(Parent, on_delete=models.DB_SET_NULL, null=True, related_name="+")
    three = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="+")
