# Regression over few clusters, for test_clusters.py. Reads clusters.csv, writes clusters.json; run in this folder.
# CRV3 with t(G - 1) by clubSandwich, held against sandwich where nothing is weighted (sandwich 3.0 takes another hat
# matrix for weighted fits); the wild cluster bootstrap person by person, one lm for every vector of turns.
suppressMessages({
  library(sandwich)
  library(clubSandwich)
  library(lmtest)
  library(jsonlite)
})

data <- read.csv("clusters.csv")

crv3 <- function(fit, clusters) {
  covariance <- vcovCR(fit, cluster = clusters, type = "CR3")
  tested <- coef_test(fit, vcov = covariance, test = "naive-t")
  half <- qt(0.975, length(unique(clusters)) - 1) * tested$SE
  list(
    coefficient = unname(coef(fit)), standard_error = tested$SE, t = tested$tstat, p_value = tested$p_t,
    lower = unname(coef(fit)) - half, upper = unname(coef(fit)) + half, n_clusters = length(unique(clusters))
  )
}

fit <- lm(increased ~ first + age, data = data)
weighted <- lm(increased ~ first + age, data = data, weights = weight)
stopifnot(all.equal(
  sqrt(diag(vcovCL(fit, cluster = ~municipality, type = "HC3"))),
  sqrt(diag(as.matrix(vcovCR(fit, cluster = data$municipality, type = "CR3"))))
))

t_value <- function(fit, clusters, null = 0) {
  (coef(fit)["first"] - null) / sqrt(vcovCL(fit, cluster = clusters, type = "HC1")["first", "first"])
}

# Every vector of turns in turn: outcome = restricted fit with `first` held at the null + turned residuals.
enumerated <- function(rows, points, null) {
  names <- unique(rows$municipality)
  restricted <- lm(I(increased - null * first) ~ age, data = rows, weights = weight)
  observed <- abs(t_value(lm(increased ~ first + age, data = rows, weights = weight), rows$municipality, null))
  turns <- as.matrix(expand.grid(rep(list(points), length(names))))
  hits <- 0
  for (line in seq_len(nrow(turns))) {
    turn <- turns[line, match(rows$municipality, names)]
    rows$turned <- null * rows$first + fitted(restricted) + turn * resid(restricted)
    refit <- lm(turned ~ first + age, data = rows, weights = weight)
    hits <- hits + (abs(t_value(refit, rows$municipality, null)) >= observed * (1 - 1e-9))
  }
  unname(hits / nrow(turns))
}

rademacher <- c(1, -1)
webb <- c(sqrt(1 / 2), 1, sqrt(3 / 2))
webb <- c(webb, -webb)
nine <- data[data$municipality <= 9, ]
four <- data[data$municipality %in% c(5, 6, 7, 8), ]
nulls <- c(0, 0.1, 0.4, -0.3)

write_json(
  list(
    unweighted = crv3(fit, data$municipality), weighted = crv3(weighted, data$municipality), nulls = nulls,
    rademacher_nine = sapply(nulls, function(null) enumerated(nine, rademacher, null)),
    webb_four = sapply(nulls, function(null) enumerated(four, webb, null))
  ),
  "clusters.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
