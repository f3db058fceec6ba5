"""What a web page shows of a checked note: HTML that any site builder can carry."""
