"""What a session holds about itself: the browser's name, two instants in seconds since 1970, and the provider that
signed its account in ("": by the password)."""

DEVICE, BEGAN, WORKED, PROVIDER = "device", "began", "worked", "provider"
