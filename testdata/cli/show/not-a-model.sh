# What score refuses, show refuses likewise.
printf '\200\004\225\000' >model.pkl
rowmill show model.pkl
