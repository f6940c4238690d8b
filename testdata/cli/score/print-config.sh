# All flags, with their values and where these come from; nothing is scored, nothing made.
printf '# mine\nmodel = m.txt\nraw = true\n' >c.conf
ROWMILL_NA=',-999' ROWMILL_PREFIX='a b' rowmill score --config c.conf --stats s.jsonl -j 3 --print-config
ls
