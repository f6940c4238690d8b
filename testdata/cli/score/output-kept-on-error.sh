# After an error the old output is as it was.
echo old >out.csv
printf 'x,y\n1,1\nbad,1\n' | rowmill score -m $DATA/cli/data/sum.txt -o out.csv
status=$?; cat out.csv; ls -A; exit $status
