# A copied column of the same name as one of ours.
printf 'prediction,x,y\n5,1,1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt --keep prediction -o out.csv in.csv
status=$?; ls -A; exit $status
