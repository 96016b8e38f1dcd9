"""The audit log: sign-ins, accounts, duties, revealed contacts and exports, for auditors and administrators."""
