"""Furniture that gives itself away by its words, in scripts from Hebrew to Korean."""

from __future__ import annotations

import re

EAST = "\u0590"
"""The first sign of the scripts from Hebrew on."""
_NAME = r"[\u4e00-\u9fff·]{2,5}"
_ROLE = r"(?:记者|記者|通讯员|通訊員|采写|採寫|撰文|撰稿|作者|责任编辑|責任編輯|责编|責編|编辑|編輯|主编|主編|校对|校對|审核|供稿|摄影|攝影|制图|製圖|编译|編譯|翻译|监制|策划|(?<![\u4e00-\u9fff])来源)"
_LABELS = re.compile(
    rf"""^\W*(?:
    (?:[\u4e00-\u9fff《》/／]{{0,12}}{_ROLE}(?:\s?[:：/／|｜丨]\s?|\s)(?:[\u4e00-\u9fff]{{2,4}}(?:见习|實習|实习)?(?:记者|記者)\s)?{_NAME}(?:[、\s/／]+(?!{_ROLE}){_NAME}){{0,5}}[\s|｜/／,，;；]*){{1,6}}
    |the\s+end|(?:图片|圖片)均?[来來](?:自|源).{{0,16}}
    |"""
    + r"""
    (?:文章|稿件|消息|新闻|新聞)?[来來]源\s*[:：][^，,。]{1,40}|(?:全文|本文)?[完终終]
    |[（(【\[]?(?:本[报報社]|[\u4e00-\u9fff]{2,3}社)?[记記]者\s?[\u4e00-\u9fff、]{2,16}[／/∕\s|｜]+[\u4e00-\u9fff]{1,6}(?:[报報]道|報導|[电電])
    |انتهای\s+(?:پیام|خبر)\W*\d*|پایان\s+پیام\W*\d*
    )\W*$""",
    re.X,
)
"""Who made it, where it came from, who reported it from where, and that it ends here: Chinese and Persian."""
_STARTS = re.compile(
    r"""^\W*(?:
    (?:यह|ये|इसे|इसको)\s+भी\s+(?:प(?:ढ़|\u095d|ढ)ें|देखें|जानें)(?!\s+कि)|आगे\s+प(?:ढ़|\u095d|ढ)ें|আর[ওো]\s+(?:প(?:ড়|\u09dc)ুন|দেখুন)|یہ\s+بھی\s+پڑھیں|مزید\s+پڑھیں
    |(?:اقرأ|إقرأ|طالع|شاهد)\s+(?:أيضا|أيضاً|ايضا|المزيد(?!\s+من))|(?:بیشتر|همچنین)\s+بخوانید
    |(?:קראו?|ראו?)\s+(?:עוד|גם)\b|(?:อ่าน|ดู)(?:ข่าว)?(?:เพิ่มเติม|ประกอบ|ต่อ)(?!แล้ว|ไม่)|(?:อ่าน|ดู|ติดตาม).{0,40}?ได้ที่|ข่าวที่เกี่ยวข้อง
    |(?:延伸|相关|相關|推荐|推薦)[阅閱][读讀](?![^\W\d_])|[▶☞]\s*관련\s*기사|延伸\W{1,3}(?:推荐|推薦|[阅閱][读讀])\W*$
    |(?:本文)?原(?:标题|標題|文标题|题|題)(?:为|為|是)?\s?[:：《]|(?:免责|免責|版权|版權)?[声聲]明\s?[:：]|(?:免责|免責)[声聲]明|转载请(?:注明|标注|联系)|轉載請註明
    |[^。！？]{0,50}(?:扫描|掃描|长按|识别)[^。！？]{0,12}(?:(?:[左右上下][方侧图]|图中|文末)[^。！？]{0,8}(?:二维码|二維碼)|(?:二维码|二維碼)[^。！？]{0,8}(?:关注|下载|加入|添加|了解|解锁|进群|咨询))|[^。！？]{0,30}扫码关注
    |(?:[^。！？]{0,30}(?:欢迎|请|更多|添加)[^。！？]{0,20})?关注[^。！？]{0,20}(?:微信|公众号)[^，]{0,12}$|[^。！？]{0,40}(?:请|欢迎|更多)[^。！？]{0,24}下载[^。！？]{0,16}(?:(?i:app)|客户端)\W*$
    |(?:题|題|头|頭|封面)[图圖](?:[来來](?:自|源)|\s?[:：/／])[^。！？]{1,40}$|[^。！]{0,20}去\s?(?i:app)\s?(?:商店|(?i:store))\s?搜.{0,60}$
    |(?:资料|資料|网络|網絡|示意)[图圖](?:片)?\s?[:：/／。\W]*$|(?:资料|資料)[图圖](?:片)?\s?[:：]|(?:图|圖)(?:片|源)?(?:来源|來源|来自|來自)?\s?[:：/／|丨][^。]{1,60}$|(?:摄影|攝影)\s?[:：/／][^。]{1,40}$|[图圖][为為][^。]{2,80}。?$
    |[^。！？]{2,80}(?:\s|[／/】）)])[摄攝]\W*$|[^。！？]{2,60}(?:供[图圖]|(?:视频|視頻)截[图圖])\W*$
    )""",
    re.X,
)
"""Invitations to read on, notes on copying and names of pictures, in languages of Asia."""
MAX_LABEL, MAX_START = 60, 200


def eastern(text: str) -> str:
    """Why a text that begins in such a script is furniture by its words, or the empty string."""
    if len(text) <= MAX_LABEL and _LABELS.match(text):
        return "label"
    return "invitation" if len(text) <= MAX_START and _STARTS.match(text) else ""


_PHOTOGRAPHER = re.compile(
    r"(?:[\s。！？／/】）)][^。！？]{2,24}\s?[摄攝]|供[图圖]|(?:视频|視頻)?截[图圖])\W*$"
)


def names_photographer(text: str) -> bool:
    """Whether a Chinese line ends with whose picture stands there."""
    return not text.isascii() and _PHOTOGRAPHER.search(text) is not None


_DATE_AND_SOURCE = re.compile(
    r"[^\w]*(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}[^。！？]{0,24}[来來]源\s*[:：][^。！？]*$"
)


def dated_source(text: str) -> bool:
    """Whether a Chinese line says when and where it came from: a date, then the source."""
    return _DATE_AND_SOURCE.match(text) is not None
