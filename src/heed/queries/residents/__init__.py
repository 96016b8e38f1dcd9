"""Reading residents: looking one up, matching what was typed, previewing an import."""
