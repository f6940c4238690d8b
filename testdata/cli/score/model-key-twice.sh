# A key that is there twice.
sed 's/^{"learner":/{"version":[3,2,0],"learner":/' $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json $DATA/cli/data/five.csv
