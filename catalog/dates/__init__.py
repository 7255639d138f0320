"""Dates as programs stamp them on files and rows, read as ISO 8601."""

from catalog.dates.stamps import Form, IsoDate, read_date, same_date

__all__ = ["Form", "IsoDate", "read_date", "same_date"]
