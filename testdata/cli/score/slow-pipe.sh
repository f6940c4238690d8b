# Rows are written when the input pauses, not when it ends.
mkfifo in out
rowmill score -q -m $DATA/cli/data/sum.txt <in >out &
exec 3>in 4<out
printf 'x,y\n1,1\n' >&3
read -r line <&4 && echo "$line" && read -r line <&4 && echo "$line"
printf '2,1\n1,-1\n' >&3
read -r line <&4 && echo "$line" && read -r line <&4 && echo "$line"
exec 3>&-
cat <&4
