"""Masked facts of a person for roles that do not need them whole; the rules are in `insight.masking`."""

from heed.insight.masking import DOT, masked, masked_email, masked_name, masked_phone

__all__ = ["DOT", "masked", "masked_email", "masked_name", "masked_phone"]
