"""The last months again under another policy, other hours or another rota."""
