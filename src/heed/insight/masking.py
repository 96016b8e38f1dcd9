"""Masking of personal data where a role does not need to see it whole (C15). Pure text."""

import re

DOT = "•"


def masked_phone(text: str) -> str:
    """Keep the beginning and the end of each number: "138••••2207", "+852 91••••45"; short numbers keep two digits."""
    text = text.strip()
    prefix = re.match(r"\+\d{1,3}[\s-]+|\+86|\+85[23]", text)
    lead = prefix.group().rstrip(" -") + " " if prefix else ""
    digits = re.sub(r"\D", "", text[prefix.end() :] if prefix else text)
    if len(digits) >= 10:
        head, tail = 3, 4
    elif len(digits) >= 7:
        head, tail = 2, 2
    else:
        head, tail = 0, min(2, len(digits) // 2)
    return f"{lead}{digits[:head]}{DOT * 4}{digits[len(digits) - tail :]}"


def masked_name(text: str) -> str:
    """Keep the first character (a Chinese surname) or the first letter of each word: "陈••", "M••• C•••"."""
    words = text.split()
    if not words:
        return ""
    if text.isascii():
        return " ".join(word[0] + DOT * 3 for word in words)
    return text.strip()[0] + DOT * 2


def masked_email(text: str) -> str:
    """Keep the first letter and the host: "m•••@example.com"."""
    name, at, host = text.partition("@")
    return f"{name[:1]}{DOT * 3}{at}{host}"


def masked_contact(text: str) -> str:
    """Mask a telephone number or an e-mail address."""
    return masked_email(text) if "@" in text else masked_phone(text)


def masked(text: str, kind: str = "contact") -> str:
    """Mask `text` as a "contact", "phone", "name" or "email"; anything else becomes dots only."""
    ways = {"contact": masked_contact, "phone": masked_phone, "name": masked_name, "email": masked_email}
    if not text:
        return ""
    return ways[kind](text) if kind in ways else DOT * 4
