# The header is no row: a bad one is an error all the same.
printf 'x,"y"z\n1,1\n' | rowmill score -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv
status=$?; ls -A; exit $status
