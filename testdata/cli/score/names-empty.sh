# Empty names of files, as an unset variable of a script gives them.
rowmill score -m '' $DATA/cli/data/five.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt ''; echo $?
rowmill score -m $DATA/cli/data/sum.txt -o '' $DATA/cli/data/five.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt --stats '' $DATA/cli/data/five.csv; echo $?
ls -A
