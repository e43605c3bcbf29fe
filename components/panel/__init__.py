"""The browser half of the board and of its panel: plain JavaScript and CSS, joined here."""
