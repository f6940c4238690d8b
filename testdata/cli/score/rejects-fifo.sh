# A pipe gets the rejects as they come.
mkfifo pipe
cat pipe >got.csv &
printf 'x,y\n1,1\nbad,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects pipe -o out.csv
wait; cat got.csv
