from .base import Timestamped
from .orders import *  # noqa: F403
from .products import Book, Product, ProductProxy, Tag

__all__ = ["Book", "Product", "ProductProxy", "Tag", "Timestamped"]
