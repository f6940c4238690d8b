# An unknown key, with what is near, and one that is near nothing.
printf '# first\nmodle = m\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf 'batch_size = 1\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf -- '--raw = true\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf '\nfrobnicate = 1\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf ' = 1\n' >c.conf
rowmill score --config c.conf in.csv
