"""The columnar file (列式文件): one DuckDB file, how it is built, and how it is asked."""
