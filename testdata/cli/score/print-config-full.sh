# A full disk behind it.
rowmill score --print-config >/dev/full
