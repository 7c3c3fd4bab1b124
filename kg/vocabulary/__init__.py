"""The vocabulary: classes, schemes, cues and relations, read from the Turtle files under `ontology/`."""
