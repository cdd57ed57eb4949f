# Leave-one-out prediction of a rate on the log scale, for test_expected.py. Reads expected.csv, writes expected.json;
# run in this folder. Each municipality is predicted by a fit of all the others, refitted every time.
library(jsonlite)

data <- read.csv("expected.csv")
model <- log(usage_rate_pct) ~ framework_rank + log10_inhabitants

left_out <- t(sapply(seq_len(nrow(data)), function(i) {
  predict(lm(model, data = data[-i, ]), newdata = data[i, ], interval = "prediction", level = 0.95)
}))
fit <- lm(model, data = data)
studentised <- unname(rstudent(fit))

write_json(
  list(
    expected = exp(left_out[, 1]), expected_lower = exp(left_out[, 2]), expected_upper = exp(left_out[, 3]),
    ratio = data$usage_rate_pct / exp(left_out[, 1]), ratio_lower = data$usage_rate_pct / exp(left_out[, 3]),
    ratio_upper = data$usage_rate_pct / exp(left_out[, 2]), studentised = studentised,
    p_value = 2 * pt(-abs(studentised), df.residual(fit) - 1), r_squared = summary(fit)$r.squared
  ),
  "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
