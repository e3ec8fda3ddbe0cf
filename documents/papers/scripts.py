"""Which language to set a name in, so that Han letters take their national shapes and right-to-left scripts run right. Pure."""

import unicodedata

HAN = {"JP": "ja", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "KR": "ko"}
BY_SCRIPT = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "THAI": "th",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "KHMER": "km",
    "MYANMAR": "my",
    "SINHALA": "si",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "THAANA": "dv",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "LAO": "lo",
    "TIBETAN": "bo",
    "MONGOLIAN": "mn-Mong",
    "ETHIOPIC": "am",
}
OWN = {
    ("ARABIC", "IR"): "fa",
    ("ARABIC", "PK"): "ur",
    ("CYRILLIC", "MN"): "mn",
    ("CYRILLIC", "KZ"): "kk",
    ("TIBETAN", "BT"): "dz",
    ("ETHIOPIC", "ER"): "ti",
}


def language_of(name, country="") -> str:
    """The language of a name by its letters, and by the state where the letters leave it open. Empty for Latin letters."""
    scripts = [unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()]
    for script in scripts:
        if (script, country) in OWN:
            return OWN[script, country]
        if script in BY_SCRIPT:
            return BY_SCRIPT[script]
    return HAN.get(country, "zh-Hans") if "CJK" in scripts else ""
