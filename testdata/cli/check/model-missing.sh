# No model.
rowmill check in.csv
