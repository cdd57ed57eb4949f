"""Intervals, permutation, regression and weighting; well-kept libraries do the estimation."""
