# Few open files do.
(ulimit -n 12; rowmill score -q -m $DATA/cli/data/sum.txt -j 4 -o out.csv $DATA/cli/data/five.csv) && cat out.csv
