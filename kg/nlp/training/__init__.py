"""How the shipped language pipeline is made: corpora, augmentation, vectors, configuration, model card. Not needed to use it."""
