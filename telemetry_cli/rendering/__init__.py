"""How results look: tables, JSON, CSV. The only place that knows rich."""
