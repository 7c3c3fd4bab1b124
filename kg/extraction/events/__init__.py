"""Event descriptions and agreements: triggers, roles, parties, clauses."""
