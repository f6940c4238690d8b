# Copied cells are the input's bytes: quotes, blanks, other encodings, formulas.
printf 'id,x,y\n"a ""b"", c",1,1\n  =1+1 ,1,1\n\351t\351,1,1\n"",1,1\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt --id id --no-model-version | od -An -c
