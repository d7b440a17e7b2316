"""Pages that ask for a name and a password: where sites lead who may not read an article.

Articles have such forms too, in a menu or a box: a page is told by what a part of its title or the last step of
its address says, and by a field for a password in it. Pages that send a new password have none: theirs say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_TO_SITE = r"\s+(?:to|at|in|on|for|with|here|below|bei|zu|auf|für|à|en|em|na|su|till|til|på|w|v|do|на|в)(?:\s+\S+){0,4}"
"""What follows the words in a title: the name of the site, as in "Log in to the Morning Paper"."""

_FORGOTTEN = r"""
    (?:(?:have\s+you\s+)?(?:forgot(?:ten)?|lost|reset|recover)\s+(?:your\s+|my\s+)?(?:password|username)|(?:account\s+)?password\s+(?:reset|recovery|reminder|assistance))(?:\s+form)?
    |passwort\s+(?:vergessen|zurücksetzen)|mot\s+de\s+passe\s+(?:oublié|perdu)
    |(?:he\s+)?olvid(?:é|aste|ó|ado)\s+(?:mi|tu|su|la|de)?\s*contraseña|recuperar\s+(?:la\s+)?(?:contraseña|clave|senha)|(?:esqueci|esqueceu)\s+(?:a\s+)?(?:minha\s+|sua\s+)?senha|recuperação\s+de\s+senha
    |(?:hai\s+dimenticato\s+la\s+)?password\s+(?:dimenticata|smarrita)|recupera\s+(?:la\s+)?password|wachtwoord\s+(?:vergeten|opvragen)|glem(?:t|t\s+din)\s+(?:adgangskode|adgangskoden|passord|passordet)|glömt\s+(?:ditt\s+)?lösenord(?:et)?
    |unohditko\s+salasanan(?:si)?|(?:przypomnij|odzyskaj|nie\s+pamiętam)\s+hasł[oa]|odzyskiwanie\s+hasła|zapomenuté\s+heslo|zabudnuté\s+heslo|elfelejtett\s+jelszó
    |(?:забыли|напомнить|восстановить)\s+пароль|восстановление\s+пароля|забули\s+пароль|şifremi\s+unuttum|ξεχάσατε\s+τον\s+κωδικό
    |パスワード(?:を(?:お?忘れ(?:た|の方)?|再(?:発行|設定))|の?再(?:発行|設定))|(?:忘记|找回|忘記|重[置設设])密[码碼]|비밀번호\s*찾기|نسيت\s+كلمة\s+(?:المرور|السر)|فراموشی\s+رمز(?:\s+عبور)?|lupa\s+(?:kata\s+sandi|password)|quên\s+mật\s+khẩu
"""
"""Such pages have no field for a password: they send a letter."""

_ENTER = r"""
    (?:(?:please\s+)?(?:(?:user|member|subscriber|customer|client|account)s?\s+)?(?:log\s?-?\s?in|sign\s?-?\s?in|sign\s?-?\s?up|log\s?on)|(?:[\w.-]+\s+)?(?:(?:user|member|subscriber|customer|client|account)s?\s+)?login|(?:(?:[\w.-]+\s+)?(?:user|member|subscriber|customer|client|account)s?\s+)?registration(?:\s+form)?|(?:user\s+)?register(?:\s+(?:now|free))?|(?:create|open)\s+(?:(?:an?|your|my|new|free)\s+){0,3}(?:\w+\s+)?account|new\s+(?:customer|user|member|account)(?:\s+(?:sign\s?up|registration|login))?|my\s+account|(?:sign|log)\s+in\s*(?:/|or)\s*(?:register|sign\s+up|create\s+(?:an?\s+)?account)|become\s+a\s+member)
    |(?:(?:jetzt\s+)?(?:anmelden|einloggen|registrieren)|(?:bitte\s+)?(?:einloggen|anmelden)|(?:kunden|benutzer|abo)?-?(?:login|anmeldung|konto)|(?:\w+)?registrierung|(?:benutzer)?konto\s+(?:erstellen|anlegen))|bei\s.{1,40}\s(?:registrieren|anmelden|einloggen)
    |(?:(?:se\s+)?conne(?:xion|cter)|connectez-vous|identifi(?:ez-vous|cation)|(?:s['’])?inscri(?:re|ption)|inscrivez-vous|(?:m['’]|s['’])enregistrer|(?:créer|créez|création)\s+(?:d['’])?(?:un\s+|votre\s+|mon\s+)?compte|(?:mon\s+)?espace\s+(?:abonnés?|client|personnel))
    |(?:inici(?:ar|a|o)\s+(?:de\s+)?sesi[óo]n|acced(?:er|e)|acceso(?:\s+(?:de\s+|para\s+)?(?:usuarios|suscriptores|clientes))?|ingresar|reg[íi]str(?:ate|arse|ese|o)(?:\s+de\s+usuarios?)?|crea(?:r)?\s+(?:una\s+|tu\s+)?cuenta|iniciar\s+sessão|entrar|fazer\s+login|cadastr(?:o|e-se|ar)|criar\s+(?:uma\s+)?conta)
    |(?:acced[ie]|accesso(?:\s+(?:utenti|abbonati))?|registra(?:ti|zione)|crea\s+(?:un\s+|il\s+tuo\s+)?account|area\s+riservata|inloggen|aanmelden|registre(?:er|ren)|maak\s+een\s+account)
    |(?:logga\s+in|log(?:ge?)?\s+(?:ind|inn|på)|registrer(?:a|ing)?(?:\s+(?:dig|deg|bruger))?|opret\s+(?:ny\s+)?(?:bruger|konto|profil)|opprett\s+(?:ny\s+)?(?:bruker|konto)|skapa\s+(?:ett\s+)?konto|kirjaudu(?:\s+sisään)?|kirjautuminen|rekisteröi(?:dy|tyminen)|luo\s+tunnus)
    |(?:za)?log(?:uj(?:\s+się)?|owanie)|rejestracja|zarejestruj(?:\s+się)?|(?:utwórz|załóż)\s+konto|přihlášení|přihlásit\s+se|registrace|vytvořit\s+účet|prihlásenie|prihlásiť(?:\s+sa)?|registrácia|bejelentkezés|belépés|regisztráció|fiók\s+létrehozása
    |(?:вход|вхід|авторизация|авторизація|регистрация|реєстрація|войти|увійти|личный\s+кабинет)|giriş\s+yap|(?:üye|kullanıcı)\s+girişi|(?:üye|kayıt)\s+ol|σύνδεση|είσοδος|εγγραφή|autentificare|conectare|înregistrare|prijava|registracija
    |(?:マイページ)?ログイン(?:ページ|画面)?|(?:新規|無料)?会員登録|新規登録|(?:用户|用戶|會員|会员)?(?:登录|登錄|登入|注册|註冊)(?:/(?:注册|註冊))?|로그인|회원\s*가입|تسجيل\s+(?:الدخول|دخول)|إنشاء\s+حساب|ورود(?:\s+به\s+سایت)?|ثبت\s*نام(?:\s+و\s+عضویت)?|daftar(?:\s+akun)?|masuk|đăng\s+(?:nhập|ký)
"""

_ENTERS = re.compile(rf"(?:{_ENTER})(?P<site>{_TO_SITE})?", re.X)
_HAS_FORGOTTEN = re.compile(rf"(?:{_FORGOTTEN})", re.X)
_PART = re.compile(r"\s*(?:[|·»–—\n]|\s-\s)\s*")
_BEHIND_COLON = re.compile(r".*:\s+")
_DASH = re.compile(r"[–—]|\s-\s")
_MOST_PARTS = 12
_TRIM = " \t.,;!?…()«»\"'*#>"
_STEP = re.compile(
    r"(?:user[-_]?|wp[-_]?|member[-_]?|account[-_]?|customer[-_]?)?(?:log[-_]?in|log[-_]?on|sign[-_]?in|sign[-_]?up|register|registration|auth|anmelden|anmeldung|registrieren|registrierung|connexion|inscription|registro|cadastro|accedi|registrazione|inloggen|registreren|logowanie|rejestracja|registrace|regisztracio|registracija)"
    r"(?:\.\w{2,5})?"
)
"""The last step of an address."""
_FIELD = re.compile(rb"""<input\s[^<>]{0,500}?\btype\s{0,9}=\s{0,9}["']?password\b""", re.I)


def asks_to_sign_in(title: str, headline: str, url: str, utf8: bytes, *, is_short: bool = True) -> str:
    """What shows that a page is there for signing in; empty when nothing does.

    Args:
        title: the page's title.
        headline: its headline.
        url: its address.
        utf8: the page.
        is_short: whether it has little text. Above a long one only words that say nothing else count.
    """
    sends = is_short and _DASH.search(headline) is None  # what a dash cuts is a sentence
    for part in _parts(f"{headline}\n{title}".lower()):
        if sends and _HAS_FORGOTTEN.fullmatch(part):
            return f"title says {part!r}"
        enters = _ENTERS.fullmatch(part)
        if enters and (is_short or not enters["site"]) and _FIELD.search(utf8):
            return f"title says {part!r}"
    step = urlsplit(url).path.rstrip("/").rpartition("/")[2].lower()
    if is_short and _STEP.fullmatch(step) and _FIELD.search(utf8):
        return f"address says {step!r}"
    return ""


def _parts(lines: str) -> Iterator[str]:
    """The first parts of a title and what stands behind a colon in them."""
    for part in _PART.split(lines, _MOST_PARTS)[:_MOST_PARTS]:
        yield part.strip(_TRIM)
        yield _BEHIND_COLON.sub("", part).strip(_TRIM)
