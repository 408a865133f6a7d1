"""The rows, in the order in which they are worth most."""
from rows import copies, disk, growth, listings

ROWS = {row.name: row for row in (*copies.ROWS, *disk.ROWS, *listings.ROWS, *growth.ROWS)}

# For `all`: what carries the claims comes first, so that a budget that runs out cuts the least of them.
ORDER = ["small", "large", "ls-page", "ls", "sync-unchanged", "memory", "local-to-s3-small", "s3-to-local-small", "warm",
         "tls-small", "tls-large", "latency", "ls-latency", "large-crc64nvme", "large-no-digest", "local-to-s3-large",
         "s3-to-local-large", "growth"]

# Whose first point stands in the chart of CPU: those whose goal is one of CPU against somebody.
CHARTED = [name for name in ORDER if name not in ("ls-page", "latency", "ls-latency", "memory", "growth", "warm")]
