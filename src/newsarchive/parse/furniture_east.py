"""Furniture that gives itself away by its words, in scripts from Hebrew to Korean."""

from __future__ import annotations

import re

EAST = "\u0590"
"""The first sign of the scripts from Hebrew on."""
_LABELS = re.compile(
    r"""^\W*(?:
    (?:文章|稿件|消息|新闻|新聞)?[来來]源\s*[:：][^，,。]{1,40}|(?:全文|本文)?[完终終]
    |[（(【\[]?(?:本[报報社]|[\u4e00-\u9fff]{2,3}社)?[记記]者\s?[\u4e00-\u9fff、]{2,16}[／/∕\s|｜]+[\u4e00-\u9fff]{1,6}(?:[报報]道|報導|[电電])
    |انتهای\s+(?:پیام|خبر)\W*\d*|پایان\s+پیام\W*\d*
    )\W*$""",
    re.X,
)
"""Where it came from, who reported it from where, and that it ends here: Chinese and Persian."""
_STARTS = re.compile(
    r"""^\W*(?:
    (?:यह|ये|इसे|इसको)\s+भी\s+(?:प(?:ढ़|\u095d|ढ)ें|देखें|जानें)(?!\s+कि)|आगे\s+प(?:ढ़|\u095d|ढ)ें|আর[ওো]\s+(?:প(?:ড়|\u09dc)ুন|দেখুন)|یہ\s+بھی\s+پڑھیں|مزید\s+پڑھیں
    |(?:اقرأ|إقرأ|طالع|شاهد)\s+(?:أيضا|أيضاً|ايضا|المزيد(?!\s+من))|(?:بیشتر|همچنین)\s+بخوانید
    |(?:קראו?|ראו?)\s+(?:עוד|גם)\b|(?:อ่าน|ดู)(?:ข่าว)?(?:เพิ่มเติม|ประกอบ|ต่อ)(?!แล้ว|ไม่)|(?:อ่าน|ดู|ติดตาม).{0,40}?ได้ที่|ข่าวที่เกี่ยวข้อง
    |(?:延伸|相关|相關|推荐|推薦)[阅閱][读讀](?![^\W\d_])|[▶☞]\s*관련\s*기사
    )""",
    re.X,
)
"""Invitations to read on, in languages of Asia."""
MAX_LABEL, MAX_START = 60, 200


def eastern(text: str) -> str:
    """Why a text that begins in such a script is furniture by its words, or the empty string."""
    if len(text) <= MAX_LABEL and _LABELS.match(text):
        return "label"
    return "invitation" if len(text) <= MAX_START and _STARTS.match(text) else ""


_DATE_AND_SOURCE = re.compile(
    r"[^\w]*(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}[^。！？]{0,24}[来來]源\s*[:：][^。！？]*$"
)


def dated_source(text: str) -> bool:
    """Whether a Chinese line says when and where it came from: a date, then the source."""
    return _DATE_AND_SOURCE.match(text) is not None
