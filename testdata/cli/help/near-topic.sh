# Near a topic.
rowmill help exit-state; echo $?
rowmill help Columns; echo $?
rowmill help missingvalues
