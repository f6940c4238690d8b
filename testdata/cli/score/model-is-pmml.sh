# PMML.
printf '<?xml version="1.0"?>\n<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"></PMML>\n' >model.pmml
rowmill score -m model.pmml -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
