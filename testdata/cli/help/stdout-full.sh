# A full disk behind stdout.
rowmill help >/dev/full
