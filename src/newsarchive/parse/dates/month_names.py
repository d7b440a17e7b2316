"""Month names of sixty-odd languages, as they stand in printed dates.

The names are those of the Unicode CLDR (wide and abbreviated, in the form used inside a date and
alone), with older, regional and inflected spellings that newspapers print. An underscore stands
for the space inside a two-word name.
"""

from __future__ import annotations

GREGORIAN: dict[str, str] = {
    "en": (
        "january jan | february feb | march mar | april apr | may | june jun | july jul | august "
        "aug | september sep sept | october oct | november nov | december dec"
    ),
    "de": (
        "januar jan jänner jän | februar feb feber | märz mär mrz maerz | april apr | mai | juni "
        "jun | juli jul | august aug | september sept sep | oktober okt | november nov | dezember "
        "dez"
    ),
    "fr": (
        "janvier janv jan | février févr fev fevr | mars mar | avril avr | mai | juin jun | juillet"
        " juil jul | août aou | septembre sept sep | octobre oct | novembre nov | décembre déc dec"
    ),
    "es": (
        "enero ene | febrero feb | marzo mar | abril abr | mayo may | junio jun | julio jul | "
        "agosto ago | septiembre sept sep set setiembre | octubre oct | noviembre nov | diciembre "
        "dic"
    ),
    "pt": (
        "janeiro jan | fevereiro fev | março mar | abril abr | maio mai | junho jun | julho jul | "
        "agosto ago | setembro set | outubro out | novembro nov | dezembro dez"
    ),
    "it": (
        "gennaio gen | febbraio feb | marzo mar | aprile apr | maggio mag | giugno giu | luglio lug"
        " | agosto ago | settembre set | ottobre ott | novembre nov | dicembre dic"
    ),
    "nl": (
        "januari jan | februari feb | maart mrt maa | april apr | mei | juni jun | juli jul | "
        "augustus aug | september sep | oktober okt | november nov | december dec"
    ),
    "sv": (
        "januari jan | februari feb | mars | april apr | maj | juni | juli | augusti aug | "
        "september sep | oktober okt | november nov | december dec"
    ),
    "nb": (
        "januar jan | februar feb | mars | april apr | mai | juni jun | juli jul | august aug | "
        "september sep | oktober okt | november nov | desember des"
    ),
    "da": (
        "januar jan | februar feb | marts mar | april apr | maj | juni jun | juli jul | august aug "
        "| september sep | oktober okt | november nov | december dec"
    ),
    "is": (
        "janúar jan | febrúar feb | mars mar | apríl apr | maí | júní jún | júlí júl | ágúst ágú | "
        "september sep | október okt | nóvember nóv | desember des"
    ),
    "fi": (
        "tammikuuta tammi tammikuu | helmikuuta helmi helmikuu | maaliskuuta maalis maaliskuu | "
        "huhtikuuta huhti huhtikuu | toukokuuta touko toukokuu | kesäkuuta kesä kesäkuu | "
        "heinäkuuta heinä heinäkuu | elokuuta elo elokuu | syyskuuta syys syyskuu | lokakuuta loka "
        "lokakuu | marraskuuta marras marraskuu | joulukuuta joulu joulukuu"
    ),
    "et": (
        "jaanuar jaan | veebruar veebr | märts | aprill apr | mai | juuni | juuli | august aug | "
        "september sept | oktoober okt | november nov | detsember dets"
    ),
    "lv": (
        "janvāris janv janvārī | februāris febr februārī | marts martā | aprīlis apr | maijs maijā "
        "| jūnijs jūn | jūlijs jūl | augusts aug augustā | septembris sept | oktobris okt oktobrī |"
        " novembris nov | decembris dec"
    ),
    "lt": (
        "sausio saus sausis | vasario vas vasaris | kovo kov kovas | balandžio bal balandis | "
        "gegužės geg gegužė | birželio birž birželis | liepos liep liepa | rugpjūčio rugp rugpjūtis"
        " | rugsėjo rugs rugsėjis | spalio spal spalis | lapkričio lapkr lapkritis | gruodžio gruod"
        " gruodis"
    ),
    "pl": (
        "stycznia sty styczeń | lutego lut luty | marca mar marzec | kwietnia kwi kwiecień | maja "
        "maj | czerwca cze czerwiec | lipca lip lipiec | sierpnia sie sierpień | września wrz "
        "wrzesień wrze | października paź październik paz | listopada lis listopad | grudnia gru "
        "grudzień"
    ),
    "cs": (
        "ledna led leden | února úno únor | března bře březen | dubna dub duben | května kvě květen"
        " kvetna | června čvn červen | července čvc červenec | srpna srp srpen | září zář | října "
        "říj říjen | listopadu lis listopad | prosince pro prosinec"
    ),
    "sk": (
        "januára jan január | februára feb február | marca mar marec | apríla apr apríl | mája máj "
        "| júna jún | júla júl | augusta aug august | septembra sep september | októbra okt október"
        " | novembra nov november | decembra dec december"
    ),
    "sl": (
        "januar jan januarja | februar feb februarja | marec mar marca | april apr aprila | maj "
        "maja | junij jun junija | julij jul julija | avgust avg avgusta | september sep septembra "
        "| oktober okt oktobra | november nov novembra | december dec decembra"
    ),
    "hr": (
        "siječnja sij siječanj | veljače velj veljača | ožujka ožu ožujak | travnja tra travanj | "
        "svibnja svi svibanj | lipnja lip lipanj | srpnja srp srpanj | kolovoza kol kolovoz | rujna"
        " ruj rujan | listopada lis listopad | studenoga stu studeni studenog | prosinca pro "
        "prosinac"
    ),
    "bs": (
        "januar jan januara | februar feb februara | mart mar marta | april apr aprila | maj maja |"
        " juni jun juna | juli jul jula | august aug augusta avgust avgusta avg | septembar sep "
        "septembra | oktobar okt oktobra | novembar nov novembra | decembar dec decembra"
    ),
    "sr": (
        "јануар јан јануара | фебруар феб фебруара | март мар марта | април апр априла | мај маја |"
        " јун јуна јуни | јул јула јули | август авг августа | септембар сеп септембра | октобар "
        "окт октобра | новембар нов новембра | децембар дец децембра"
    ),
    "mk": (
        "јануари јан | февруари фев | март мар | април апр | мај | јуни јун | јули јул | август авг"
        " | септември сеп | октомври окт | ноември ное | декември дек"
    ),
    "bg": (
        "януари яну | февруари фев | март | април апр | май | юни | юли | август авг | септември "
        "сеп | октомври окт | ноември ное | декември дек"
    ),
    "ru": (
        "января янв январь | февраля февр февраль фев | марта мар март | апреля апр апрель | мая "
        "май | июня июн июнь | июля июл июль | августа авг август | сентября сент сентябрь сен | "
        "октября окт октябрь | ноября нояб ноябрь ноя | декабря дек декабрь"
    ),
    "uk": (
        "січня січ січень | лютого лют лютий | березня бер березень | квітня квіт квітень | травня "
        "трав травень | червня черв червень | липня лип липень | серпня серп серпень | вересня вер "
        "вересень | жовтня жовт жовтень | листопада лист листопад | грудня груд грудень"
    ),
    "be": (
        "студзеня сту студзень | лютага лют люты | сакавіка сак сакавік | красавіка кра красавік | "
        "мая май | чэрвеня чэр чэрвень | ліпеня ліп ліпень | жніўня жні жнівень | верасня вер "
        "верасень | кастрычніка кас кастрычнік | лістапада ліс лістапад | снежня сне снежань"
    ),
    "ro": (
        "ianuarie ian | februarie feb | martie mar | aprilie apr | mai | iunie iun | iulie iul | "
        "august aug | septembrie sept | octombrie oct | noiembrie nov noi | decembrie dec"
    ),
    "hu": (
        "január jan | február febr | március márc | április ápr | május máj | június jún | július "
        "júl | augusztus aug | szeptember szept | október okt | november nov | december dec"
    ),
    "el": (
        "ιανουαρίου ιαν ιανουάριος | φεβρουαρίου φεβ φεβρουάριος φεβρ | μαρτίου μαρ μάρτιος μάρ | "
        "απριλίου απρ απρίλιος | μαΐου μαΐ μάιος μάι | ιουνίου ιουν ιούνιος ιούν | ιουλίου ιουλ "
        "ιούλιος ιούλ | αυγούστου αυγ αύγουστος αύγ | σεπτεμβρίου σεπ σεπτέμβριος σεπτ | οκτωβρίου "
        "οκτ οκτώβριος | νοεμβρίου νοε νοέμβριος νοέ νοεμ | δεκεμβρίου δεκ δεκέμβριος"
    ),
    "tr": (
        "ocak oca | şubat şub | mart mar | nisan nis | mayıs may | haziran haz | temmuz tem | "
        "ağustos ağu | eylül eyl | ekim eki | kasım kas | aralık ara"
    ),
    "az": (
        "yanvar yan | fevral fev | mart mar | aprel apr | may | iyun iyn | iyul iyl | avqust avq | "
        "sentyabr sen | oktyabr okt | noyabr noy | dekabr dek"
    ),
    "kk": (
        "қаңтар қаң | ақпан ақп | наурыз нау | сәуір сәу | мамыр мам | маусым мау | шілде шіл | "
        "тамыз там | қыркүйек қыр | қазан қаз | қараша қар | желтоқсан жел"
    ),
    "uz": (
        "yanvar yan январ | fevral fev феврал | mart mar март | aprel apr апрел | may май | iyun "
        "iyn июн | iyul iyl июл | avgust avg август | sentabr sen сентабр сентябр | oktabr okt "
        "октабр октябр | noyabr noy ноябр | dekabr dek декабр"
    ),
    "ky": (
        "январь янв | февраль фев | март мар | апрель апр | май | июнь июн | июль июл | август авг "
        "| сентябрь сен | октябрь окт | ноябрь ноя | декабрь дек"
    ),
    "tg": (
        "январ янв | феврал фев | март мар | апрел апр | май | июн | июл | август авг | сентябр сен"
        " | октябр окт | ноябр ноя | декабр дек"
    ),
    "ka": (
        "იანვარი იან | თებერვალი თებ | მარტი მარ | აპრილი აპრ | მაისი მაი | ივნისი ივნ | ივლისი ივლ"
        " | აგვისტო აგვ | სექტემბერი სექ | ოქტომბერი ოქტ | ნოემბერი ნოე | დეკემბერი დეკ"
    ),
    "hy": (
        "հունվարի հնվ հունվար | փետրվարի փտվ փետրվար | մարտի մրտ մարտ | ապրիլի ապր ապրիլ | մայիսի "
        "մյս մայիս | հունիսի հնս հունիս | հուլիսի հլս հուլիս | օգոստոսի օգս օգոստոս | սեպտեմբերի "
        "սեպ սեպտեմբեր | հոկտեմբերի հոկ հոկտեմբեր | նոյեմբերի նոյ նոյեմբեր | դեկտեմբերի դեկ "
        "դեկտեմբեր"
    ),
    "he": (
        "ינואר ינו בינואר | פברואר פבר בפברואר | מרץ במרץ מרס במרס | אפריל אפר באפריל | מאי במאי | "
        "יוני ביוני | יולי ביולי | אוגוסט אוג באוגוסט | ספטמבר ספט בספטמבר | אוקטובר אוק באוקטובר |"
        " נובמבר נוב בנובמבר | דצמבר דצמ בדצמבר"
    ),
    "ar": (
        "يناير كانون_الثاني جانفي | فبراير شباط فيفري | مارس آذار | أبريل نيسان أفريل ابريل إبريل |"
        " مايو أيار ماي | يونيو حزيران جوان | يوليو تموز جويلية يوليوز | أغسطس آب أوت غشت اغسطس | "
        "سبتمبر أيلول شتنبر | أكتوبر تشرين_الأول تشرين_الاول اكتوبر | نوفمبر تشرين_الثاني نونبر | "
        "ديسمبر كانون_الأول كانون_الاول دجنبر"
    ),
    "fa": (
        "ژانویهٔ ژانویه جنوری | فوریهٔ فوریه | مارس مارچ | آوریل اپریل | مهٔ مه می | ژوئن ژوین | "
        "ژوئیهٔ ژوئیه جولای ژوییه | اوت آگوست | سپتامبر | اکتبر | نوامبر نومبر | دسامبر"
    ),
    "ur": ("جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر"),
    "ps": (
        "جنوري | فبروري فېبروري | مارچ | اپریل | مۍ | جون | جولای | اګست | سېپتمبر سپتمبر | اکتوبر "
        "| نومبر | دسمبر"
    ),
    "hi": (
        "जनवरी जन | फ़रवरी फ़र फरवरी | मार्च | अप्रैल अप्रेल | मई | जून | जुलाई जुल | अगस्त अग | "
        "सितंबर सित सितम्बर | अक्टूबर अक्टू अक्तूबर | नवंबर नव नवम्बर | दिसंबर दिस दिसम्बर"
    ),
    "mr": (
        "जानेवारी जाने | फेब्रुवारी फेब्रु | मार्च | एप्रिल एप्रि | मे | जून | जुलै | ऑगस्ट ऑग | "
        "सप्टेंबर सप्टें | ऑक्टोबर ऑक्टो | नोव्हेंबर नोव्हें | डिसेंबर डिसें"
    ),
    "ne": ("जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे | जुन | जुलाई | अगस्ट अगस्त | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर"),
    "bn": (
        "জানুয়ারী জানু জানুয়ারি | ফেব্রুয়ারী ফেব ফেব্রুয়ারি | মার্চ | এপ্রিল এপ্রি | মে | জুন |"
        " জুলাই জুল | আগস্ট আগ আগষ্ট | সেপ্টেম্বর সেপ | অক্টোবর অক্টো অক্টোবার | নভেম্বর নভে | "
        "ডিসেম্বর ডিসে"
    ),
    "ta": (
        "ஜனவரி ஜன | பிப்ரவரி பிப் | மார்ச் மார் | ஏப்ரல் ஏப் | மே | ஜூன் | ஜூலை | ஆகஸ்ட் ஆக | "
        "செப்டம்பர் செப் | அக்டோபர் அக் | நவம்பர் நவ | டிசம்பர் டிச"
    ),
    "te": (
        "జనవరి జన | ఫిబ్రవరి ఫిబ్ర | మార్చి | ఏప్రిల్ ఏప్రి | మే | జూన్ | జులై | ఆగస్టు ఆగ | "
        "సెప్టెంబర్ సెప్టెం | అక్టోబర్ అక్టో | నవంబర్ నవం | డిసెంబర్ డిసెం"
    ),
    "ml": (
        "ജനുവരി ജനു | ഫെബ്രുവരി ഫെബ്രു | മാർച്ച് മാർ | ഏപ്രിൽ ഏപ്രി | മേയ് | ജൂൺ | ജൂലൈ | ഓഗസ്റ്റ് "
        "ഓഗ | സെപ്റ്റംബർ സെപ്റ്റം | ഒക്‌ടോബർ ഒക്ടോ | നവംബർ നവം | ഡിസംബർ ഡിസം"
    ),
    "kn": (
        "ಜನವರಿ ಜನ | ಫೆಬ್ರವರಿ ಫೆಬ್ರ | ಮಾರ್ಚ್ | ಏಪ್ರಿಲ್ ಏಪ್ರಿ | ಮೇ | ಜೂನ್ | ಜುಲೈ | ಆಗಸ್ಟ್ ಆಗ | "
        "ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ | ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ | ನವೆಂಬರ್ ನವೆಂ | ಡಿಸೆಂಬರ್ ಡಿಸೆಂ"
    ),
    "gu": (
        "જાન્યુઆરી જાન્યુ | ફેબ્રુઆરી ફેબ્રુ | માર્ચ | એપ્રિલ | મે | જૂન | જુલાઈ | ઑગસ્ટ ઓગસ્ટ ઓગષ્ટ | "
        "સપ્ટેમ્બર સપ્ટે | ઑક્ટોબર ઑક્ટો ઓક્ટોબર ઓક્ટો | નવેમ્બર નવે | ડિસેમ્બર ડિસે"
    ),
    "pa": (
        "ਜਨਵਰੀ ਜਨ | ਫ਼ਰਵਰੀ ਫ਼ਰ | ਮਾਰਚ | ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ | ਮਈ | ਜੂਨ | ਜੁਲਾਈ ਜੁਲਾ | ਅਗਸਤ ਅਗ | ਸਤੰਬਰ ਸਤੰ "
        "| ਅਕਤੂਬਰ ਅਕਤੂ | ਨਵੰਬਰ ਨਵੰ | ਦਸੰਬਰ ਦਸੰ"
    ),
    "si": (
        "ජනවාරි ජන | පෙබරවාරි පෙබ | මාර්තු මාර් | අප්‍රේල් | මැයි | ජූනි | ජූලි | අගෝස්තු අගෝ | "
        "සැප්තැම්බර් සැප් | ඔක්තෝබර් ඔක් | නොවැම්බර් නොවැ | දෙසැම්බර් දෙසැ"
    ),
    "th": (
        "มกราคม ม.ค | กุมภาพันธ์ ก.พ | มีนาคม มี.ค | เมษายน เม.ย | พฤษภาคม พ.ค | มิถุนายน มิ.ย | "
        "กรกฎาคม ก.ค | สิงหาคม ส.ค | กันยายน ก.ย | ตุลาคม ต.ค | พฤศจิกายน พ.ย | ธันวาคม ธ.ค"
    ),
    "lo": (
        "ມັງກອນ ມ.ກ | ກຸມພາ ກ.ພ | ມີນາ ມ.ນ | ເມສາ ມ.ສ | ພຶດສະພາ ພ.ພ | ມິຖຸນາ ມິ.ຖ | ກໍລະກົດ ກ.ລ | "
        "ສິງຫາ ສ.ຫ | ກັນຍາ ກ.ຍ | ຕຸລາ ຕ.ລ | ພະຈິກ ພ.ຈ | ທັນວາ ທ.ວ"
    ),
    "km": ("មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ"),
    "my": (
        "ဇန်နဝါရီ ဇန် | ဖေဖော်ဝါရီ ဖေ | မတ် | ဧပြီ | မေ | ဇွန် | ဇူလိုင် ဇူ | ဩဂုတ် | စက်တင်ဘာ စက် "
        "| အောက်တိုဘာ အောက် | နိုဝင်ဘာ နို | ဒီဇင်ဘာ ဒီ"
    ),
    "am": (
        "ጃንዋሪ ጃን | ፌብሩዋሪ ፌብ | ማርች | ኤፕሪል ኤፕሪ | ሜይ | ጁን | ጁላይ | ኦገስት ኦገስ | ሴፕቴምበር ሴፕቴ | ኦክቶበር ኦክቶ | "
        "ኖቬምበር ኖቬም | ዲሴምበር ዲሴም"
    ),
    "id": (
        "januari jan | februari feb pebruari | maret mar | april apr | mei | juni jun | juli jul | "
        "agustus agu agt ags | september sep | oktober okt | november nov nopember nop | desember "
        "des"
    ),
    "ms": (
        "januari jan | februari feb | mac | april apr | mei | jun | julai jul | ogos ogo | "
        "september sep | oktober okt | november nov | disember dis"
    ),
    "fil": (
        "enero ene | pebrero peb | marso mar | abril abr | mayo may | hunyo hun | hulyo hul | "
        "agosto ago | setyembre set | oktubre okt | nobyembre nob | disyembre dis"
    ),
    "sw": (
        "januari jan | februari feb | machi mac | aprili apr | mei | juni jun | julai jul | agosti "
        "ago | septemba sep | oktoba okt | novemba nov | desemba des"
    ),
    "so": (
        "janaayo jan jannaayo | febraayo feb febraayo | maarso mar | abriil abr | maajo | juun juunyo | luulyo lul | "
        "agoosto ago ogosto | sebtembar seb sebteembar | oktoobar okt | nofembar nof nofeembar | disembar dis diseembar"
    ),
    "af": (
        "januarie jan | februarie feb | maart mrt | april apr | mei | junie jun | julie jul | "
        "augustus aug | september sep | oktober okt | november nov | desember des"
    ),
    "sq": (
        "janar jan | shkurt shk | mars mar | prill pri | maj | qershor qer | korrik korr | gusht "
        "gush | shtator sht | tetor tet | nëntor nën | dhjetor dhj"
    ),
    "ca": (
        "gener gen | febrer febr | març | abril abr | maig | juny | juliol jul | agost ag | "
        "setembre set | octubre oct | novembre nov | desembre des"
    ),
    "gl": (
        "xaneiro xan | febreiro feb | marzo mar | abril abr | maio | xuño | xullo xul | agosto ago "
        "| setembro set | outubro out | novembro nov | decembro dec"
    ),
    "eu": (
        "urtarrila urt urtarrilaren | otsaila ots otsailaren | martxoa mar martxoaren | apirila api"
        " apirilaren | maiatza mai maiatzaren | ekaina eka ekainaren | uztaila uzt uztailaren | "
        "abuztua abu abuztuaren | iraila ira irailaren | urria urr urriaren | azaroa aza azaroaren "
        "| abendua abe abenduaren"
    ),
    "cy": (
        "ionawr ion | chwefror chwef chw | mawrth maw | ebrill ebr | mai | mehefin meh | gorffennaf"
        " gorff gor | awst | medi | hydref hyd | tachwedd tach | rhagfyr rhag"
    ),
    "ga": (
        "eanáir ean | feabhra feabh | márta | aibreán aib | bealtaine beal | meitheamh meith | iúil"
        " | lúnasa lún | mfómh meán_fómhair | dfómh deireadh_fómhair | samhain samh | nollaig noll"
    ),
    "mt": (
        "jannar jan | frar fra | marzu mar | april apr | mejju mej | ġunju ġun | lulju lul | "
        "awwissu aww | settembru set | ottubru ott | novembru nov | diċembru diċ"
    ),
    "eo": (
        "januaro jan | februaro feb | marto mar | aprilo apr | majo maj | junio jun | julio jul | "
        "aŭgusto aŭg | septembro sep | oktobro okt | novembro nov | decembro dec"
    ),
    "lb": (
        "januar jan | februar feb | mäerz mäe | abrëll abr | mee | juni jun | juli jul | august aug"
        " | september sep | oktober okt | november nov | dezember dez"
    ),
    "hsb": (
        "januara jan januar | februara feb februar | měrca měr měrc | apryla apr apryl | meje mej "
        "meja | junija jun junij | julija jul julij | awgusta awg awgust | septembra sep september "
        "| oktobra okt oktober | nowembra now nowember | decembra dec december"
    ),
}

JALALI: tuple[str, ...] = (
    "فروردین | اردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان ابان | آذر اذر | دی | بهمن | اسفند",
    "حمل | ثور | جوزا | سرطان | اسد | سنبله | میزان | عقرب | قوس | جدی | دلو | حوت",
    "وری | غویی | غبرګولی | چنګاښ | زمری | وږی | تله | لړم | لیندۍ | مرغومی | سلواغه | کب",
)
"""Months of the Solar Hijri calendar, as named in Iran and in Afghanistan in its two languages."""
