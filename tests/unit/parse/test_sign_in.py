"""Pages where readers sign in, register or ask for a new password; articles that speak of these. All invented."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import PARAGRAPHS, page

from newsarchive.parse import parse_article
from newsarchive.parse.sign_in import asks_to_sign_in

FORM = "<form action=/in method=post><input name=mail><input type='password' name=word><button>Go</button></form>"
LONG = "".join(f"<p>{number}. {' '.join(PARAGRAPHS)}</p>" for number in range(4))
WORDS = f"<p>{' '.join(PARAGRAPHS)}</p>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Log in to the Morning Paper", "log in to the morning paper"),
        ("Sign in - Morning Paper", "sign in"),
        ("Morning Paper | Subscriber Login", "subscriber login"),
        ("Morning Paper: Create your free account", "create your free account"),
        ("Register at Morning Paper Forums", "register at morning paper forums"),
        ("Sign in / Register", "sign in / register"),
        ("Jetzt anmelden | Morgenblatt", "jetzt anmelden"),
        ("Bei Morgenblatt Plus registrieren", "bei morgenblatt plus registrieren"),
        ("Connexion – Le Matin", "connexion"),
        ("Créer un compte", "créer un compte"),
        ("Iniciar sesión en La Mañana", "iniciar sesión en la mañana"),
        ("Cadastre-se", "cadastre-se"),
        ("Accedi - Il Mattino", "accedi"),
        ("Inloggen", "inloggen"),
        ("Logga in", "logga in"),
        ("Opret ny bruger", "opret ny bruger"),
        ("Kirjaudu sisään", "kirjaudu sisään"),
        ("Zaloguj się", "zaloguj się"),
        ("Přihlášení", "přihlášení"),
        ("Regisztráció", "regisztráció"),
        ("Вход - Утро", "вход"),
        ("Реєстрація", "реєстрація"),
        ("Giriş yap", "giriş yap"),
        ("Εγγραφή", "εγγραφή"),
        ("マイページログイン", "マイページログイン"),
        ("用户登录", "用户登录"),
        ("회원가입", "회원가입"),
        ("تسجيل الدخول", "تسجيل الدخول"),
        ("ثبت نام", "ثبت نام"),
    ],
)
def test_a_page_with_a_password_whose_title_says_sign_in(title: str, said: str) -> None:
    article = parse_article(page(f"<h1>{title}</h1>{WORDS}{FORM}", title=title))
    assert (article.page_class, article.page_class_evidence[0]) == ("other", f"title says {said!r}")
    # A form in the menu of an article asks the same, and so does a title without a form.
    assert parse_article(page(f"{FORM}<h1>Pipes</h1>{WORDS}", title="Pipes")).page_class == "article"
    assert parse_article(page(f"<h1>{title}</h1>{WORDS}", title=title)).page_class == "article"


@pytest.mark.parametrize(
    "title",
    [
        "Forgot your password?",
        "Password reset | Morning Paper",
        "Passwort vergessen",
        "Mot de passe oublié",
        "Recuperar contraseña",
        "Recuperação de senha",
        "Password dimenticata",
        "Wachtwoord vergeten?",
        "Glömt lösenord",
        "Odzyskiwanie hasła",
        "Elfelejtett jelszó",
        "Восстановление пароля",
        "Şifremi unuttum",
        "パスワードを忘れた",
        "忘记密码",
        "비밀번호 찾기",
    ],
)
def test_a_page_that_sends_a_new_password(title: str) -> None:
    article = parse_article(page(f"<h1>{title}</h1>{WORDS}", title=title))
    assert article.page_class == "other"
    assert article.page_class_evidence[0].startswith("title says ")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://herald.example/account/login?back=/pipes", "other"),
        ("https://herald.example/Sign-In.aspx", "other"),
        ("https://herald.example/konto/registrieren/", "other"),
        ("https://herald.example/politics/how-to-register", "article"),
        ("https://herald.example/register-of-ships", "article"),
        ("https://herald.example/login/pipes", "article"),
    ],
)
def test_the_last_step_of_an_address_says_sign_in(url: str, kind: str) -> None:
    markup = f"<h1>Welcome back</h1>{WORDS}{FORM}"
    assert parse_article(page(markup), url=url).page_class == kind
    assert parse_article(page(f"<h1>Welcome back</h1>{WORDS}"), url=url).page_class == "article"


@pytest.mark.parametrize(
    "title",
    [
        "How to log in to the register of companies",
        "Registration of ships falls",
        "Sign in the sky: smoke over Oslo",
        "Create an account of what happened, court tells ministry",
        "Entrar na União: o que muda",
        "Вход в порт закрыт для судов",
        "Lost password costs trader nine million",
        "Регистрация в Москве",
        "Anmeldung in Mainz",
        "Entrar na Europa",
        "Forgot your password? – Why traders do",
    ],
)
@pytest.mark.parametrize("how", ["marked", "dated", "dated, an article to Facebook", "long"])
def test_news_about_signing_in_with_a_form_in_the_menu(title: str, how: str) -> None:
    ld: dict[str, object] | None = {"@type": "NewsArticle", "headline": title} if how == "marked" else None
    head = '<meta property="og:type" content="article">' if "Facebook" in how else ""
    dated = "<p>12 November 2026</p>" if "dated" in how else ""
    text = LONG if how == "long" else WORDS
    article = parse_article(page(f"{FORM}<h1>{title}</h1>{dated}{text}", head=head, ld=ld, title=title))
    assert (article.page_class, article.headline) == ("article", title)


def test_a_program_that_calls_every_page_an_article_has_one_for_signing_in() -> None:
    head = '<meta property="og:type" content="article">'
    assert (
        parse_article(page(f"<h1>Log in</h1>{WORDS}{FORM}", head=head, title="Log in")).page_class == "other"
    )
    assert (
        parse_article(page(f"<h1>Pipes</h1>{WORDS}{FORM}", head=head, title="Pipes")).page_class == "article"
    )


def test_above_a_long_text_only_the_words_alone_say_sign_in() -> None:
    for title, kind in (("Registration", "other"), ("Registration in Oslo falls short", "article")):
        assert parse_article(page(f"{FORM}<h1>{title}</h1>{LONG}", title=title)).page_class == kind
    # A long text is of what stands above it, whatever the address.
    url = "https://herald.example/2026/weapons/register"
    assert parse_article(page(f"{FORM}<h1>Weapons</h1>{LONG}"), url=url).page_class == "article"
    assert parse_article(page(f"{FORM}<h1>Weapons</h1>{WORDS}"), url=url).page_class == "other"


def test_a_title_of_rules_is_looked_through_once() -> None:
    assert asks_to_sign_in("|" * 500, "", "", b"") == ""
    assert asks_to_sign_in("Login | " + "- " * 240, "", "", FORM.encode()) == "title says 'login'"
    assert asks_to_sign_in("Login", "At the port, ships wait", "", FORM.encode()) == "title says 'login'"
