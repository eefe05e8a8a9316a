"""The audit of the reader's site: `python -m audit` (`make audit`) measures what no unit test can.

Each module measures one thing and returns lines of the table; `__main__` prints them. The tests of
tests/browser use the page types (`kinds`), the host (`host`) and axe (`axe`) of the same house.
"""
