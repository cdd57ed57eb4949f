# Product of coefficients with percentile and BCa intervals by boot, for test_mediation.py. Reads municipal_fits.csv,
# writes mediation.json; run in this folder. Fixed seed: the same json each time.
library(boot)
library(jsonlite)

data <- read.csv("municipal_fits.csv")
data$share_pct <- 100 * data$increased / data$persons
draws <- 50000

first <- coef(lm(usage_rate_pct ~ framework_rank, data = data))[[2]]
both <- coef(lm(share_pct ~ framework_rank + usage_rate_pct, data = data))
total <- coef(lm(share_pct ~ framework_rank, data = data))[[2]]

slopes <- function(predictors, outcome) {
  centred <- scale(predictors, scale = FALSE)
  solve(crossprod(centred), crossprod(centred, outcome))
}
indirect <- function(data, rows) {
  x <- data$framework_rank[rows]; m <- data$usage_rate_pct[rows]; y <- data$share_pct[rows]
  slopes(cbind(x), m)[1] * slopes(cbind(x, m), y)[2]
}
set.seed(20210301)
drawn <- boot(data, indirect, R = draws)
percentile <- boot.ci(drawn, type = "perc")$percent[4:5]
# The acceleration by the jackknife; boot's own default estimates it by a regression on the draws.
jackknife <- empinf(data = data, statistic = indirect, type = "jack", stype = "i")
corrected <- boot.ci(drawn, type = "bca", L = jackknife)$bca[4:5]

write_json(
  list(
    first_step = first, second_step = both[[3]], indirect = first * both[[3]], direct = both[[2]], total = total,
    change = both[[2]] - total, draws = draws, bootstrap_standard_error = sd(drawn$t[, 1]),
    percentile = percentile, bca = corrected
  ),
  "mediation.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
