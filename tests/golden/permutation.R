# Permutation tests, for test_permutation.py. Reads permutation.csv and blocks.csv, writes permutation.json; run in
# this folder. Every order of the labels is gone through by recursion; coin gives the exact test of a difference in means.
suppressMessages({
  library(coin)
  library(jsonlite)
})

# All different orders of a vector of labels, a list.
orders <- function(labels) {
  if (length(labels) == 1) return(list(labels))
  found <- list()
  for (first in unique(labels)) {
    rest <- labels[-match(first, labels)]
    found <- c(found, lapply(orders(rest), function(order) c(first, order)))
  }
  found
}

p_value <- function(statistics, observed) mean(statistics >= observed - 1e-12)

types <- read.csv("permutation.csv")
largest <- function(groups, of, base) {
  shares <- tapply(of, groups, sum) / tapply(base, groups, sum)
  max(shares) - min(shares)
}
pooled <- function(rows) {
  ways <- orders(rows$group)
  found <- sapply(ways, largest, of = rows$increased, base = rows$persons)
  list(difference = largest(rows$group, rows$increased, rows$persons), ways = length(ways),
       p_value = p_value(found, largest(rows$group, rows$increased, rows$persons)))
}

two <- types[types$group != "c", ]
two$share <- two$increased / two$persons
means <- oneway_test(share ~ factor(group), data = two, distribution = "exact")

# Arms within blocks: every combination of the orders of each block.
blocks <- read.csv("blocks.csv")
within <- lapply(split(blocks$arm, blocks$block), orders)
picks <- expand.grid(lapply(within, seq_along))
assigned <- lapply(seq_len(nrow(picks)), function(line) {
  unlist(lapply(seq_along(within), function(block) within[[block]][[picks[line, block]]]))
})
expected <- matrix(0, 3, 2)
for (block in unique(blocks$block)) {
  rows <- blocks[blocks$block == block, ]
  counts <- table(factor(rows$arm, 0:2), factor(rows$category, 0:1))
  expected <- expected + outer(rowSums(counts), colSums(counts)) / nrow(rows)
}
balance <- function(arm) {
  sum((table(factor(arm, 0:2), factor(blocks$category, 0:1)) - expected)^2 / expected)
}
difference <- function(arm, other) mean(blocks$answer[arm == other]) - mean(blocks$answer[arm == 0])
two_sided <- function(other) {
  found <- sapply(assigned, difference, other = other)
  p_value(abs(found - mean(found)), abs(difference(blocks$arm, other) - mean(found)))
}

write_json(
  list(
    three_groups = pooled(types), two_groups = pooled(two),
    exact_means = as.numeric(pvalue(means)),
    blocks = list(
      assignments = length(assigned), expected = expected, statistic = balance(blocks$arm),
      balance_p_value = p_value(sapply(assigned, balance), balance(blocks$arm)),
      differences = sapply(1:2, function(other) difference(blocks$arm, other)),
      p_values = sapply(1:2, two_sided)
    )
  ),
  "permutation.json", digits = NA, auto_unbox = TRUE, pretty = TRUE
)
