"""Wording and sending notices; who gets them is decided by `actions.engine`, claiming is `actions.notices.delivery`."""
