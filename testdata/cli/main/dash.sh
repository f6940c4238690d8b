# A lone dash is no verb.
rowmill -
