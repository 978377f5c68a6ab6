"""One module per output: each turns a result into text or values, and reads and prints nothing."""
