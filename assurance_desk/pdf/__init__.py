"""Papers out: blocks of plain text to tagged PDF. May import the domain; alone knows reportlab and pikepdf."""
