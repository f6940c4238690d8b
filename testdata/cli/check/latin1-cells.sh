# Categories in another encoding, and some with blanks.
sed 's/"blue", "red"/"grün", "rot"/' $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\ngr\374n,1\nrot,1\n' | rowmill check -m model.txt
printf 'colour,x\nrot ,1\n rot,1\n' | rowmill check -m model.txt --unseen error
