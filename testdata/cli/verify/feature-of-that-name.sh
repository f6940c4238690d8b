# A feature that is called like a value of ours is a feature.
sed 's/^feature_names=x y/feature_names=x raw/' $DATA/cli/data/yesno.txt >model.txt
printf 'x,raw,prediction\n1,-1,0\n2,-1,1\n' >ref.csv
rowmill verify -m model.txt ref.csv
echo $?
printf 'x,raw,m_raw\n1,-1,-1\n2,-1,2\n' | rowmill verify -m model.txt --prefix m_
