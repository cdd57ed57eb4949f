# Wilson's 95 percent interval of a share, for test_wilson.py: prop.test without continuity correction. Reads
# wilson.csv, writes wilson.json; run in this folder. Small counts make prop.test warn of its chi-squared
# approximation, which concerns its p-value and not the interval.
library(jsonlite)

data <- read.csv("wilson.csv")
limits <- suppressWarnings(mapply(
  function(count, total) prop.test(count, total, conf.level = 0.95, correct = FALSE)$conf.int,
  data$count, data$total
))

write_json(
  list(lower_pct = 100 * limits[1, ], upper_pct = 100 * limits[2, ]),
  "wilson.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
