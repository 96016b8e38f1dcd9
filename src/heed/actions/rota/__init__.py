"""The rota: planning it, and swapping shifts."""
