"""The project and the story of ``trueup demo``; running it is the command's affair."""
