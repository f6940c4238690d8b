# A flag counts more than the environment, and that more than a file.
printf 'prefix = file_\nquiet = true\n' >c.conf
header() { "$@" score --config c.conf -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv 2>&1 | head -n 1; }
header rowmill
header env ROWMILL_PREFIX=env_ rowmill
ROWMILL_PREFIX=env_ rowmill score --prefix flag_ --config c.conf -m $DATA/cli/data/sum.txt \
    $DATA/cli/data/five.csv | head -n 1
