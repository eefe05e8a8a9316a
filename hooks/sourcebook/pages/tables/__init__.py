"""The records as data: CSV and JSON of every collection, and the Data Package that describes them.

`data_files` gives path → text of all files; `data_page` is the page that lists them.
"""
