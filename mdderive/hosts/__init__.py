"""The doors: where files, arguments and screens meet the pipeline. Thin."""
