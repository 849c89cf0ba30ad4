"""Every sentence the user reads outside Qt's own goes through gettext, so that it can be translated."""

from __future__ import annotations

import gettext

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use(translations: gettext.NullTranslations) -> None:
    """Take another language from here on."""
    global _translations  # noqa: PLW0603  (one language for the whole process)
    _translations = translations


def _(text: str) -> str:
    return _translations.gettext(text)


def later(text: str) -> str:
    """Marks a text of a table as one to translate: whoever shows it says ``_(…)`` of it then.

    A table is made when its module loads, before the language is chosen.
    """
    return text


def plural(one: str, many: str, count: int) -> str:
    """The form for ``count``, with ``{n}`` put in as 1,234: ``plural("{n} return", "{n} returns", 2)``."""
    return _translations.ngettext(one, many, count).format(n=f"{count:,}")
