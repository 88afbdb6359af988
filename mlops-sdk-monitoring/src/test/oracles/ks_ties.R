# Oracles for the exact two-sample Kolmogorov-Smirnov test conditional on ties, from R (4.2 or newer).
#
#     Rscript src/test/oracles/ks_ties.R src/test/resources/org/mlopssdk/monitoring/statistic
#
# writes ks_ties.csv: ks.test(x, y, exact = TRUE) for samples with ties. R 4.2 takes the upper tail as 1 - cdf and has one
# one-sided law only, so p is two-sided and not small. It begins with the examples of R and of Schroeer and Trenkler (1995).

out <- file(file.path(commandArgs(TRUE)[1], "ks_ties.csv"), "w")
writeLines(c(paste("# Written by src/test/oracles/ks_ties.R with", R.version.string, "- ks.test(x, y, exact = TRUE)"),
             "name|x|y|d|p"), out)

shown <- function(v) paste(vapply(v, format, "", digits = 15, trim = TRUE, drop0trailing = TRUE), collapse = " ")
row <- function(name, x, y) {
  r <- ks.test(x, y, exact = TRUE)
  writeLines(paste(name, shown(x), shown(y), format(unname(r$statistic), digits = 17),
                   format(r$p.value, digits = 17), sep = "|"), out)
}

row("R's small samples without ties", c(6, 7, 9, 13, 19, 21, 22, 23, 24), c(10, 11, 12, 16, 20, 27, 28, 32, 44, 54))
row("Schroeer and Trenkler", c(1, 2, 2, 3, 3), c(1, 2, 3, 3, 4, 5, 6))
row("all equal", rep(4, 6), rep(4, 9))
row("two constants", rep(4, 6), rep(5, 9))

set.seed(20261122)
for (k in 1:60) {
  n <- sample(1:40, 1)
  m <- sample(1:40, 1)
  shift <- sample(c(0, 0.3, 0.8), 1)
  x <- rnorm(n)
  y <- rnorm(m, shift)
  kind <- k %% 5
  if (kind == 0) { x <- round(x); y <- round(y) }
  if (kind == 1) { x <- round(2 * x); y <- round(2 * y) }
  if (kind == 2) { x <- pmin(1, pmax(0, round(x, 1))); y <- pmin(1, pmax(0, round(y, 1))) }
  if (kind == 3) { x <- as.numeric(x > 0.4); y <- as.numeric(y > 0.4) }
  if (kind == 4) { x <- ifelse(x < 0, 0, round(x, 1)); y <- ifelse(y < 0, 0, round(y, 1)) }
  row(paste0("generated ", k, ": ", c("integers", "halves", "saturated", "binary", "many zeros")[kind + 1], ", ", n, " and ", m), x + 0, y + 0)
}
close(out)
