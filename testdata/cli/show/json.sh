# The same for programs: one object.
cp $DATA/cli/data/colour.txt .
rowmill show --json colour.txt | sed -E 's/"memory_bytes":[0-9]+/"memory_bytes":N/'
