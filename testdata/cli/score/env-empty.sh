# An empty variable is none.
ROWMILL_MODEL= ROWMILL_THREADS= ROWMILL_LOG= ROWMILL_CONFIG= rowmill score in.csv
