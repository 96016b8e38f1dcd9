"""What may be shown of a person where the role does not need the whole; the rules themselves are `insight.masking`."""

from heed.insight.masking import DOT, masked, masked_email, masked_name, masked_phone

__all__ = ["DOT", "masked", "masked_email", "masked_name", "masked_phone"]
