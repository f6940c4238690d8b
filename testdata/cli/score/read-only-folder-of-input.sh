# The folder of the input and of the model need not be writable, nor any temporary folder be there.
mkdir far && cp $DATA/cli/data/five.csv $DATA/cli/data/sum.txt far && chmod 555 far
TMPDIR=/nonexistent HOME=/nonexistent rowmill score -q -m far/sum.txt far/five.csv | tail -n 1
