# No folder; a folder; a full disk: an error, and no output.
printf 'x,y\n1,1\nbad,1\n' >in.csv && mkdir folder
for file in no/bad.csv folder /dev/full; do
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects $file -o out.csv in.csv; echo $?
done
ls -A
