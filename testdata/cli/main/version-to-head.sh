# A reader that has enough.
(rowmill --version; echo $? >&2) 2>status | head -n 1 | cut -d ' ' -f 1
grep -cE '^(0|141)$' status
