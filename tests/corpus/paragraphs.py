"""Invented sentences for the tests of this folder."""

ROMANIAN = (
    "Primarul orașului a anunțat marți că lucrările la podul de peste râu vor începe în aprilie. "
    "„Așteptăm de mult această veste”, a spus o învățătoare din cartierul vechi. Consiliul local "
    "dezbate și împărțirea cheltuielilor între județ și comunele vecine, însă țăranii din Țigănași "
    "cer întâi un drum pietruit. Șeful șantierului susține că vântul și ploaia nu îl sperie."
)
ENGLISH = (
    "The mayor announced on Tuesday that work on the bridge over the river will begin in April. "
    "Residents of the old quarter have waited for years, and a teacher said the news was welcome. "
    "The council is also debating how to share the costs with the neighbouring villages."
)
FRENCH = (
    "Le maire a annoncé mardi que les travaux du pont sur la rivière commenceront en avril. "
    "Les habitants du vieux quartier attendent depuis des années cette décision du conseil, "
    "qui doit encore répartir les dépenses entre le département et les communes voisines."
)
OTHER_ROMANIAN = (
    "Echipa de handbal a câștigat aseară meciul decisiv, după o repriză în care portarul a apărat "
    "trei aruncări de la șapte metri. Antrenorul a mulțumit galeriei și a promis o finală bună. "
    "Următoarea partidă are loc sâmbătă, pe teren propriu, împotriva campioanei de anul trecut."
)
