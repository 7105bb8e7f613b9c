"""Redacts texts: removes what must not leave the machine. Imports no other part of the package."""
