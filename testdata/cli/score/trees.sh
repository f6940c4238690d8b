# To the best round where the file names one, all, or the first N; the closing line says so.
for trees in best all 1 2 3; do
    rowmill score -m $DATA/cli/data/stopped.json --trees $trees --no-output-header $DATA/cli/data/five.csv 2>&1 |
        sed -n '1p; s/.*rows\/s/closing line/p'
done
