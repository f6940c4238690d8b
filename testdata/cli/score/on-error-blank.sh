# Bad rows stay: copied columns as far as they are there, model_version, and nothing else.
printf 'id,x,y\na,1,1\n"b, c",bad,1\nd,2\n"e"f,1,1\ng,2,1,more\n' |
    rowmill score -q -m $DATA/cli/data/three.txt --keep all --raw --leaf --confidence --on-error blank
