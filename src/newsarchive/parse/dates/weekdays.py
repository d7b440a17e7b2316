"""Names of the days of the week in many languages, and how some are shortened."""

from __future__ import annotations

WEEKDAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira
    quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag
    lørdag søndag måndag tisdag lördag söndag понедельник вторник среда четверг пятница суббота воскресенье
    poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok
    piatok nedeľa ponedeljek torek sreda četrtek petek nedelja ponedjeljak utorak srijeda četvrtak petak subota nedjelja понедељак уторак
    четвртак петак субота понеделник вторник сряда четвъртък петък събота неделя понеділок вівторок середа четвер пʼятниця п'ятниця неділя
    pazartesi salı çarşamba perşembe cuma cumartesi pazar hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri
    sâmbătă duminică maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai esmaspäev teisipäev kolmapäev neljapäev reede laupäev
    pühapäev pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena pirmadienis antradienis trečiadienis ketvirtadienis
    penktadienis šeštadienis sekmadienis δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή senin selasa rabu kamis jumat sabtu minggu
    isnin khamis jumaat ahad dilluns dimarts dimecres dijous divendres dissabte diumenge الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة
    السبت شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार সোমবার মঙ্গলবার বুধবার
    বৃহস্পতিবার শুক্রবার শনিবার রোববার রবিবার""".split()
)
"""In small letters."""
