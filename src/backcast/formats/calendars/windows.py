"""Names of zones that are none of the zone database's: those of Windows, and the cities by which Outlook shows them.

Which zone each stands for is a fact of CLDR (supplemental data, windowsZones, territory 001).
"""

_STANDARD = """
Afghanistan Asia/Kabul
Alaskan America/Anchorage
Aleutian America/Adak
Altai Asia/Barnaul
Arab Asia/Riyadh
Arabian Asia/Dubai
Arabic Asia/Baghdad
Argentina America/Buenos_Aires
Astrakhan Europe/Astrakhan
Atlantic America/Halifax
AUS Central Australia/Darwin
Aus Central W. Australia/Eucla
AUS Eastern Australia/Sydney
Azerbaijan Asia/Baku
Azores Atlantic/Azores
Bahia America/Bahia
Bangladesh Asia/Dhaka
Belarus Europe/Minsk
Bougainville Pacific/Bougainville
Canada Central America/Regina
Cape Verde Atlantic/Cape_Verde
Caucasus Asia/Yerevan
Cen. Australia Australia/Adelaide
Central America/Chicago
Central America America/Guatemala
Central Asia Asia/Bishkek
Central Brazilian America/Cuiaba
Central Europe Europe/Budapest
Central European Europe/Warsaw
Central Pacific Pacific/Guadalcanal
Chatham Islands Pacific/Chatham
China Asia/Shanghai
Cuba America/Havana
E. Africa Africa/Nairobi
E. Australia Australia/Brisbane
E. Europe Europe/Chisinau
E. South America America/Sao_Paulo
Easter Island Pacific/Easter
Eastern America/New_York
Egypt Africa/Cairo
Ekaterinburg Asia/Yekaterinburg
Fiji Pacific/Fiji
FLE Europe/Kiev
Georgian Asia/Tbilisi
GMT Europe/London
Greenland America/Godthab
Greenwich Atlantic/Reykjavik
GTB Europe/Bucharest
Haiti America/Port-au-Prince
Hawaiian Pacific/Honolulu
India Asia/Calcutta
Iran Asia/Tehran
Israel Asia/Jerusalem
Jordan Asia/Amman
Kaliningrad Europe/Kaliningrad
Kamchatka Asia/Kamchatka
Korea Asia/Seoul
Libya Africa/Tripoli
Line Islands Pacific/Kiritimati
Lord Howe Australia/Lord_Howe
Magadan Asia/Magadan
Magallanes America/Punta_Arenas
Marquesas Pacific/Marquesas
Mauritius Indian/Mauritius
Mexico America/Mexico_City
Middle East Asia/Beirut
Montevideo America/Montevideo
Morocco Africa/Casablanca
Mountain America/Denver
Myanmar Asia/Rangoon
N. Central Asia Asia/Novosibirsk
Namibia Africa/Windhoek
Nepal Asia/Katmandu
New Zealand Pacific/Auckland
Newfoundland America/St_Johns
Norfolk Pacific/Norfolk
North Asia Asia/Krasnoyarsk
North Asia East Asia/Irkutsk
North Korea Asia/Pyongyang
Omsk Asia/Omsk
Pacific America/Los_Angeles
Pacific SA America/Santiago
Pakistan Asia/Karachi
Paraguay America/Asuncion
Qyzylorda Asia/Qyzylorda
Romance Europe/Paris
Russian Europe/Moscow
SA Eastern America/Cayenne
SA Pacific America/Bogota
SA Western America/La_Paz
Saint Pierre America/Miquelon
Sakhalin Asia/Sakhalin
Samoa Pacific/Apia
Sao Tome Africa/Sao_Tome
Saratov Europe/Saratov
SE Asia Asia/Bangkok
Singapore Asia/Singapore
South Africa Africa/Johannesburg
South Sudan Africa/Juba
Sri Lanka Asia/Colombo
Sudan Africa/Khartoum
Syria Asia/Damascus
Taipei Asia/Taipei
Tasmania Australia/Hobart
Tocantins America/Araguaina
Tokyo Asia/Tokyo
Tomsk Asia/Tomsk
Tonga Pacific/Tongatapu
Transbaikal Asia/Chita
Turkey Europe/Istanbul
Turks And Caicos America/Grand_Turk
Ulaanbaatar Asia/Ulaanbaatar
US Eastern America/Indianapolis
US Mountain America/Phoenix
Venezuela America/Caracas
Vladivostok Asia/Vladivostok
Volgograd Europe/Volgograd
W. Australia Australia/Perth
W. Central Africa Africa/Lagos
W. Europe Europe/Berlin
W. Mongolia Asia/Hovd
West Asia Asia/Tashkent
West Bank Asia/Hebron
West Pacific Pacific/Port_Moresby
Yakutsk Asia/Yakutsk
Yukon America/Whitehorse
"""
_SHOWN = """
Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Nairobi America/Anchorage America/Bogota America/Caracas
America/Chicago America/Denver America/Halifax America/Lima America/Los_Angeles America/Mexico_City America/Montevideo
America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/Tijuana America/Toronto Asia/Baghdad
Asia/Baku Asia/Bangkok Asia/Colombo Asia/Dhaka Asia/Dubai Asia/Hong_Kong Asia/Irkutsk Asia/Jakarta Asia/Jerusalem
Asia/Kabul Asia/Karachi Asia/Kolkata Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Manila Asia/Novosibirsk Asia/Riyadh
Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Tokyo Asia/Vladivostok
Asia/Yakutsk Asia/Yekaterinburg Asia/Yerevan Atlantic/Azores Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane
Australia/Canberra Australia/Darwin Australia/Hobart Australia/Melbourne Australia/Perth Australia/Sydney
Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest
Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kiev Europe/Lisbon Europe/London
Europe/Madrid Europe/Minsk Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Riga Europe/Rome
Europe/Sarajevo Europe/Sofia Europe/Stockholm Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb Europe/Zurich
Pacific/Auckland Pacific/Fiji Pacific/Guam Pacific/Honolulu
"""
_ALSO = {
    "beijing": "Asia/Shanghai", "bern": "Europe/Zurich", "edinburgh": "Europe/London", "hawaii": "Pacific/Honolulu",
    "mumbai": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "osaka": "Asia/Tokyo", "abu dhabi": "Asia/Dubai",
    "st. petersburg": "Europe/Moscow", "wellington": "Pacific/Auckland", "western": "Europe/Berlin",
    "central europe": "Europe/Berlin", "brasilia": "America/Sao_Paulo", "brasília": "America/Sao_Paulo",
}  # fmt: skip

WINDOWS = {
    f"{name.lower()} standard time": zone
    for name, _, zone in (line.rpartition(" ") for line in _STANDARD.strip().splitlines())
} | {
    "central standard time (mexico)": "America/Mexico_City", "eastern standard time (mexico)": "America/Cancun",
    "mountain standard time (mexico)": "America/Mazatlan", "pacific standard time (mexico)": "America/Tijuana",
    "russia time zone 3": "Europe/Samara", "russia time zone 10": "Asia/Srednekolymsk",
    "russia time zone 11": "Asia/Kamchatka",
}  # fmt: skip
"""Windows' names in lower case to zones; nearly all of them end in the same two words."""
CITIES = {zone.partition("/")[2].replace("_", " ").lower(): zone for zone in _SHOWN.split()} | _ALSO
"""Cities, and a few words that stand for some, to zones."""
