"""Synthetic databases and side-by-side timings. Nothing here is part of the installed package."""
