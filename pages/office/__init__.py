"""管: screens where the office keeps its own ledger (台账管理)."""
