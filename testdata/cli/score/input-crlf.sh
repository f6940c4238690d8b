# CR LF in, LF out; the last line may lack its end.
printf 'x,y\r\n1,1\r\n2,2' | rowmill score -q -m $DATA/cli/data/sum.txt --id y | od -c | sed 's/ *$//'
