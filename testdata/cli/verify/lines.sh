# Lines as an editor counts them: CR LF, blank lines, line ends inside quotes.
printf 'x,y,note,raw\r\n\r\n1,-1,"a\r\nb",-1\r\n1,-1,"c\r\nd\r\n",-2\r\n\r\n"1",1,,"-3"' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
