"""The privacy room: what is on record of a person, their requests and consents, legal holds, purposes and notices."""
