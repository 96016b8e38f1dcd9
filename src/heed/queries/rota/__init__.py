"""Reading the rota: who is on duty, who is away, who plans what."""
