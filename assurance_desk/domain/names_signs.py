"""Signs that a text names a child or gives a private person away: a name beside a kin word, an age or a birth, numbers
that belong to one person, an address, a private mailbox. Tuned so that roles, organisations and staff do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from assurance_desk.domain.names_first import ALSO_WORDS, FIRST_NAMES
from assurance_desk.domain.names_protected import fold
from assurance_desk.domain.names_sieve import Worth, worth

PROTECTED, CHILD, BORN, AGE, NHS, UPN, ADDRESS, MAIL, PHONE = (
    "protected", "child", "born", "age", "nhs", "upn", "address", "mail", "phone",
)  # fmt: skip


class Sign(NamedTuple):
    """``start`` and ``end``: what gives it away, in the text. ``words``: what is to go wherever else it stands."""

    start: int
    end: int
    why: str
    words: tuple[str, ...]


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DAY: Final = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)?\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)"
)
_BORN: Final = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth\s?date|(?:was |were )?born(?:\s+on)?(?:\s+the)?|birthday)"
    rf"\W{{0,4}}(?:is\s+|was\s+|on\s+)?(?P<day>{DAY})\b",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w’'-]*[^\W\d_]"
_FULL = rf"(?P<name>{_NAME}(?:[^\S\n]+(?:{_NAME}|[^\W\d_]\.?)){{0,2}})"
_PROPER = r"(?-i:[^\W\d_a-zß-öø-ÿ])[\w’'-]*[^\W\d_]"
_YOUNG = (
    r"child|baby|infant|toddler|new-?born|boy|girl|son|daughter|brother|sister|sibling|twin|nephew|niece"
    r"|(?:grand|step|foster)[ -]?(?:son|daughter|child)|pupil|teenager|young (?:person|man|woman)|unborn"
)
_KIN = (
    rf"{_YOUNG}|mother|father|mum|mam|dad|parents?|family|siblings|twins|grand(?:mother|father|parents?|ma|dad)"
    r"|nan|gran|guardian|(?:foster )?carers?|aunt|uncle|death|birth"
)
_AFTER: Final = re.compile(rf"\b(?P<kin>{_YOUNG})(?P<link>\s*[,:(–-]\s*|\s+){_FULL}", re.IGNORECASE)
_OF: Final = re.compile(rf"\b(?P<kin>{_KIN})\s+(?:of|to|for)\s+{_FULL}", re.IGNORECASE)
_CALLED: Final = re.compile(
    rf"\b(?:(?:{_YOUNG})\b[\w\s,]{{0,24}}\b(?:named|called|known as)"
    rf"|(?:child|baby|pupil|boy|girl|son|daughter)(?:['’]s)?\s+(?:full\s+|first\s+)?name(?:\s+is|\s+was|\s*[:=–-])"
    rf"|name\s+of\s+(?:the\s+)?(?:{_YOUNG})\s*(?:[:=–-]|is|was))\s*{_FULL}",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    rf"\b(?P<name>{_NAME})['’]s?\s+(?:mother|father|mum|mam|dad|parents|brother|sister|siblings?|nan|gran|grand\w+"
    r"|step\w+|foster carers?|carers?|birth|death|injur\w+)\b",
    re.IGNORECASE,
)
_AGED: Final = re.compile(
    rf"\b(?P<name>{_PROPER}(?:[^\S\n]+{_PROPER}){{0,2}})\s*[,(–-]{{0,2}}\s*(?P<age>(?:who\s+is\s+)?aged?\s*:?\s*(?P<years>\d{{1,2}})\b(?!\s*(?:%|of\b|/))"
    r"|\(?\s*(?:is\s+|was\s+)?(?:now\s+|only\s+)?(?P<old>\d{1,2})\s*-?\s*(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)[\s-]*old\b"
    r"|\(\s*(?P<short>\d{1,2})\s*(?:yrs?|years?|mths?|months?|wks?|weeks?|y/?o)\s*\)|(?P<yo>\d{1,2})\s*y/?o\b"
    rf"|\(?\s*(?:d\.?o\.?b\.?|born)\b|\(?\s*b\.\s*{DAY}|\(\s*(?P<bare>\d{{1,2}})\s*\))",
    re.IGNORECASE,
)
_NHS: Final = re.compile(r"(?<![\d.+])\d{3}([ -]?)\d{3}\1\d{4}(?![\d.]\d|\d)")
_UPN: Final = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}"
_ROAD = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|way|court|ct|crescent|cres|gardens|gdns|grove|place|pl"
    r"|terrace|walk|row|hill|rise|mews|park|square|green|view|parade)"
)
_ADDRESS: Final = re.compile(
    rf"\b(?:flat\s+\w{{1,4}},?\s+)?\d{{1,4}}[a-z]?,?\s+(?:(?!\d)[\w’'.-]+\s+){{1,4}}?{_ROAD}\b[\w\s,’'.-]{{0,60}}?\b{_POSTCODE}\b"
    rf"|\b\d{{1,4}}[a-z]?,?\s+{_POSTCODE}\b",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"\b(?:office|council|centre|civic|suite|unit|floor|hall|ltd|limited|homes|housing|trust|charity|school|academy"
    r"|surgery|hospital|clinic|depot|depart\w*|association|university|college|business|refuge|hostel|scheme|station)\b",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PRIVATE_MAIL: Final = re.compile(
    r"@(?:g(?:oogle)?mail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|sky|talktalk"
    r"|virginmedia|ntlworld|tiscali|blueyonder|proton(?:mail)?|gmx|mail)\.",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\d.])(?:\+44\s?\d|0\d)(?:[\s-]?\d){8,9}(?![\d.])")
_PRIVATE: Final = re.compile(
    r"\b(?:child|baby|mother|father|mum|dad|parent|tenant|resident|carer|guardian|grand\w+|nan|aunt|uncle|daughter|son"
    r"|sister|brother|lives at|living at|home address)\b",
    re.IGNORECASE,
)
_ANY: Final = re.compile(
    rf"\b(?:{_KIN}|pupil|born|birth\w*|d\.?\s?o\.?\s?b|age|aged|old|yrs?|y/?o|mths)\b|\d{{4}}|@|\d[A-Z]{{2}}\b|\(\s*\d",
    re.IGNORECASE,
)
_PLAIN = """
    a abuse abused academy access act action acts admin adult adults advocate advocacy after agency all also an and any
    april are area areas as assessment at attachment august be benefit benefits board bond bonds book box boxes burial
    but by cafe can care carer cases catering centre centres champion champions charity checks clinic clinics club
    commissioner committee community concern concerns conference contact continuing cot council court criminal cruelty
    day dean death deaths december declined department dependent designated development did diet director directors
    disability district does domestic drop education employment england every exploitation exploited family february
    feeding first focused for foster found foundation friendly from funded funding gap good green group groups had has
    have he head health healthy her his home homes hospital house housed housing in information is issues january july june
    key law lead leads leaving left level limited living local looked ltd maintenance makes management manager managers
    march massage may mental mental minding minder model monitoring more mortality need needs neglect network no nominal
    none not november nurse nursery of officer officers october off on only or order our outcomes overview panel parent
    partner partners partnership performance person place plan plans play plc pod police policy poverty practice
    pregnancy present prevention private procedure procedures programme programmes project protected protection providers
    psychology referral referrals refuge review reviews rights risk safe safeguarding safety school scheme section
    seen september service services sex sexual she should since sleep social staff standard standards starvation state
    strategy support supported talk team teams tenancy tenant tenants that the their them then there they this three
    to top training trafficking transport trust two under unit units unknown up visit visits voice voices was we weaning
    wellbeing welfare well were when where which while who whose with within without work worker workers working year
    years you young youth your i we us it its if into over out per via yes not applicable met fully mostly partially
    one four five six seven eight nine ten none nil trauma law minister commissioner ombudsman tax impact line daughter
    son mother father sister brother child children baby babies boy boys girl girls guides scouts families parents siblings pupils
    """
NO_NAME: Final = frozenset(_PLAIN.split())
"""Words that follow child, family or mother without being anybody's name."""
_LATE: Final = 18


def signs(text: str, known: frozenset[str] = frozenset()) -> list[Sign]:
    """Every sign in a text. ``known``: folded words and phrases that name no child: organisations, pseudonyms, and
    what we print ourselves.
    """
    if len(text) < 6:
        return []
    look = worth(text)
    if True not in look or not _ANY.search(text):
        return []
    found = [
        *(_names(text, known, look) if look.people else ()),
        *(_births(text) if look.born else ()),
        *(_ages(text, known) if look.aged or look.bracketed else ()),
        *(_numbers(text) if look.numbers else ()),
        *_private(text, known, look),
    ]
    return sorted(found)


def _births(text: str) -> Iterator[Sign]:
    for one in _BORN.finditer(text):
        yield Sign(*one.span(), BORN, (one["day"],))


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every place, also one inside another: what was taken for a second name may itself go before one."""
    found = pattern.search(text)
    while found:
        yield found
        after = re.compile(r"\s|$").search(text, found.start("name"))
        found = pattern.search(text, after.end() if after else len(text)) if found.end() < len(text) else None


def _names(text: str, known: frozenset[str], look: Worth) -> Iterator[Sign]:
    searches = ((_CALLED, True, look.called), (_AFTER, False, True), (_OF, False, look.linked))
    for pattern, sure, worth_it in searches:
        for one in _each(pattern, text) if worth_it else ():
            groups = one.groupdict()
            plain = (groups.get("link") or " ").isspace()
            kin = groups.get("kin") or ""
            if fold(kin + one["name"].split()[0]) in known:
                continue
            name = _name(one["name"], known, sure=sure or (plain and kin[:1].islower()))
            if name:
                yield Sign(one.start(), one.start("name") + len(name), CHILD, _parts(name))
    for one in _WHOSE.finditer(text) if look.whose else ():
        if _is_first(one["name"]) and fold(one["name"]) not in known:
            yield Sign(*one.span(), CHILD, _parts(one["name"]))


def _name(words: str, known: frozenset[str], *, sure: bool) -> str:
    """As much of the words as is a name; "" where they are none. ``sure``: what stands before asks for a name, so that
    one in no list of ours counts too.
    """
    parts = words.split()
    first = parts[0].strip("'’-")
    if not _is_first(first) and not (sure and _is_proper(first, known)):
        return ""
    length = len(parts[0].removesuffix("'s").removesuffix("’s"))
    if length < len(parts[0]):
        return words[:length]
    for part in parts[1:]:
        if not part[0].isupper() or (fold(part) in NO_NAME and not _is_first(part)) or len(part) < 2:
            break
        at = words.index(part, length)
        length = at + len(part.removesuffix("'s").removesuffix("’s"))
    return words[:length]


def _is_first(word: str) -> bool:
    folded = fold(word.removesuffix("'s").removesuffix("’s"))
    if folded not in FIRST_NAMES:
        return False
    return word[0].isupper() or (folded not in ALSO_WORDS and word.islower())


def _is_proper(word: str, known: frozenset[str]) -> bool:
    """Written as a name is, and no word of the job, of an organisation or of our own form."""
    bare = word.removesuffix("'s").removesuffix("’s")
    small = bare[:1].isupper() and not bare.isupper() and len(bare) > 2
    folded = fold(bare)
    return small and folded not in NO_NAME and folded not in known and folded.rstrip("s") not in known


def _parts(name: str) -> tuple[str, ...]:
    """The name, and each of its words that is no ordinary one: a surname alone would give it away as well."""
    return tuple(
        dict.fromkeys(
            [
                name,
                *(
                    part.strip(".,'’-")
                    for part in name.split()
                    if len(part) > 2 and fold(part) not in ALSO_WORDS and fold(part) not in NO_NAME
                ),
            ]
        )
    )


def _ages(text: str, known: frozenset[str]) -> Iterator[Sign]:
    about = _PRIVATE.search(text)
    for one in _each(_AGED, text):
        years = int(one["years"] or one["bare"] or 0)
        first = one["name"].split()[0]
        name = "" if fold(first) in known else _name(one["name"], known, sure=False)
        if name and years <= _LATE and (not one["bare"] or about):
            told = any(one[key] for key in ("years", "old", "short", "yo", "bare"))
            yield Sign(one.start("name"), one.end() if told else one.end("name"), AGE, _parts(name))


def _numbers(text: str) -> Iterator[Sign]:
    for one in _NHS.finditer(text):
        told = re.search(r"nhs", text[max(0, one.start() - 24) : one.start()], re.IGNORECASE)
        if is_nhs_number(one[0]) and (told or one[1] or one[0][0] in "4679"):
            yield Sign(*one.span(), NHS, (one[0],))
    for one in _UPN.finditer(text):
        told = re.search(r"upn|pupil", text[max(0, one.start() - 24) : one.start()], re.IGNORECASE)
        if told or _is_upn(one[0]):
            yield Sign(*one.span(), UPN, (one[0],))


def is_nhs_number(text: str) -> bool:
    """Ten digits whose last is the check digit of the others (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == digits[9]


def _is_upn(text: str) -> bool:
    """Its letter is the check on the twelve signs after it (modulus 23)."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    values = [int(sign) if sign.isdigit() else letters.index(sign) for sign in text[1:]]
    return (
        letters[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23]
        == text[0]
    )


def _private(text: str, known: frozenset[str], look: Worth) -> Iterator[Sign]:
    if not (look.mail or look.numbers or look.address):
        return
    about = look.people and _PRIVATE.search(text)
    for one in _MAIL.finditer(text) if about and look.mail else ():
        who, _at, _where = one[0].partition("@")
        ours = any(fold(part) in known for part in re.split(r"[\W\d_]+", who) if len(part) > 3)
        if _PRIVATE_MAIL.search(one[0]) and not ours:
            yield Sign(*one.span(), MAIL, (one[0],))
    for one in _PHONE.finditer(text) if about and look.numbers else ():
        yield Sign(*one.span(), PHONE, (one[0],))
    for one in _ADDRESS.finditer(text) if look.address else ():
        around = text[max(0, one.start() - 80) : one.end() + 20]
        if about or not _OFFICE.search(around):
            yield Sign(*one.span(), ADDRESS, (one[0],))
