"""Translations: extracted, compiled and checked."""
