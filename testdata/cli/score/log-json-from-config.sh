# The configuration may say it, and what it gets wrong is told so, too.
echo 'log = json' >c.conf
rowmill score --config c.conf no.csv; echo $?
printf 'log = xml\n' >c.conf
rowmill score --config c.conf no.csv; echo $?
rowmill score --log json --config c.conf no.csv
