# Holm's adjusted p-values, for test_multiplicity.py. Reads multiplicity.csv, writes multiplicity.json; run in this folder.
library(jsonlite)

p_values <- read.csv("multiplicity.csv")$p_value
write_json(list(holm = p.adjust(p_values, "holm")), "multiplicity.json", digits = NA, pretty = TRUE)
