"""Places that are written like a person's full name, and stand beside dates where names do: "New Delhi | 5 November"."""

from __future__ import annotations

import re

from newsarchive.parse.text import words


def is_place(text: str) -> bool:
    """Whether a text is the name of a city or country of more than one word, or made like one."""
    return "_".join(words(text)) in _PLACES or _MADE_LIKE.fullmatch(text) is not None


_MADE_LIKE = re.compile(
    r"(?:New|North(?:ern)?|South(?:ern)?|East(?:ern)?|West(?:ern)?|Central|Port|Fort|Cape|San|Santa|São|Los|Las|Hong|Kuala|Buenos|Tel|Addis|Abu|Phnom|Rio|Nueva|Ciudad|Novi|Nizhny)\s.*"
    r"|.*\s(?:City|Bay|Beach|Islands?|Harbour|Town|County|Province)|Sri Lanka|Saudi Arabia|United \w+"
)
"""What names of places begin and end with."""

_PLACES = frozenset(
    """
    abu_dhabi addis_ababa addis_abeba belo_horizonte buenos_aires cape_town città_del_messico
    ciudad_de_méxico dar_es_salaam den_haag frankfurt_am_main guatemala_city ho_chi_minh_city hong_kong
    aix_en_provence baden_baden ciudad_juárez costa_rica den_bosch el_cairo el_paso el_salvador
    islas_baleares la_coruña a_coruña las_palmas palma_de_mallorca rio_grande washington_d_c
    west_bank gaza_city tel_aviv_yafo
    kuala_lumpur kuwait_city la_haya la_haye la_paz las_vegas le_caire le_cap le_havre los_angeles
    los_ángeles mexico_city monte_carlo neu_delhi new_delhi new_jersey new_orleans new_york new_york_city
    new_zealand nova_délhi nova_iorque nova_york nueva_delhi nueva_york nuova_delhi panama_city phnom_penh
    port_louis port_moresby port_of_spain port_said porto_alegre puerto_rico punta_del_este quezon_city
    rio_de_janeiro saint_petersburg san_diego san_francisco san_jose san_josé san_juan san_salvador
    sankt_gallen sankt_petersburg santa_cruz santo_domingo sao_paulo saudi_arabia sharm_el_sheikh
    sierra_leone south_africa south_korea sri_lanka st_gallen st_petersburg são_paulo
    tel_aviv the_hague united_kingdom united_nations united_states washington_dc yeni_delhi
    """.split()
)
"""An underscore stands for what is between two words."""
