"""Owner reception days: planned and told, signed up for, held (R120 to R126)."""
