# model_version is the file's stem, odd bytes replaced, and the start of its SHA-256.
cp $DATA/cli/data/sum.txt './My model, v2.final.txt'
printf 'x,y\n1,1\n' | rowmill score -q -m './My model, v2.final.txt' | tail -n 1
sha256sum <$DATA/cli/data/sum.txt | cut -c 1-12
