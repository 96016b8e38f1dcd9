"""The writes of data protection: requests, consents, holds, corrections, erasures and notices."""
