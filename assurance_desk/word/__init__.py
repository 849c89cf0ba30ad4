"""Letters out, in Word's form. May import the domain; alone knows python-docx."""
