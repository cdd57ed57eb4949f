# The survey package on its own two samples and on a small survey laid out as ours, for test_survey.py.
# Writes apistrat.csv and apiclus1.csv from data(api), reads survey.csv, writes survey.json; run in this folder.
library(survey)
library(jsonlite)
options(survey.lonely.psu = "adjust")
data(api)

columns <- c("snum", "stype", "dnum", "api00", "api99", "enroll", "api.stu", "meals", "ell", "mobility", "sch.wide",
             "comp.imp", "awards", "pw", "fpc")
for (name in c("apistrat", "apiclus1")) {
  write.csv(get(name)[columns], paste0(name, ".csv"), row.names = FALSE, na = "")
}

number <- function(x) unname(as.numeric(x))
estimate <- function(fit) list(estimate = number(coef(fit)), standard_error = number(SE(fit)))
tested <- function(test) {
  list(f = number(test$statistic), df_numerator = number(test$parameter[1]), df_denominator = number(test$parameter[2]),
       p_value = number(test$p.value))
}
fitted_model <- function(fit) {
  table <- coef(summary(fit))
  list(estimate = number(table[, 1]), standard_error = number(table[, 2]), t = number(table[, 3]),
       p_value = number(table[, 4]))
}
quantiles <- function(design) {
  fit <- svyquantile(~api00, design, c(0.25, 0.5, 0.75), interval.type = "mean", qrule = "math")
  list(estimate = number(coef(fit)), standard_error = number(SE(fit)))
}
proportion <- function(design, method) {
  fit <- svyciprop(~I(sch.wide == "Yes"), design, method = method, df = degf(design))
  list(estimate = number(coef(fit)), lower = number(confint(fit)[1]), upper = number(confint(fit)[2]))
}
domains <- function(design) {
  parts <- svyby(~api00, ~stype, design, svymean)
  subsets <- lapply(c("E", "H", "M"), function(type) subset(design, stype == type))
  list(estimate = number(coef(parts)), standard_error = number(SE(parts)), df_all = degf(design),
       df_domain = sapply(subsets, degf))
}

described <- function(design) {
  list(
    total = estimate(svytotal(~enroll, design)), mean = estimate(svymean(~api00, design)),
    ratio = estimate(svyratio(~api.stu, ~enroll, design)),
    deff_wor = number(deff(svymean(~api00, design, deff = TRUE))),
    deff_wr = number(deff(svymean(~api00, design, deff = "replace"))),
    df = degf(design), mean_limits = number(confint(svymean(~api00, design), df = degf(design))),
    quantiles = quantiles(design), domains = domains(design),
    logit = proportion(design, "logit"), xlogit = proportion(design, "xlogit"), beta = proportion(design, "beta"),
    independence = tested(svychisq(~sch.wide + stype, design, statistic = "F")),
    gaussian = fitted_model(svyglm(api00 ~ ell + meals + mobility, design)),
    # The default stops while the fifth digit of the standard errors still moves.
    quasibinomial = fitted_model(svyglm(I(sch.wide == "Yes") ~ ell + meals + mobility, design, family = quasibinomial,
                                        control = glm.control(epsilon = 1e-14, maxit = 100)))
  )
}

strat <- svydesign(ids = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
strat_endless <- svydesign(ids = ~1, strata = ~stype, weights = ~pw, data = apistrat)
clus1 <- svydesign(ids = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
clus1_endless <- svydesign(ids = ~dnum, weights = ~pw, data = apiclus1)

type_counts <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide_counts <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
post_stratified <- postStratify(clus1, ~stype, type_counts)
raked <- rake(clus1, list(~stype, ~sch.wide), list(type_counts, wide_counts),
              control = list(maxit = 1000, epsilon = 1e-10))
calibrated <- calibrate(clus1, ~ stype + api99, c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069))
adjusted <- function(design) c(estimate(svymean(~api00, design)), list(total = number(coef(svytotal(~enroll, design))),
                               total_standard_error = number(SE(svytotal(~enroll, design)))))

# A survey laid out as ours: municipalities are strata, a part of the staff has answered, some say "ved ikke".
answers <- read.csv("survey.csv", stringsAsFactors = FALSE, na.strings = "")
respondents <- table(answers$q01)

# The base of an item: weights of 9.4.1 in it, and the staff that its answers stand for.
in_base <- function(base, level = "weighted") {
  code <- as.character(base$q01)
  n <- as.numeric(table(code)[code])
  fraction <- ifelse(is.na(base$staff), NA, as.numeric(respondents[code]) / base$staff)
  first <- !duplicated(code)
  size <- switch(level, weighted = base$inhabitants_2019k4, unweighted = rep(1, nrow(base)), respondents = n)
  base$population <- ifelse(is.na(fraction), Inf, n / fraction)
  total <- sum(ifelse(is.na(fraction), 1, 1 / fraction))
  base$weight <- total * size / sum(size[first]) / n
  base
}
stratified <- function(base) {
  svydesign(ids = ~1, strata = ~q01, weights = ~weight, fpc = ~population, data = base)
}
# Satterthwaite's degrees of freedom, from the variance that each municipality alone adds to a weighted mean of y.
freedom <- function(base, y) {
  share <- base$weight / sum(base$weight)
  centre <- sum(share * y)
  parts <- sapply(split(seq_along(y), base$q01), function(at) {
    n <- length(at)
    spread <- if (n > 1) var(y[at]) else (y[at] - centre)^2
    c(sum(share[at])^2 * (1 - n / base$population[at][1]) * spread / n, max(n - 1, 1))
  })
  sum(parts[1, ])^2 / sum(parts[1, ]^2 / parts[2, ])
}
known <- function(column) in_base(answers[!is.na(answers[[column]]), ])
share <- function(base) {
  design <- stratified(base)
  fit <- svymean(~I(answer == "ja"), design, deff = "replace")
  df <- freedom(base, as.numeric(base$answer == "ja"))
  limits <- confint(svyciprop(~I(answer == "ja"), design, method = "xlogit", df = df))
  list(estimate = number(coef(fit)[2]), standard_error = number(SE(fit)[2]), lower = number(limits[1]),
       upper = number(limits[2]), df = df, n = nrow(base), weighted_n = sum(base$weight),
       deff_wr = number(deff(fit)[2]))
}
average <- function(base) {
  design <- stratified(base)
  fit <- svymean(~value, design, deff = "replace")
  df <- freedom(base, base$value)
  limits <- confint(fit, df = df)
  list(estimate = number(coef(fit)), standard_error = number(SE(fit)), lower = number(limits[1]),
       upper = number(limits[2]), df = df, n = nrow(base), deff_wr = number(deff(fit)))
}
in_groups <- function(column, make) {
  groups <- sort(unique(answers$seniority))
  base <- function(group) in_base(answers[!is.na(answers[[column]]) & answers$seniority == group, ])
  setNames(lapply(groups, function(group) make(base(group))), groups)
}
# Where staff is known everywhere Kish's design effect can be had from R itself.
kish <- function(column) {
  base <- in_base(answers[!is.na(answers[[column]]) & !is.na(answers$staff), ])
  number(deff(svymean(~value, stratified(base), deff = TRUE)))
}
# A composite of three items: in each municipality the mean over items of a ratio of totals, by the delta method.
composite <- function(items) {
  part <- function(code) {
    base <- answers[answers$q01 == code & rowSums(!is.na(answers[items])) > 0, ]
    for (item in items) {
      base[[paste0("given_", item)]] <- as.numeric(!is.na(base[[item]]))
      base[[paste0("sum_", item)]] <- ifelse(is.na(base[[item]]), 0, base[[item]])
    }
    fraction <- respondents[[as.character(code)]] / base$staff[1]
    base$population <- if (is.na(fraction)) Inf else nrow(base) / fraction
    base$weight <- 1
    design <- svydesign(ids = ~1, weights = ~weight, fpc = ~population, data = base)
    totals <- svytotal(as.formula(paste("~", paste0("sum_", items, " + given_", items, collapse = " + "))), design)
    terms <- paste0("sum_", items, " / given_", items, collapse = " + ")
    fit <- svycontrast(totals, list(mean = parse(text = paste0("(", terms, ") / ", length(items)))[[1]]))
    c(number(coef(fit)), number(SE(fit)))
  }
  codes <- sort(unique(answers$q01))
  size <- answers$inhabitants_2019k4[match(codes, answers$q01)]
  parts <- sapply(codes, part)
  list(estimate = sum(size * parts[1, ]) / sum(size), standard_error = sqrt(sum((size / sum(size) * parts[2, ])^2)))
}
margin <- function(column, base, total) {
  counts <- table(answers[[column]])
  setNames(data.frame(names(counts), number(total * counts / sum(counts))), c(column, "Freq"))
}
own_post_stratified <- function(base) {
  total <- sum(base$weight)
  share_of(postStratify(stratified(base), ~seniority, margin("seniority", base, total)))
}
own_raked <- function(base) {
  total <- sum(base$weight)
  weights <- aggregate(weight ~ q01, base, sum)
  municipalities <- data.frame(q01 = weights$q01, Freq = weights$weight)
  share_of(rake(stratified(base), list(~q01, ~seniority, ~position),
                list(municipalities, margin("seniority", base, total), margin("position", base, total)),
                control = list(maxit = 1000, epsilon = 1e-10)))
}
share_of <- function(design) {
  fit <- svymean(~I(answer == "ja"), design)
  list(estimate = number(coef(fit)[2]), standard_error = number(SE(fit)[2]))
}
own_test <- function(column, design) tested(svychisq(as.formula(paste("~answer +", column)), design, statistic = "F"))
answered <- known("answer")
clusters <- svydesign(ids = ~q01, weights = ~weight, data = answered)

write_json(
  list(
    strat = described(strat), strat_endless = described(strat_endless), clus1 = described(clus1),
    clus1_endless = described(clus1_endless), post_stratified = adjusted(post_stratified), raked = adjusted(raked),
    raked_weights = number(weights(raked)), calibrated = adjusted(calibrated),
    own = list(
      share = share(answered), average = average(known("value")),
      share_unweighted = share(in_base(answers[!is.na(answers$answer), ], "unweighted")),
      share_respondents = share(in_base(answers[!is.na(answers$answer), ], "respondents")),
      share_in_groups = in_groups("answer", share), average_in_groups = in_groups("value", average),
      kish = kish("value"), composite = composite(c("item_a", "item_b", "item_c")),
      post_stratified = own_post_stratified(answered), 
      # Without the lonely answer: R measures its distance to 0 after raking, svy to the mean, which is not quite 0 then.
      raked = own_raked(in_base(answered[answered$q01 != 3, ])),
      by_seniority = own_test("seniority", stratified(answered)), by_type = own_test("type", stratified(answered)),
      by_type_clusters = own_test("type", clusters)
    )
  ),
  "survey.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
