"""The papers of a complaint as PDF: the case file with its proof, the sign-off slip, the letter of reply."""
