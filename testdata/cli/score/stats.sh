# A line for each batch and one for the run; numbers of time and size are masked.
rowmill score -q -m $DATA/cli/data/three.txt -b 2 -j 1 --stats stats.jsonl -o out.csv <$DATA/cli/data/five.csv
sed -E 's/"(start_s|wall|wall_s|read|parse|preprocess|predict|postprocess|write|rows_per_s|p50|p95|p99|max|peak_rss_kb)":[0-9.e+-]+/"\1":N/g
    s,"path":"[^"]*three.txt","path":"three.txt",; s/"tool":"rowmill [0-9.]*"/"tool":"rowmill N"/' stats.jsonl
