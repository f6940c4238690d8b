# The rejects may not go to the input, the model, the output or the statistics, under any name.
cp $DATA/cli/data/five.csv in.csv && cp $DATA/cli/data/sum.txt model.txt && ln -s in.csv link.csv
score() { rowmill score -m model.txt --on-error skip "$@"; echo $?; }
score --rejects in.csv in.csv
score --rejects ./link.csv in.csv
score --rejects in.csv <in.csv
score --rejects model.txt in.csv
score --rejects out.csv -o out.csv in.csv
score --rejects ./out.csv -o out.csv in.csv
score --rejects ../run/new.jsonl --stats new.jsonl in.csv
score --rejects out.csv in.csv >out.csv
cat out.csv
score --rejects - in.csv
score --rejects '' in.csv
ls -A
