# So is the header, before there is a row.
mkfifo in out
rowmill score -q -m $DATA/cli/data/sum.txt <in >out &
exec 3>in 4<out
printf 'x,y\n' >&3
read -r line <&4 && echo "$line"
exec 3>&-
wait $! && cat <&4
