# Relative paths are those of the working directory, not of the file.
mkdir sub
cp $DATA/cli/data/sum.txt m.txt
echo 'model = m.txt' >sub/c.conf
rowmill score -q --config sub/c.conf $DATA/cli/data/five.csv | head -n 2
