"""Names that have run as code, markup or a formula somewhere; here they are only names."""

FORMULAS = (
    '=HYPERLINK("http://evil.example/")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\uff1d1+1",
)
MARKUP = (
    "{{7*191}}",
    "{% raw %}",
    "{#",
    "${1}",
    "`alert(1)`",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "#set text(90pt)",
    "'; DROP TABLE plot; --",
)
HOSTILE_TEXTS = (*MARKUP, *FORMULAS)
TURNED = ("甲\u202e乙", "甲\u2067乙\u2069")  # what turns the direction of writing
MARKS = "\u202e\u2067\u2069"
RAN = "1337"  # what {{7*191}} becomes where it is run
