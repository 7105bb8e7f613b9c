"""What users see: tables, cards, JSON, CSV, HTML, Markdown. The only package that uses rich."""
