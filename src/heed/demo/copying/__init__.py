"""Many complaints fast: complaints that were played once are copied by the database, with true seals."""
