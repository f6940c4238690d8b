# Class names are quoted where the output's delimiter asks for it, not otherwise.
printf 'x;y\n2;1\n' | rowmill score -q -m $DATA/cli/data/yesno.txt -d ';' --classes 'no,"a;""b"""' --no-prob --id x
printf 'x;y\n2;1\n' | rowmill score -q -m $DATA/cli/data/yesno.txt -d ';' --classes 'no,"a,b"' --no-prob --id x
