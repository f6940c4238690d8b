# CSV quotes protect a comma in a name, in the list and in the output.
printf '"last, first",x,y\n"Doe, Jo",1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --id '"last, first"'
