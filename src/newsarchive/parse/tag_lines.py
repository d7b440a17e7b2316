"""Lines of tags below an article: "Tags: steel, trade, Oslo", in the languages that newspapers are read in."""

from __future__ import annotations

import re

from newsarchive.parse.text import ends_sentence

_TAGS = r"""(?:(?:article|story|related)\s+)?(?:tags?|keywords?|key\s+words|tagged(?:\s+(?:as|with|under))?)
    |schlag(?:worte|wörter)|stich(?:worte|wörter)|schlüsselwörter|mots[\s-](?:clés|clefs)|étiquettes|etiquetas|palabras\s+clave|palavras[\s-]chave|parole\s+chiave|trefwoorden|kernwoorden|etichete|cuvinte[\s-]cheie
    |nyckelord|taggar|stikkord|emneord|nøgleord|avainsanat|asiasanat|märksõnad|raktažodžiai|tagi|słowa\s+kluczowe|štítky|klíčová\s+slova|kľúčové\s+slová|címkék|kulcsszavak|oznake|ključne\s+(?:riječi|reči|besede)
    |теги|метки|ключевые\s+слова|теґи|мітки|ключові\s+слова|тагове|ключови\s+думи|ознаке|кључне\s+речи|ετικέτες|λέξεις[\s-]κλειδιά|etiketler|anahtar\s+kelimeler|açar\s+sözlər|từ\s+khóa|kata\s+kunci|tag\s+terkait
    |标[签籤]|標[签籤]|关[键鍵][词字]|關鍵[詞字]|タグ|キーワード|태그|키워드|(?:ال)?كلمات\s+(?:ال)?(?:مفتاحية|دلالية|دالة)|(?:ال)?وسوم|برچسب[\s\u200c]?ها|کلید[\s\u200c]?واژه[\s\u200c]?ها|(?:کلمات|واژه[\s\u200c]?های)\s+کلیدی|ٹیگز|टैग्?स?|ট্যাগ(?:স)?|แท็ก|คำค้น|תגיות|מילות\s+מפתח"""
_TOPICS = r"""(?:related\s+)?topics?|themen|temas?|tópicos|sujets|thèmes|temi|argomenti|thema['’]?s|ämnen|emner|aiheet|темы|теми|tematy|témata|témy|témák|teme|теме|θέματα|konular|topik|chủ\s+đề|المواضيع|مواضيع|موضوعات|话题|話題|主题|トピックス?|주제"""
_SIGN = r"\s*[:：]\s*(?=\S)"
_LABEL = re.compile(rf"(?:{_TAGS}){_SIGN}", re.X)
_LABEL_OF_LINKS = re.compile(rf"(?:{_TAGS}|{_TOPICS}){_SIGN}", re.X)
"""What an article is about stands in its text as well: a line of these words has links, too."""
_PARTS = re.compile(r"\s*[,;|،؛、，；·•\n\t]\s*|\s+(?=#)")
_LONGEST_LABEL = 24
_MOST_WORDS = 6
"""Words of one tag: more are a sentence."""


def tags_of_line(text: str, *, of_links: bool = False) -> list[str]:
    """The tags in a line that has a word for tags, a colon and nothing but tags; of other lines none.

    `of_links`: whether it mostly is links.
    """
    head = text[: _LONGEST_LABEL + 4]
    if ":" not in head and "：" not in head:
        return []
    small = text.lower()
    label = (_LABEL_OF_LINKS if of_links else _LABEL).match(small)
    if label is None or len(small) != len(text) or ends_sentence(text):
        return []
    tags = [tag for part in _PARTS.split(text[label.end() :]) if (tag := part.strip(" #"))]
    return tags if all(len(tag.split()) <= _MOST_WORDS for tag in tags) else []
