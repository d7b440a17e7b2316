"""Good pages that turn bad: invented stories in 14 languages, and what sites serve in their place later on.

    pairs = turning_pairs()          # 210: each language × each kind of bad page × each make of it
    good, bad = pairs[0].good("http://127.0.0.1:8000"), pairs[0].bad("http://127.0.0.1:8000")

No text is taken from a site. The bad pages say what such pages say, in their own language, with and
without the marks (JSON-LD, og:type, a telling title) by which a machine could know them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.support.fault_server import answer, page, redirect

KINDS = ("missing", "consent", "teaser", "empty", "login")
MAKES = 3
"""Layouts of each kind of bad page."""


@dataclass(frozen=True)
class Tongue:
    """What is said in one language. `{n}` is the number of the story."""

    code: str
    site: str
    headline: str
    paragraphs: tuple[str, ...]
    missing: tuple[str, str]
    """Title and text of a page that is not there."""
    consent: tuple[str, str]
    wall: str
    login: tuple[str, str]


TONGUES = (
    Tongue(
        "en", "Harbour Ledger", "Port of Ellwick raises duty on seed oil to {n} percent",
        ("The port council of Ellwick voted on Tuesday to raise the duty on imported seed oil to {n} percent, a step that millers had opposed for months.",
         "Traders said that the {n} percent rate would reach shop shelves by the spring, because most of the oil of the region comes through the two northern quays.",
         "Councillor Maren Tolvik told the chamber that the money would go to dredging, and that the rate would be looked at again after {n} weeks.",
         "A spokesman of the millers called the vote hasty and said that his members would bring the matter before the customs court."),
        ("Page not found", "Sorry, the page you were looking for is not here any more. It may have been moved or deleted. Try our front page or the search."),
        ("Before you continue", "We and our 812 partners store cookies to personalise ads and measure content. With your consent we and our partners process data such as your IP address. You may withdraw your consent at any time in the privacy settings. Accept all cookies. Reject cookies. Manage consent."),
        "You have read your last free story. Subscribe to continue reading. Already a subscriber? Sign in.",
        ("Sign in", "Sign in to your account. E-mail address. Password. Forgotten your password? New here? Register now and read five stories a month, get the morning letter and save stories for later. It is free and takes a minute."),
    ),
    Tongue(
        "de", "Elbufer Anzeiger", "Zollrat von Grünhafen hebt Abgabe auf Saatöl auf {n} Prozent",
        ("Der Zollrat von Grünhafen hat am Dienstag beschlossen, die Abgabe auf eingeführtes Saatöl auf {n} Prozent zu heben; die Müller hatten sich monatelang dagegen gewehrt.",
         "Händler rechnen damit, dass der Satz von {n} Prozent bis zum Frühjahr in den Läden ankommt, weil das meiste Öl der Gegend über die beiden nördlichen Kais geht.",
         "Ratsherrin Maren Tolvik sagte in der Sitzung, das Geld fließe in die Baggerarbeiten, und der Satz werde nach {n} Wochen noch einmal geprüft.",
         "Ein Sprecher der Müller nannte den Beschluss übereilt und kündigte an, seine Mitglieder würden vor das Zollgericht ziehen."),
        ("Seite nicht gefunden", "Die von Ihnen aufgerufene Seite gibt es leider nicht mehr. Vielleicht wurde sie verschoben oder gelöscht. Versuchen Sie es über die Startseite oder die Suche."),
        ("Ihre Zustimmung", "Wir und unsere 812 Partner verwenden Cookies für Werbung und Tracking. Mit Ihrer Einwilligung verarbeiten wir und unsere Partner Daten. Ihre Zustimmung können Sie jederzeit im Datenschutz-Bereich widerrufen. Alle Cookies zulassen. Cookies ablehnen. Datenschutzerklärung. Einwilligung verwalten."),
        "Diesen Artikel lesen Sie mit Abo. Jetzt weiterlesen ab 1 Euro im ersten Monat. Sie haben schon ein Abo? Hier anmelden.",
        ("Anmelden", "Melden Sie sich mit Ihrem Konto an. E-Mail-Adresse. Passwort. Passwort vergessen? Noch kein Konto? Jetzt registrieren, fünf Texte im Monat lesen, den Morgenbrief bekommen und Texte für später merken. Das kostet nichts und dauert eine Minute."),
    ),
    Tongue(
        "fr", "Le Quai du Soir", "Le port de Vaubrun porte la taxe sur l’huile de graines à {n} %",
        ("Le conseil du port de Vaubrun a voté mardi le relèvement à {n} % de la taxe sur l’huile de graines importée, une mesure que les meuniers combattaient depuis des mois.",
         "Les négociants estiment que le taux de {n} % se fera sentir dans les magasins au printemps, car presque toute l’huile de la région passe par les deux quais du nord.",
         "La conseillère Maren Tolvik a déclaré devant la chambre que l’argent servirait au dragage et que le taux serait revu après {n} semaines.",
         "Un porte-parole des meuniers a jugé le vote précipité et annoncé que ses membres saisiraient le tribunal des douanes."),
        ("Page introuvable", "Désolé, la page que vous cherchez n’existe plus. Elle a peut-être été déplacée ou supprimée. Essayez la page d’accueil ou la recherche."),
        ("Votre choix", "Nous et nos 812 partenaires déposons des cookies pour personnaliser les publicités. Avec votre consentement, nous traitons des données avec nos partenaires. Vous pouvez retirer votre consentement à tout moment. Accepter tous les cookies. Refuser les cookies. Gérer le consentement. Cookies et tracking."),
        "Cet article est réservé aux abonnés. Il vous reste 78 % de cet article à lire. Déjà abonné ? Identifiez-vous.",
        ("Connexion", "Connectez-vous à votre compte. Adresse électronique. Mot de passe. Mot de passe oublié ? Pas encore inscrit ? Créez un compte et lisez cinq articles par mois, recevez la lettre du matin et gardez des articles pour plus tard. C’est gratuit."),
    ),
    Tongue(
        "es", "El Muelle", "El puerto de Valdemar sube al {n} por ciento el arancel del aceite de semillas",
        ("El consejo del puerto de Valdemar votó el martes a favor de subir al {n} por ciento el arancel del aceite de semillas importado, una medida a la que los molineros se oponían desde hace meses.",
         "Los comerciantes calculan que la tasa del {n} por ciento llegará a las tiendas en primavera, porque casi todo el aceite de la región entra por los dos muelles del norte.",
         "La consejera Maren Tolvik dijo ante la cámara que el dinero se destinará al dragado y que la tasa se revisará después de {n} semanas.",
         "Un portavoz de los molineros calificó el voto de precipitado y anunció que sus socios acudirán al tribunal de aduanas."),
        ("Página no encontrada", "Lo sentimos, la página que busca ya no está aquí. Puede que haya cambiado de dirección o que se haya borrado. Pruebe con la portada o con el buscador."),
        ("Su privacidad", "Nosotros y nuestros 812 socios usamos cookies para personalizar anuncios. Con su consentimiento tratamos datos. Puede retirar su consentimiento cuando quiera. Aceptar todas las cookies. Rechazar las cookies. Gestionar el consentimiento. Política de cookies."),
        "Contenido exclusivo para suscriptores. Suscríbase desde un euro al mes para seguir leyendo. ¿Ya es suscriptor? Inicie sesión.",
        ("Iniciar sesión", "Entre en su cuenta. Correo electrónico. Contraseña. ¿Ha olvidado la contraseña? ¿Es nuevo? Regístrese y lea cinco textos al mes, reciba el boletín de la mañana y guarde textos para más tarde. Es gratis y se tarda un minuto."),
    ),
    Tongue(
        "pt", "O Cais", "Porto de Vilarinho sobe para {n} por cento a taxa do óleo de sementes",
        ("O conselho do porto de Vilarinho votou na terça-feira a subida para {n} por cento da taxa sobre o óleo de sementes importado, medida que os moleiros combatiam há meses.",
         "Os comerciantes calculam que a taxa de {n} por cento chegue às lojas na primavera, porque quase todo o óleo da região entra pelos dois cais do norte.",
         "A conselheira Maren Tolvik disse na câmara que o dinheiro irá para a dragagem e que a taxa será revista ao fim de {n} semanas.",
         "Um porta-voz dos moleiros chamou ao voto precipitado e anunciou que os seus associados irão ao tribunal aduaneiro."),
        ("Página não encontrada", "Lamentamos, a página que procura já não está aqui. Pode ter mudado de endereço ou ter sido apagada. Tente a página inicial ou a pesquisa."),
        ("A sua privacidade", "Nós e os nossos 812 parceiros usamos cookies para personalizar anúncios. Com o seu consentimento tratamos dados, cookies e tracking. Pode retirar o consentimento quando quiser. Aceitar todos os cookies. Recusar os cookies. Gerir cookies."),
        "Conteúdo exclusivo para assinantes. Assine a partir de um euro por mês para continuar a ler. Já é assinante? Entre aqui.",
        ("Entrar", "Entre na sua conta. Endereço eletrónico. Palavra-passe. Esqueceu-se da palavra-passe? Ainda não tem conta? Registe-se e leia cinco textos por mês, receba o boletim da manhã e guarde textos para mais tarde. É grátis."),
    ),
    Tongue(
        "it", "Il Molo", "Il porto di Valserra porta al {n} per cento il dazio sull’olio di semi",
        ("Il consiglio del porto di Valserra ha votato martedì l’aumento al {n} per cento del dazio sull’olio di semi importato, una misura che i mugnai avversavano da mesi.",
         "I commercianti ritengono che l’aliquota del {n} per cento arriverà nei negozi in primavera, perché quasi tutto l’olio della regione passa dai due moli settentrionali.",
         "La consigliera Maren Tolvik ha detto in aula che il denaro andrà al dragaggio e che l’aliquota sarà rivista dopo {n} settimane.",
         "Un portavoce dei mugnai ha definito il voto affrettato e ha annunciato che i suoi associati si rivolgeranno al tribunale doganale."),
        ("Pagina non trovata", "Ci dispiace, la pagina che cercate non è più qui. Forse è stata spostata o cancellata. Provate dalla prima pagina o con la ricerca."),
        ("La tua privacy", "Noi e i nostri 812 partner usiamo cookie per personalizzare gli annunci. Con il tuo consenso trattiamo dati. Puoi ritirare il consenso in ogni momento. Accetta tutti i cookie. Rifiuta i cookie. Gestisci il consenso. Cookie e tracking."),
        "Contenuto riservato agli abbonati. Abbonati da un euro al mese per leggere tutto. Sei già abbonato? Accedi.",
        ("Accedi", "Accedi al tuo profilo. Indirizzo di posta. Parola chiave. Hai dimenticato la parola chiave? Sei nuovo? Registrati e leggi cinque articoli al mese, ricevi la lettera del mattino e conserva gli articoli per dopo. È gratis."),
    ),
    Tongue(
        "nl", "De Kade", "Haven van Oostwijk verhoogt heffing op zaadolie naar {n} procent",
        ("De havenraad van Oostwijk heeft dinsdag besloten de heffing op ingevoerde zaadolie te verhogen naar {n} procent, een stap waartegen de molenaars zich maanden hadden verzet.",
         "Handelaren verwachten dat het tarief van {n} procent in het voorjaar in de winkels te merken is, omdat de meeste olie van de streek over de twee noordelijke kades gaat.",
         "Raadslid Maren Tolvik zei in de vergadering dat het geld naar het baggeren gaat en dat het tarief na {n} weken opnieuw wordt bekeken.",
         "Een woordvoerder van de molenaars noemde het besluit overhaast en zei dat zijn leden naar de douanerechter stappen."),
        ("Pagina niet gevonden", "Helaas, de pagina die u zoekt is er niet meer. Misschien is zij verplaatst of verwijderd. Probeer de voorpagina of het zoekvenster."),
        ("Uw toestemming", "Wij en onze 812 partners plaatsen cookies om advertenties aan te passen. Met uw toestemming verwerken wij gegevens. U kunt uw toestemming altijd intrekken. Alle cookies aanvaarden. Cookies weigeren. Toestemming beheren. Cookies en tracking."),
        "Dit verhaal is alleen voor abonnees. Verder lezen? Neem een proefabonnement voor één euro. Al abonnee? Log in.",
        ("Inloggen", "Log in op uw account. E-mailadres. Wachtwoord. Wachtwoord vergeten? Nieuw hier? Maak een account aan en lees vijf verhalen per maand, ontvang de ochtendbrief en bewaar verhalen voor later. Het is gratis."),
    ),
    Tongue(
        "sv", "Kajbladet", "Hamnen i Norrvik höjer tullen på fröolja till {n} procent",
        ("Hamnrådet i Norrvik beslutade på tisdagen att höja tullen på importerad fröolja till {n} procent, ett steg som kvarnarna hade motsatt sig i månader.",
         "Handlare räknar med att satsen på {n} procent märks i butikerna till våren, eftersom det mesta av traktens olja går över de två norra kajerna.",
         "Rådsledamoten Maren Tolvik sade i kammaren att pengarna går till muddring och att satsen prövas på nytt efter {n} veckor.",
         "En talesman för kvarnarna kallade beslutet förhastat och sade att medlemmarna vänder sig till tulldomstolen."),
        ("Sidan hittades inte", "Tyvärr finns sidan du söker inte längre. Den kan ha flyttats eller tagits bort. Prova förstasidan eller sökningen."),
        ("Ditt samtycke", "Vi och våra 812 partner använder cookies för att anpassa annonser. Med ditt samtycke behandlar vi uppgifter. Du kan ta tillbaka ditt samtycke när som helst. Godkänn alla cookies. Neka cookies. Hantera samtycke. Cookies och tracking."),
        "Den här texten är för prenumeranter. Läs vidare för en krona första månaden. Redan prenumerant? Logga in.",
        ("Logga in", "Logga in på ditt konto. E-postadress. Lösenord. Glömt lösenordet? Ny här? Skapa ett konto och läs fem texter i månaden, få morgonbrevet och spara texter till senare. Det kostar inget och tar en minut."),
    ),
    Tongue(
        "pl", "Głos Nabrzeża", "Port w Zielinowie podnosi cło na olej z nasion do {n} procent",
        ("Rada portu w Zielinowie uchwaliła we wtorek podniesienie cła na sprowadzany olej z nasion do {n} procent, czemu młynarze sprzeciwiali się od miesięcy.",
         "Kupcy sądzą, że stawka {n} procent dotrze do sklepów na wiosnę, bo prawie cały olej w okolicy przechodzi przez dwa północne nabrzeża.",
         "Radna Maren Tolvik powiedziała na posiedzeniu, że pieniądze pójdą na pogłębianie toru, a stawka zostanie sprawdzona ponownie po {n} tygodniach.",
         "Rzecznik młynarzy nazwał uchwałę pochopną i zapowiedział, że jego członkowie pójdą do sądu celnego."),
        ("Nie ma takiej strony", "Przepraszamy, strony, której szukasz, już tu nie ma. Mogła zostać przeniesiona albo usunięta. Spróbuj na stronie głównej lub w wyszukiwarce."),
        ("Twoja prywatność", "My i nasi 812 partnerzy zapisujemy pliki cookies, żeby dopasować reklamy. Za twoją zgodą przetwarzamy dane. Zgodę możesz wycofać w każdej chwili. Przyjmij wszystkie cookies. Odrzuć cookies. Ustawienia cookies."),
        "Pozostało 86 procent tekstu. Aby przeczytać dalej, wykup dostęp za złotówkę. Masz już dostęp? Zaloguj się.",
        ("Zaloguj się", "Zaloguj się na swoje konto. Adres poczty. Hasło. Nie pamiętasz hasła? Jesteś tu pierwszy raz? Załóż konto i czytaj pięć tekstów w miesiącu, dostawaj poranny list i odkładaj teksty na później. To nic nie kosztuje."),
    ),
    Tongue(
        "ru", "Вестник Причала", "Порт Зелёногорье поднимает пошлину на масло семян до {n} процентов",
        ("Совет порта Зелёногорье во вторник решил поднять пошлину на ввозимое масло семян до {n} процентов, против чего мельники возражали несколько месяцев.",
         "Торговцы полагают, что ставка в {n} процентов дойдёт до магазинов к весне, потому что почти всё масло округи идёт через два северных причала.",
         "Советница Марен Толвик сказала на заседании, что деньги пойдут на углубление дна, а ставку пересмотрят через {n} недель.",
         "Представитель мельников назвал решение поспешным и сообщил, что члены союза обратятся в таможенный суд."),
        ("Страница не найдена", "К сожалению, страницы, которую вы ищете, здесь больше нет. Возможно, её перенесли или удалили. Попробуйте главную страницу или поиск."),
        ("Ваши данные", "Мы и наши 812 партнёров используем файлы cookies, чтобы подбирать рекламу. С вашего согласия мы обрабатываем данные. Согласие можно отозвать в любое время. Принять все cookies. Отклонить cookies. Настроить cookies."),
        "Полный текст доступен только подписчикам. Подпишитесь за один рубль в первый месяц. Уже подписаны? Войдите.",
        ("Вход", "Войдите в свою учётную запись. Адрес почты. Пароль. Забыли пароль? Вы здесь впервые? Заведите запись и читайте пять статей в месяц, получайте утреннее письмо и откладывайте статьи на потом. Это бесплатно."),
    ),
    Tongue(
        "ja", "岸壁新報", "緑港市の港湾評議会、種子油の関税を{n}%に引き上げ",
        ("緑港市の港湾評議会は火曜日、輸入される種子油の関税を{n}%に引き上げることを決めた。製粉業者は数か月にわたってこの措置に反対してきた。評議会の採決は賛成多数だった。",
         "商人たちは、{n}%の税率が春までに店頭の価格に表れるとみている。地域の油のほとんどが北側の二つの岸壁を通って運ばれるためで、代わりの道は今のところない。",
         "評議員の真鍋氏は議場で、税収は浚渫に使われ、税率は{n}週間後にもう一度見直されると述べた。見直しの結果は公報に載せられるという。",
         "製粉業者の広報担当は採決を拙速だと批判し、会員は関税裁判所に訴えると語った。訴えは来月の初めに出される見通しである。"),
        ("ページが見つかりません", "お探しのページはありません。移動または削除された可能性があります。トップページまたは検索をお試しください。"),
        ("プライバシーの設定", "当社と812のパートナーはCookieを使って広告を表示します。同意をいただいたうえで情報を扱います。同意はいつでも取り消せます。すべてのCookieを許可する。Cookieを拒否する。設定を開く。"),
        "この記事は有料会員限定です。残り812文字。続きを読むには会員登録が必要です。ログインはこちら。",
        ("ログイン", "会員の方はログインしてください。メールアドレス。パスワード。パスワードをお忘れの方。初めての方は登録すると、毎月五本の記事を読むことができ、朝の便りも届きます。登録は無料で、一分で終わります。"),
    ),
    Tongue(
        "zh", "码头日报", "绿港市港务会将种子油关税提高到{n}%",
        ("绿港市港务会星期二表决，将进口种子油的关税提高到{n}%。磨坊主几个月来一直反对这项措施，认为它会让本地的小作坊难以为继，也会推高面包的价格。",
         "商人们估计，{n}%的税率会在春天传到商店的货架上，因为这一带的油几乎都要经过北边的两个码头，目前还没有别的路可以走。",
         "港务委员马仁在会上说，这笔钱将用于疏浚航道，税率会在{n}个星期之后再审议一次，审议的结果将刊登在公报上。",
         "磨坊主的发言人说表决过于匆忙，会员们将向海关法院提起诉讼，诉状预计在下个月初递交，届时还会要求暂缓执行。"),
        ("页面不存在", "抱歉，您要找的页面已经不在这里。它可能已被移动或删除。请返回首页或使用搜索。"),
        ("隐私设置", "我们和812个合作伙伴使用Cookie来展示广告。经您同意，我们会处理您的数据。您可以随时撤回同意。接受全部Cookie。拒绝Cookie。管理设置。"),
        "本文为订阅内容，剩余八成未显示。订阅后可阅读全文。已经是订阅用户？请登录。",
        ("登录", "请登录您的账号。电子邮箱。密码。忘记密码？第一次来？注册之后每个月可以阅读五篇文章，收到早间来信，还能收藏文章以后再看。注册免费，只要一分钟。"),
    ),
    Tongue(
        "tr", "Rıhtım Postası", "Yeşilova limanı tohum yağı vergisini yüzde {n} oranına çıkardı",
        ("Yeşilova liman meclisi salı günü, dışarıdan gelen tohum yağının vergisini yüzde {n} oranına çıkarmaya karar verdi; değirmenciler buna aylardır karşı çıkıyordu.",
         "Tüccarlar yüzde {n} oranının ilkbahara kadar dükkânlarda duyulacağını söylüyor, çünkü bölgenin yağının neredeyse tamamı iki kuzey rıhtımından geçiyor.",
         "Meclis üyesi Maren Tolvik, paranın dip taramasına gideceğini ve oranın {n} hafta sonra yeniden ele alınacağını söyledi.",
         "Değirmencilerin sözcüsü kararı aceleye getirilmiş buldu ve üyelerinin gümrük mahkemesine gideceğini açıkladı."),
        ("Sayfa bulunamadı", "Üzgünüz, aradığınız sayfa artık burada değil. Taşınmış ya da silinmiş olabilir. Ana sayfayı ya da aramayı deneyin."),
        ("Gizliliğiniz", "Biz ve 812 ortağımız reklamları uyarlamak için cookies kullanıyoruz. Onayınızla veri işliyoruz. Onayınızı istediğiniz zaman geri alabilirsiniz. Tüm cookies kabul. Cookies reddet. Cookies ayarları."),
        "Bu yazının tamamı yalnız abonelere açıktır. İlk ay bir liraya abone olun, okumayı sürdürün. Abone misiniz? Giriş yapın.",
        ("Giriş", "Hesabınıza giriş yapın. E-posta adresi. Parola. Parolanızı mı unuttunuz? Yeni misiniz? Kaydolun, ayda beş yazı okuyun, sabah mektubunu alın ve yazıları sonrası için saklayın. Ücretsizdir ve bir dakika sürer."),
    ),
    Tongue(
        "ar", "بريد الرصيف", "مجلس ميناء الخضراء يرفع رسم زيت البذور إلى {n} في المئة",
        ("قرر مجلس ميناء الخضراء يوم الثلاثاء رفع الرسم على زيت البذور المستورد إلى {n} في المئة، وهي خطوة عارضها أصحاب المطاحن منذ أشهر طويلة.",
         "ويرى التجار أن نسبة {n} في المئة ستصل إلى المتاجر قبل الربيع، لأن معظم زيت المنطقة يمر عبر الرصيفين الشماليين ولا طريق غيرهما الآن.",
         "وقالت عضو المجلس مارن تولفيك في الجلسة إن المال سيذهب إلى تعميق الممر، وإن النسبة ستراجع مرة أخرى بعد {n} أسابيع.",
         "ووصف متحدث باسم أصحاب المطاحن القرار بأنه متسرع، وأعلن أن الأعضاء سيرفعون الأمر إلى محكمة الجمارك."),
        ("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها لم تعد هنا. ربما نقلت أو حذفت. جرب الصفحة الأولى أو البحث."),
        ("خصوصيتك", "نحن وشركاؤنا وعددهم 812 نستخدم cookies لتخصيص الإعلانات. بموافقتك نعالج البيانات. يمكنك سحب الموافقة في أي وقت. قبول كل cookies. رفض cookies. ضبط cookies."),
        "هذا المقال متاح للمشتركين فقط. اشترك بدينار واحد في الشهر الأول لمتابعة القراءة. هل أنت مشترك؟ سجل الدخول.",
        ("تسجيل الدخول", "ادخل إلى حسابك. البريد الإلكتروني. كلمة السر. هل نسيت كلمة السر؟ هل أنت جديد هنا؟ سجل واقرأ خمسة مقالات في الشهر، واستلم رسالة الصباح، واحفظ المقالات لوقت لاحق. التسجيل مجاني."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """One page: its good state, and the one that it turns into. `base` is the address of its site."""

    tongue: Tongue
    kind: str
    make: int
    number: int

    @property
    def path(self) -> str:
        """Where the page lies on its site."""
        return f"/{self.tongue.code}/{self.kind}-{self.make}"

    @property
    def headline(self) -> str:
        """The headline of the good page."""
        return self.tongue.headline.format(n=self.number)

    @property
    def paragraphs(self) -> list[str]:
        """The text of the good page."""
        return [one.format(n=self.number) for one in self.tongue.paragraphs]

    def good(self, base: str) -> bytes:
        """The answer of the first night."""
        return page(_GOOD[self.make](self, base))

    def bad(self, base: str) -> bytes:
        """The answer of the nights after it."""
        return _BAD[self.kind](self, base)


def turning_pairs() -> list[Pair]:
    """One pair for each language, kind and make."""
    return [
        Pair(tongue, kind, make, 11 + 3 * number + make)
        for tongue in TONGUES
        for number, kind in enumerate(KINDS)
        for make in range(MAKES)
    ]


def front_page(tongue: Tongue, base: str) -> bytes:
    """A list of headlines, to which some sites redirect what is gone."""
    rows = "".join(
        f"<li><a href='{base}/{tongue.code}/story-{n}'>{escape(tongue.headline.format(n=n))}</a></li>"
        for n in range(60, 72)
    )
    return page(_frame(tongue, tongue.site, f"<main><ul>{rows}</ul></main>"))


def _frame(tongue: Tongue, title: str, main: str, head: str = "") -> str:
    menu = "".join(f"<li><a href='/{tongue.code}/{n}'>{escape(tongue.site)} {n}</a></li>" for n in range(6))
    return (
        f"<!doctype html><html lang='{tongue.code}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"{head}</head><body><header><p>{escape(tongue.site)}</p><nav><ul>{menu}</ul></nav></header>{main}"
        f"<footer><p>© {escape(tongue.site)}</p></footer></body></html>"
    )


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in texts)


def _json_ld(pair: Pair, **more: object) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": pair.headline,
        "datePublished": "2026-03-04T08:00:00Z",
        **more,
    }
    return f"<script type='application/ld+json'>{json.dumps(told)}</script>"


def _plain(pair: Pair, base: str) -> str:
    body = f"<article><h1>{escape(pair.headline)}</h1><time datetime='2026-03-04T08:00:00Z'>4.3.2026</time>{_paragraphs(pair.paragraphs)}</article>"
    return _frame(pair.tongue, f"{pair.headline} | {pair.tongue.site}", body)


def _with_json_ld(pair: Pair, base: str) -> str:
    canonical = f"<link rel='canonical' href='{base}{pair.path}'>"
    body = f"<main><div class='story'><h1>{escape(pair.headline)}</h1><div class='text'>{_paragraphs(pair.paragraphs)}</div></div></main>"
    return _frame(pair.tongue, f"{pair.headline} – {pair.tongue.site}", body, canonical + _json_ld(pair))


def _with_open_graph(pair: Pair, base: str) -> str:
    head = f"<meta property='og:type' content='article'><meta property='og:title' content='{escape(pair.headline)}'>"
    lines = "".join(f"<div class='p'>{escape(one)}</div>" for one in pair.paragraphs)
    return _frame(
        pair.tongue,
        pair.headline,
        f"<main><h1>{escape(pair.headline)}</h1><section>{lines}</section></main>",
        head,
    )


_GOOD: tuple[Callable[[Pair, str], str], ...] = (_plain, _with_json_ld, _with_open_graph)


def _missing(pair: Pair, base: str) -> bytes:
    title, text = pair.tongue.missing
    if pair.make == 2:
        return redirect(f"{base}/{pair.tongue.code}/")
    main = f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>"
    if pair.make == 1:  # with a row of other stories, as many sites do
        main += "".join(
            f"<div class='card'><a href='/{n}'>{escape(pair.tongue.headline.format(n=n))}</a></div>"
            for n in range(80, 86)
        )
    return page(_frame(pair.tongue, title if pair.make else pair.tongue.site, main))


def _consent(pair: Pair, base: str) -> bytes:
    title, text = pair.tongue.consent
    if pair.make == 0:
        return page(
            _frame(
                pair.tongue,
                title,
                f"<div id='cmp'><h2>{escape(title)}</h2><p>{escape(text)}</p><button>OK</button></div>",
            )
        )
    if pair.make == 1:
        return redirect(f"{base}/{pair.tongue.code}/consent?back={pair.path}")
    # Bare, under the story's own title: there is nothing in the head to tell it by.
    return page(f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(pair.headline)}</title></head>"
                f"<body><div>{escape(text)}</div></body></html>")  # fmt: skip


def consent_page(tongue: Tongue) -> bytes:
    """Where a site sends those who have not agreed yet."""
    title, text = tongue.consent
    return page(_frame(tongue, title, f"<form><h1>{escape(title)}</h1>{_paragraphs([text])}</form>"))


def _teaser(pair: Pair, base: str) -> bytes:
    first, wall = pair.paragraphs[0], escape(pair.tongue.wall)
    canonical = f"<link rel='canonical' href='{base}{pair.path}'>"
    h1 = f"<h1>{escape(pair.headline)}</h1>"
    if pair.make == 0:  # nothing but the words say that it is a teaser
        return page(
            _frame(pair.tongue, pair.headline, f"<article>{h1}<p>{escape(first)}</p><p>{wall}</p></article>")
        )
    if pair.make == 1:
        body = (
            f"<main><div class='story'>{h1}<p>{escape(first)}</p><div class='wall'>{wall}</div></div></main>"
        )
        return page(
            _frame(pair.tongue, pair.headline, body, canonical + _json_ld(pair, isAccessibleForFree=False))
        )
    # Cut in the middle of a sentence, with no wall at all: the rest would come by script.
    cut = escape(first[: len(first) * 2 // 3])
    head = f"<meta property='og:type' content='article'><meta property='og:title' content='{escape(pair.headline)}'>"
    return page(
        _frame(
            pair.tongue,
            pair.headline,
            f"<main>{h1}<section><div class='p'>{cut} …</div></section></main>",
            head,
        )
    )


def _empty(pair: Pair, base: str) -> bytes:
    if pair.make == 0:
        return answer(b"")
    if pair.make == 1:
        return page(
            "<!doctype html><html><head><title></title></head><body><div id='app'></div><script src='/app.js'></script></body></html>"
        )
    head = f"<meta property='og:type' content='article'><meta property='og:title' content='{escape(pair.headline)}'>"
    return page(
        _frame(
            pair.tongue,
            pair.headline,
            f"<main><h1>{escape(pair.headline)}</h1><section></section></main>",
            head,
        )
    )


def _login(pair: Pair, base: str) -> bytes:
    if pair.make == 1:
        return redirect(f"{base}/{pair.tongue.code}/login?next={pair.path}")
    title, text = pair.tongue.login
    if pair.make == 0:
        form = "<form><input name='mail'><input name='word' type='password'><button>→</button></form>"
        return page(
            _frame(pair.tongue, title, f"<main><h1>{escape(title)}</h1>{form}<p>{escape(text)}</p></main>")
        )
    # The story's own head around the form, as servers do that render the same frame for everybody.
    head = f"<meta property='og:type' content='article'><meta property='og:title' content='{escape(pair.headline)}'>"
    return page(
        _frame(
            pair.tongue,
            pair.headline,
            f"<main><h1>{escape(pair.headline)}</h1><p>{escape(text)}</p></main>",
            head,
        )
    )


def login_page(tongue: Tongue) -> bytes:
    """Where a site sends those who are not signed in."""
    title, text = tongue.login
    sentences = [one + "." for one in text.split(". ")]
    return page(_frame(tongue, title, f"<main><h1>{escape(title)}</h1>{_paragraphs(sentences)}</main>"))


_BAD: dict[str, Callable[[Pair, str], bytes]] = {
    "missing": _missing,
    "consent": _consent,
    "teaser": _teaser,
    "empty": _empty,
    "login": _login,
}
