"""The window. With ``app``, the only place that knows Qt; reaches files only through ``services``."""
