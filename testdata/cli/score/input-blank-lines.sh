# Blank lines are skipped, before the header too, and lines are still counted right.
printf '\nx,y\n\n1,1\n  \n\n2,bad\n' | rowmill score -q -m $DATA/cli/data/sum.txt
