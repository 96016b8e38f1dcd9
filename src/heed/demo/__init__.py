"""The demo: eight estates whose months are played through the real actions. Above all rooms; nothing imports it."""
