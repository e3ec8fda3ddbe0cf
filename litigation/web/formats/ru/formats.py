"""Dates and numbers as people here read them, month in words where there are words."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j E Y \\г."
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j E Y \\г., H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y \\г."
MONTH_DAY_FORMAT = "j E"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
