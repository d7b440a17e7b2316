"""Words that stand at names in bylines: those for "by", for the writer, for the source, and names of agencies."""

from __future__ import annotations

import re

COLON = r"\s*[:：՝៖=＝]\s*"

_NAMES_TOO = r"(?-i:[dn]i|[DN][iI](?=\s+[^\W\d_a-z]\S*\s+[^\W\d_a-z]))"
"""Words for "by" that are names as well, "Di Wu": with a capital only ahead of a full name."""
_BY = (
    r"(?:texto|text|testo)\s+d[ei]|(?:text|words)\s+(?:by|von)|(?:(?:post\s+author|written|reported|edited|posted|published|curated|words|story|text|interview|analysis|opinion)\s+)?by"
    r"|(?:veröffentlicht|geschrieben|verfasst|erstellt|eingestellt|publié|écrit|rédigé|publicado|escrito|scritto|pubblicato|redatto)\s+(?:von|par|por|da)"
    rf"|von|vom|vum|durch|par|por|{_NAMES_TOO}|av|af|door|deur|przez|od|eftir|автор(?:ы|и|ка)?(?:\s+(?:статьи|текста|материала))?|text|texte|texto|testo|tekst|piše|pise|penulis|reporter:"
    r"|(?:skrevet|skriven|skrivet)\s+a[vf]|shkruar\s+nga|scris\s+de|a\s+cura\s+di|oprac(?:\.|ował|owała)"
    r"|(?:aufgezeichnet|ein\s+(?:kommentar|interview|gastbeitrag|beitrag))\s+von|interview|autor(?:en|in|es|ka|zy|s|ius|ė)?|authors?"
    rf"|quelle|source|fuente|kaynak|(?:propos\s+)?recueillis?\s+par|oleh|bởi|yazan|โดย|เรื่อง|(?-i:[Tt]heo(?=\s+[A-ZĐ]{{2}}))|كتبت?|بقلم|إعداد|نوشته|به\s+قلم|מאת|द्वारा|লিখেছেন|írta"
    r"|γρ[άα]φ(?:ει|ουν)(?:\s+(?:ο|η|οι))?|του|της|των|аутор|пишу?ва|пише|аўтар|тэкст"
    r"|(?:with|mit|avec)(?:\s+(?:additional\s+)?report(?:s|ing))?(?:\s+(?:by|from|von))?|reporting\s+by"
)
"""Words for "by", with a colon behind them or without."""
_LABEL = (
    r"teksti|kirjoittaja|skribent|auteurs?|autori|autoři|autoriai|avtor(?:ica|ji)?|napsala?|szerzők?|egileak?|müəllif|muallif"
    r"|yazar|muhabir|editör|reporter|journalist|pewarta|wartawan|tác\s+giả|bài(?:\s+và\s+ảnh)?|qore|текст|журналист|συντάκτ(?:ης|ρια)|ρεπορτάζ"
    r"|लेखक|लेखिका|रिपोर्टर|संवाददाता|লেখক|প্রতিবেদক|எழுதியவர்|ஆசிரியர்|రచయిత|ಲೇಖಕರು|ಲೇಖಕ|ലേഖകൻ|લેખક|ਲੇਖਕ"
    r"|نویسنده|خبرنگار|تحریر|لیکوال|כתב(?:ת)?|โดย|ผู้เขียน|ໂດຍ|ដោយ|ავტორი|հեղինակ"
)
"""Words for the writer, which need a colon or dash behind them."""
_EAST = r"(?:本[报報])?(?:记者|記者|通讯员)|作者|撰文者?|(?:取材・)?文|執筆者?|著者|ライター|글|기자명"
"""The same where no blanks are written."""
_REPORT = r"گزارش|تقرير|تحرير|रिपोर्ट|เรื่อง|laporan|haber"
"""Words for the report, ahead of its writer or of what it tells: only where a class says that it is a byline."""
_SOURCES = (
    r"quelle|source|fuente|kaynak|fonte|font|bron|kilde|källa|lähde|źródło|zdroj|izvor|vir|forrás|sursa|burimi|šaltinis|avots|allikas"
    r"|источник|джерело|извор|източник|sumber|nguồn|πηγή|المصدر|منبع|来源|來源"
)
SOURCE = re.compile(rf"^\s*(?:{_SOURCES}){COLON}", re.I)
_LOW = r"(?:de|da|per|ng|le|от|од)(?=\s+[^\W\d_a-z][\w.'’-]*\s+[^\W\d_a-z])|(?i:nga|minn|daga)(?=\s+[^\W\d_a-z][\w.'’-]+\s+[^\W\d_a-z])"
"""Words for "by" that are parts of names elsewhere: only ahead of a full name."""
LEADING = re.compile(
    rf"^\s*(?:(?i:{_BY})(?:{COLON}|\s+)|(?i:{_LABEL}|{_EAST}|{_REPORT}|{_SOURCES}){COLON}|(?:{_LOW}|از)\s+|(?:By|Von|Par|Por)(?=[A-ZÀ-Þ]))"
)
"""All of it ahead of a name."""
LABEL_ALONE = re.compile(rf"(?:{_LABEL}|{_EAST})\s*", re.I)
"""A label that a dash parts from its name."""
EAST_ALONE = re.compile(_EAST)
"""One that a slash parts from it; elsewhere a slash stands between names."""
EDITOR = re.compile(r"^(?:责任编辑|責任編輯|责编|責編|编辑|編輯|編集)\s*[:：]")
"""Somebody who edited it."""
BEHIND = re.compile(r"\s+(?:tarafından(?:\s+yazıldı)?|tayyorladi|hazırladı)$", re.I)
"""What stands behind a name: "by" in Turkish, "prepared" in Uzbek."""
_POSTS = r"reporter|correspondent|editor|writer|redakteur(?:in)?|korrespondent(?:in)?|redacteur|verslaggever|correspondante?|corresponsal"
"""What may stand between "by" and a name, in small letters: "von unserem Redakteur"."""
BYLINE = re.compile(
    rf"^\s*(?:By|Von|Par|Por)(?=[A-ZÀ-Þ])|^\s*(?:(?i:(?:text|words)\s+(?:by|von)|(?:posted|written|published|reported|curated|submitted)\s+by|by|von|par|por|di|av|af|door|deur|oleh|eftir|autor(?:in|en)?"
    r"|(?:skrevet|skriven|skrivet)\s+a[vf]|(?:geschrieben|verfasst)\s+von|(?:rédigé|écrit|recueillis)\s+par|propos\s+recueillis\s+par|escrito\s+por|scritto\s+da|scris\s+de|shkruar\s+nga|a\s+cura\s+di"
    r"|מאת:?|द्वारा:?|بقلم:?|كتبت?:?|نوشته:?|به\s+قلم:?|yazan:?|γρ[άα]φ(?:ει|ουν)(?:\s+(?:ο|η|οι))?:?|του|της|írta:?|piše:?|লিখেছেন:?)\s*:?\s+"
    rf"|(?i:authors?|interview|reporting\s+by|text|texte|autor(?:en|in|es|ka|zy|s|ius|ė)?|автор(?:ы|и|ка)?(?:\s+(?:статьи|текста|материала))?|аутор|аўтар|тэкст|пишу?ва|пише|penulis|tekst|texto|testo|{_LABEL}){COLON}"
    rf"|(?:{_LOW})\s+)(?=[^\W\d_a-z]|(?:\w+\s){{1,2}}(?i:{_POSTS})\s+[^\W\d_a-z])"
)
"""How a line begins that is a byline without a class: the word for "by" or a label, and a capital or a post."""
AGENCIES = r"Reuters|Xinhua|Kyodo|Yonhap|Keystone-SDA|Hina|Tanjug|Fena|Lusa|Belga|Ritzau|Télam|Agerpres|Bernama|Antara"
"""Agencies with a name of its own, not of letters."""
AGENCY = re.compile(rf"[a-z]{{2,4}}|[A-ZČŠŽŁŚĆĐ]{{2,6}}|{AGENCIES}|Bloomberg")
"""How agencies and desks are named beside people: by their letters."""
AGENCY_ALONE = re.compile(
    rf"{AGENCIES}|dpa(?:-\w+)?|SID|sid|AFP|AP|APA|apa|REUTERS|SDA|epd|KNA|ANSA|EFE|PTI|ANI|TASS|dts|IANS|XINHUA"
    r"|ČTK|TASR|SITA|PAP|NTB|TT|FNB|ANP|MTI|STA|STT|BNS|LETA|ELTA|ACN|AAP|UNB|BSS|APP|NAN|BERNAMA"
    r"|БТА|ТАСС|РИА Новости|Интерфакс|Казинформ|Укрінформ|УНІАН|Танјуг|ΑΠΕ-ΜΠΕ|新华社|新華社|中央社|中新社|共同通信|時事通信|연합뉴스|뉴시스|رويترز|فرانس برس|ایرنا|רויטרס"
)
"""Agencies whose name alone on a line at the headline says who wrote it."""
DESK_ALONE = re.compile(
    r"(?:(?:Our|Own|Staff|Special|Business|Web|News|City|Trade|Online|Economic|Agency|The Newspaper['’]s)\s+)+(?:Correspondent|Reporter|Bureau|Desk)s?"
    r"|Agency (?:Staff|Report)|Agencies|Agenturen|Agencias|Agences|Redacció[n]?|(?:Da )?Redação|Redactie|Tim Redaksi|Redakcja|Redaksia|Redacția|Ritstjórn"
    r"|Редакция|Редакція|Haber Merkezi|وكالات|ویب ڈیسک|न्यूज डेस्क|एजेंसी|संवाददाता|নিজস্ব প্রতিবেদক|নিজস্ব সংবাদদাতা|স্টাফ রিপোর্টার|编辑部|編輯部|編集部|กองบรรณาธิการ"
)
"""Desks of the paper whose name alone on a line at the headline says who wrote it."""
