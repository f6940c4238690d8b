# The model from the environment, the rows from stdin.
printf 'x,y,raw\n1,-1,-1\n' | ROWMILL_MODEL=$DATA/cli/data/yesno.txt rowmill verify
