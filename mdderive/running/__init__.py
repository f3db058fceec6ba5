"""Ways to have many questions answered: from memory, on all cores, on a cluster."""
