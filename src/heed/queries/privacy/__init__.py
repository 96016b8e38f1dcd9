"""The reads of data protection: what there is of a person, what may be erased, requests, notices."""
