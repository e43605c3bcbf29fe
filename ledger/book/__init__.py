"""What every record of the ledger needs: session, policy, audit, backup.

No subject of its own.
"""
