# Beta-binomial shrinkage for test_shrinkage.py. Reads shrinkage.csv, writes shrinkage.json; run in this folder.
# Maximum likelihood by optim(), posteriors by qbeta(), and the intervals that carry the uncertainty of mean and
# dispersion by a grid of 400 x 400 in other parameters than the program's (logit of the mean, log of a + b).
library(jsonlite)

data <- read.csv("shrinkage.csv")
x <- data$count
n <- data$total

log_likelihood <- function(a, b) sum(lbeta(a + x, b + n - x) - lbeta(a, b))
loss <- function(log_shapes) -log_likelihood(exp(log_shapes[1]), exp(log_shapes[2]))
gradient <- function(log_shapes) {
  a <- exp(log_shapes[1])
  b <- exp(log_shapes[2])
  common <- digamma(a + b) - digamma(a + b + n)
  -c(
    a * sum(digamma(a + x) - digamma(a) + common), b * sum(digamma(b + n - x) - digamma(b) + common)
  )
}
fit <- optim(c(0, 0), loss, gradient, method = "BFGS", control = list(reltol = 1e-16, maxit = 10000))
a <- exp(fit$par[1])
b <- exp(fit$par[2])

# Even densities of the mean and of 1/(a + b + 1) before the data, as densities of the grid's parameters.
grid <- expand.grid(
  logit_mean = qlogis(a / (a + b)) + seq(-3, 3, length.out = 400), log_strength = log(a + b) + seq(-5, 6, length.out = 400)
)
grid$mean <- plogis(grid$logit_mean)
grid$strength <- exp(grid$log_strength)
posterior <- mapply(function(mean, strength) log_likelihood(mean * strength, (1 - mean) * strength), grid$mean, grid$strength)
weight <- exp(posterior - max(posterior)) * grid$mean * (1 - grid$mean) * grid$strength / (grid$strength + 1)^2
weight <- weight / sum(weight)
kept <- weight > 1e-12
quantile_of <- function(i, tail) {
  shape_a <- (grid$mean * grid$strength)[kept] + x[i]
  shape_b <- ((1 - grid$mean) * grid$strength)[kept] + n[i] - x[i]
  uniroot(function(share) sum(weight[kept] * pbeta(share, shape_a, shape_b)) - tail, c(0, 1), tol = 1e-10)$root
}

write_json(
  list(
    mean = a / (a + b), dispersion = 1 / (a + b + 1), strength = a + b,
    shrunken_pct = 100 * (a + x) / (a + b + n), own_weight_pct = 100 * n / (n + a + b),
    known_prior_lower_pct = 100 * qbeta(0.025, a + x, b + n - x),
    known_prior_upper_pct = 100 * qbeta(0.975, a + x, b + n - x),
    lower_pct = 100 * sapply(seq_along(x), quantile_of, tail = 0.025),
    upper_pct = 100 * sapply(seq_along(x), quantile_of, tail = 0.975)
  ),
  "shrinkage.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
