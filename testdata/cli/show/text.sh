# What a model is, for people.
cp $DATA/cli/data/stopped.json .
rowmill show stopped.json | sed -E 's/^(size .* file, )[0-9]+ bytes/\1N bytes/'
