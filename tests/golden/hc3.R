# Least squares with HC3 standard errors and t distribution, for test_hc3.py. Reads hc3.csv, writes hc3.json; run in
# this folder. increased_hours_pct on framework_rank, alone and with usage_rate_pct.
library(sandwich)
library(lmtest)
library(jsonlite)

data <- read.csv("hc3.csv")

estimates <- function(formula, covariance) {
  fit <- lm(formula, data = data)
  table <- coeftest(fit, vcov. = covariance(fit), df = df.residual(fit))
  limits <- coefci(fit, vcov. = covariance(fit), df = df.residual(fit), level = 0.95)
  list(
    coefficient = unname(table[, 1]), standard_error = unname(table[, 2]), t = unname(table[, 3]),
    p_value = unname(table[, 4]), lower = unname(limits[, 1]), upper = unname(limits[, 2]),
    n_municipalities = nobs(fit), r_squared = summary(fit)$r.squared
  )
}

hc3 <- function(fit) vcovHC(fit, type = "HC3")
alone <- increased_hours_pct ~ framework_rank
controlled <- increased_hours_pct ~ framework_rank + usage_rate_pct

write_json(
  list(
    alone_hc3 = estimates(alone, hc3), controlled_hc3 = estimates(controlled, hc3),
    controlled_classical = estimates(controlled, vcov),
    residuals = unname(resid(lm(framework_rank ~ usage_rate_pct, data = data)))
  ),
  "hc3.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
