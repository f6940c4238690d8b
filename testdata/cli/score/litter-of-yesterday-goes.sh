# That of a process which ended long ago is removed.
sh -c 'echo $$' >pid
: >".out.csv.tmp.$(cat pid).0123456789abcdef"
touch -d '3 days ago' .out.csv.tmp.* 2>/dev/null || touch -t 202001010000 .out.csv.tmp.*
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
ls -A
