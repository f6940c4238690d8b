# The table where the model should be.
cp $DATA/cli/data/five.csv .
rowmill score -m five.csv -o out.csv model.txt
status=$?; ls -A; exit $status
