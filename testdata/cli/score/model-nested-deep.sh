# JSON nested a million levels deep, on a small stack.
{ printf '{"learner":{"unknown":'; head -c 1000000 /dev/zero | tr '\0' '['; } >model.json
(ulimit -s 256; rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv)
status=$?; ls -A; exit $status
