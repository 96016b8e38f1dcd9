"""How Heed is put together: settings, addresses, databases and servers."""
