"""Dialogs, each to decide something or to look something up."""
