"""Untrusted files to plain cells or text. May import domain and below; never the store."""
