"""The joined reads behind each page's tables, one file a page."""
