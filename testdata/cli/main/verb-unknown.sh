# A verb near one that there is.
rowmill scroe -m model.txt
echo $?
rowmill HELP
echo $?
rowmill frobnicate
