# As many as the model has.
cp $DATA/cli/data/yesno.txt $DATA/cli/data/three.txt .
rowmill score -m yesno.txt --classes yes $DATA/cli/data/five.csv
echo $?
rowmill score -m three.txt --classes a,b,c,d $DATA/cli/data/five.csv
