"""Pure rules: records, exit codes, filters, the protocol. No I/O, no third-party import.

What a report passes on its way is a NamedTuple and no frozen dataclass: to define one takes 0.08 ms
instead of 0.69 (ten fields, measured), and a report defines sixteen.
"""
