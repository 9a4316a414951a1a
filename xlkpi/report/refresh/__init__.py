"""Papers that officers keep: figures brought up to date, words left as they are."""
