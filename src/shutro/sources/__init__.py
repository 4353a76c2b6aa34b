"""Outlets and agencies, declared as data."""
