# A name of a column has at most 4096 bytes.
name=$(printf '%04096d' 0 | tr 0 n)
printf 'x,y,%s\n1,1,1\n' $name | rowmill score -q -m $DATA/cli/data/sum.txt --no-output-header
printf 'x,y,%sn\n1,1,1\n' $name | rowmill score -q -m $DATA/cli/data/sum.txt --no-output-header
