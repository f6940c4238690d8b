# CSV quotes protect a comma.
printf '"a,b",y\n2,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --rename '"a,b=x"'
