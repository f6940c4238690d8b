# A full disk behind stdout.
printf 'x,y\n1,2\n' | rowmill check -m $DATA/cli/data/sum.txt >/dev/full
