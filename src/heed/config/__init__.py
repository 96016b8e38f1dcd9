"""The configuration of Heed: settings, URLs, databases and servers."""
