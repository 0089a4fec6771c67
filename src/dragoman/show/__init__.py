"""What a person sees: command line, tables, exports. The only place that prints or exits."""
