# Beta-binomial shrinkage by size and rank for test_shrinkage.py. Reads shrinkage.csv, writes shrinkage.json; run in this folder.
# Maximum likelihood of level, slope, bend, slope of the rank and dispersion by optim(), posteriors by qbeta(), and the
# intervals that carry the uncertainty of all five by a grid of 9 x 9 x 9 x 9 x 24 with the likelihood itself, where the program takes the
# coefficients for normal given the dispersion and moments for the mixture over them.
library(jsonlite)

data <- read.csv("shrinkage.csv")
x <- data$count
n <- data$total
knots <- quantile(data$size, c(0.1, 0.5, 0.9), names = FALSE)
beyond <- sapply(knots, function(knot) pmax(data$size - knot, 0)^3)
curved <- beyond[, 1] - beyond[, 2] * (knots[3] - knots[1]) / (knots[3] - knots[2]) +
  beyond[, 3] * (knots[2] - knots[1]) / (knots[3] - knots[2])
design <- cbind(1, data$size - knots[2], curved / (knots[3] - knots[1])^2, (data$rank - 49.5) / 28.3)

# The parameters are level, slope, bend, slope of the rank and log(a + b).
means <- function(parameters) plogis(drop(design %*% parameters[1:4]))
log_likelihood <- function(parameters) {
  mean <- means(parameters)
  strength <- exp(parameters[5])
  a <- mean * strength
  b <- (1 - mean) * strength
  sum(lbeta(a + x, b + n - x) - lbeta(a, b))
}
gradient <- function(parameters) {
  mean <- means(parameters)
  strength <- exp(parameters[5])
  a <- mean * strength
  b <- (1 - mean) * strength
  common <- digamma(a + b) - digamma(a + b + n)
  by_a <- digamma(a + x) - digamma(a) + common
  by_b <- digamma(b + n - x) - digamma(b) + common
  by_logit <- (by_a - by_b) * strength * mean * (1 - mean)
  c(crossprod(design, by_logit), sum(by_a * a + by_b * b))
}
fit <- optim(
  c(0, 0, 0, 0, 1), function(p) -log_likelihood(p), function(p) -gradient(p),
  method = "BFGS", control = list(reltol = 1e-16, maxit = 10000), hessian = TRUE
)
for (step in 1:5) { # optim() stops when the value hardly moves; Newton's steps give the last digits
  fit$par <- fit$par + solve(optimHess(fit$par, function(p) -log_likelihood(p), function(p) -gradient(p)), gradient(fit$par))
}
mean <- means(fit$par)
strength <- exp(fit$par[5])
a <- mean * strength
b <- (1 - mean) * strength

# Even densities of level, slopes, bend and 1/(a + b + 1) before the data, as densities of the grid's parameters.
spread <- t(chol(solve(fit$hessian[1:4, 1:4])))
steps <- seq(-4, 4, length.out = 9)
log_strengths <- fit$par[5] + seq(-4, 7, length.out = 24)
grid <- expand.grid(first = steps, second = steps, third = steps, fourth = steps, log_strength = log_strengths)
coefficients <- fit$par[1:4] + spread %*% t(grid[, 1:4])
logits <- design %*% coefficients
grid$strength <- exp(grid$log_strength)
posterior <- sapply(seq_len(nrow(grid)), function(k) log_likelihood(c(coefficients[, k], grid$log_strength[k])))
weight <- exp(posterior - max(posterior)) * grid$strength / (grid$strength + 1)^2
weight <- weight / sum(weight)
kept <- weight > 1e-8
quantile_of <- function(i, tail) {
  typical <- plogis(logits[i, kept])
  shape_a <- typical * grid$strength[kept] + x[i]
  shape_b <- (1 - typical) * grid$strength[kept] + n[i] - x[i]
  uniroot(function(share) sum(weight[kept] * pbeta(share, shape_a, shape_b)) - tail, c(0, 1), tol = 1e-10)$root
}

write_json(
  list(
    coefficients = fit$par[1:4], dispersion = 1 / (strength + 1), strength = strength,
    typical_pct = 100 * mean, shrunken_pct = 100 * (a + x) / (strength + n), own_weight_pct = 100 * n / (n + strength),
    known_prior_lower_pct = 100 * qbeta(0.025, a + x, b + n - x),
    known_prior_upper_pct = 100 * qbeta(0.975, a + x, b + n - x),
    lower_pct = 100 * sapply(seq_along(x), quantile_of, tail = 0.025),
    upper_pct = 100 * sapply(seq_along(x), quantile_of, tail = 0.975)
  ),
  "shrinkage.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
