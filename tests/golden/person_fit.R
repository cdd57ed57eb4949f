# Logit of persons clustered on municipality (CR1: G/(G-1) * (n-1)/(n-k)), t(G-1), for test_person_fit.py. Reads
# person_fit.csv, writes person_fit.json; run in this folder.
library(sandwich)
library(lmtest)
library(jsonlite)

data <- read.csv("person_fit.csv")
fit <- glm(
  increased ~ framework_rank + age + female + hours_before, family = binomial, data = data,
  control = glm.control(epsilon = 1e-14)
)
covariance <- vcovCL(fit, cluster = ~municipality, type = "HC1", cadjust = TRUE)
clusters <- length(unique(data$municipality))
table <- coeftest(fit, vcov. = covariance, df = clusters - 1)
limits <- coefci(fit, vcov. = covariance, df = clusters - 1, level = 0.95)

write_json(
  list(
    coefficient = unname(table[, 1]), standard_error = unname(table[, 2]), p_value = unname(table[, 4]),
    lower = unname(limits[, 1]), upper = unname(limits[, 2]), clusters = clusters
  ),
  "person_fit.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
