# Funnel limits about a share of 12.4 percent, exact p-values and dispersion, for test_funnel.py. Reads funnel.csv,
# writes funnel.json; run in this folder.
library(jsonlite)

data <- read.csv("funnel.csv")
p <- 0.124

# The binomial distribution function between whole numbers, by the incomplete beta function.
at_most <- function(k, n) pbeta(1 - p, n - k, k + 1)
at_least <- function(k, n) pbeta(p, k, n - k + 1)
solved <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-14, maxiter = 10000)$root
low <- function(n, tail) {
  if (at_most(0, n) >= tail) 0 else 100 / n * solved(function(k) at_most(k, n) - tail, 0, n * p)
}
high <- function(n, tail) {
  if (at_least(n, n) >= tail) 100 else 100 / n * solved(function(k) at_least(k, n) - tail, n * p, n)
}
limits <- function(level) {
  tail <- (1 - level) / 2
  list(
    low_pct = sapply(data$total, low, tail = tail), high_pct = sapply(data$total, high, tail = tail),
    low_count = qbinom(tail, data$total, p), high_count = qbinom(1 - tail, data$total, p)
  )
}

one_tail <- function(alternative) {
  mapply(function(x, n) binom.test(x, n, p, alternative = alternative)$p.value, data$count, data$total)
}
z <- (data$count / data$total - p) / sqrt(p * (1 - p) / data$total)
tenth <- quantile(z, c(0.1, 0.9))
phi <- mean(pmin(pmax(z, tenth[1]), tenth[2])^2)
reach <- 100 * qnorm(0.975) * sqrt(phi * p * (1 - p) / data$total)

write_json(
  list(
    limits_95 = limits(0.95), limits_998 = limits(0.998),
    p_value = pmin(1, 2 * pmin(one_tail("less"), one_tail("greater"))), dispersion = phi,
    widened = list(low_pct = pmax(100 * p - reach, 0), high_pct = pmin(100 * p + reach, 100))
  ),
  "funnel.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
