# A zip archive.
printf 'PK\003\004\024\000\000\000' >model.zip
rowmill score -m model.zip -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
