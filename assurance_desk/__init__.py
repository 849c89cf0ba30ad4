"""Assurance Desk: an offline assurance workbook for the business manager of a safeguarding board."""

__version__ = "0.1.0"
