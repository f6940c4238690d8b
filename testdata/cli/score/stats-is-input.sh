# The statistics may not be the input, the model or the output.
cp $DATA/cli/data/five.csv in.csv && cp $DATA/cli/data/sum.txt model.txt
rowmill score -m model.txt --stats in.csv in.csv; echo $?
rowmill score -m model.txt --stats model.txt in.csv; echo $?
rowmill score -m model.txt --stats out.csv -o out.csv in.csv; echo $?
rowmill score -m model.txt --stats - -o out.csv in.csv; echo $?
ls -A
