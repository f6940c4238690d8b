# Without -m the model is that of ROWMILL_MODEL; -m goes before it.
printf 'x,y\n1,1\n' >in.csv
ROWMILL_MODEL=$DATA/cli/data/sum.txt rowmill score -q in.csv
ROWMILL_MODEL=nothing.txt rowmill score -q -m $DATA/cli/data/sum.txt in.csv
ROWMILL_MODEL=nothing.txt rowmill score -q in.csv
