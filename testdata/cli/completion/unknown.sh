# A shell that there is no script for, none, and two.
rowmill completion bsh; echo $?
rowmill completion powershell; echo $?
rowmill completion; echo $?
rowmill completion bash zsh; echo $?
rowmill completion bash >/dev/full
