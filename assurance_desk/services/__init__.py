"""The verbs: plain functions taking a Desk or plain values. May import store, reading, excel, pdf and domain.

Heavy libraries are imported inside functions: showing the window loads none of them.
"""
