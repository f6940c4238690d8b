# A file that is not there, is a folder, or has no name.
rowmill score --config no.conf in.csv; echo $?
rowmill score --config . in.csv; echo $?
rowmill score --config '' in.csv
