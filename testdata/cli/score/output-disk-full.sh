# A full disk, as a device.
rowmill score -m $DATA/cli/data/sum.txt -o /dev/full $DATA/cli/data/five.csv
