"""The science: pure scalar functions, numbers in, a number or a code out. Luck comes in as an argument."""
