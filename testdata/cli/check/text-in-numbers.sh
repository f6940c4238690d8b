# What is no number, by column: a word for missing, decimal commas, anything.
printf 'x,y,z,u\nn.a.,"1,5",a,1e999\nn.a.,"2,5",b,1e999\n1,2,3,4\n' >in.csv
sed 's/^max_feature_idx=1/max_feature_idx=3/; s/^feature_names=.*/feature_names=x y z u/; s/^feature_infos=.*/feature_infos=[0:1] [0:3] [0:3] [0:3]/' $DATA/cli/data/sum.txt >model.txt
rowmill check -m model.txt in.csv
