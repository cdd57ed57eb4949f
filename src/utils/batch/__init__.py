"""One notebook, many pages: typed parameters, kernels, the runner and the manifest."""
