# Weighted least squares and binomial counts with HC3 and t distribution, their effects in percentage points, the
# influence of single municipalities and a natural spline, for test_municipal_fits.py. Reads municipal_fits.csv, writes
# municipal_fits.json; run in this folder.
library(sandwich)
library(lmtest)
library(splines)
library(jsonlite)

data <- read.csv("municipal_fits.csv")
data$share_pct <- 100 * data$increased / data$persons

estimates <- function(fit, covariance) {
  table <- coeftest(fit, vcov. = covariance, df = df.residual(fit))
  list(coefficient = unname(table[, 1]), standard_error = unname(table[, 2]), p_value = unname(table[, 4]))
}

# Delta method with a numerical gradient (Richardson), so that nothing is taken over from the formulas under test.
effect <- function(f, fit, covariance) {
  b <- coef(fit)
  gradient <- sapply(seq_along(b), function(j) {
    step <- 1e-3 * max(abs(b[j]), 1e-2)
    at <- function(k) { moved <- b; moved[j] <- moved[j] + k * step; f(moved) }
    (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
  })
  value <- f(b)
  se <- sqrt(drop(t(gradient) %*% covariance %*% gradient))
  df <- df.residual(fit)
  list(
    effect_pp = value, standard_error_pp = se, lower_pp = value - qt(0.975, df) * se,
    upper_pp = value + qt(0.975, df) * se, p_value = 2 * pt(-abs(value / se), df)
  )
}

weighted <- lm(share_pct ~ framework_rank + usage_rate_pct, data = data, weights = inhabitants)
counts <- glm(
  cbind(increased, persons - increased) ~ framework_rank + usage_rate_pct, family = binomial, data = data,
  control = glm.control(epsilon = 1e-14)
)
counts_hc3 <- vcovHC(counts, type = "HC3")
X <- model.matrix(counts)
at_rank <- function(rank) { moved <- X; moved[, "framework_rank"] <- rank; moved }
between <- function(b) {
  100 * weighted.mean(plogis(at_rank(25) %*% b) - plogis(at_rank(5) %*% b), data$persons)
}
slope <- function(b) {
  p <- plogis(X %*% b)
  10 * 100 * weighted.mean(p * (1 - p) * b[2], data$persons)
}

plain <- lm(share_pct ~ framework_rank + usage_rate_pct, data = data)
curve <- lm(share_pct ~ ns(framework_rank, df = 3), data = data)

write_json(
  list(
    weighted_hc3 = estimates(weighted, vcovHC(weighted, type = "HC3")),
    counts_hc3 = estimates(counts, counts_hc3),
    counts_marginal_effect_of_ten = effect(slope, counts, counts_hc3),
    counts_difference = effect(between, counts, counts_hc3),
    influence = list(
      coefficient_change = unname(-dfbeta(plain)[, "framework_rank"]),
      cooks_distance = unname(cooks.distance(plain)), leverage = unname(hatvalues(plain))
    ),
    spline = list(
      fitted = unname(fitted(curve)),
      difference = unname(diff(predict(curve, data.frame(framework_rank = c(5, 25))))),
      standard_error = local({
        ends <- ns(data$framework_rank, df = 3)
        basis <- predict(ends, c(5, 25))
        contrast <- c(0, basis[2, ] - basis[1, ])
        sqrt(drop(t(contrast) %*% vcovHC(curve, type = "HC3") %*% contrast))
      })
    )
  ),
  "municipal_fits.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
