"""The first page of those who lead: what they have to do now, at all their projects."""
