"""What a session holds about itself: the browser's name, and two instants in seconds since 1970."""

DEVICE, BEGAN, WORKED = "device", "began", "worked"
