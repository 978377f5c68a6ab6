from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    email = models.EmailField(unique=True)
    first_name = None
    nickname = models.CharField(max_length=30, blank=True)
    friends = models.ManyToManyField("self", blank=True)
    invited_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
