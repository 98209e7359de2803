"""What languages are called: by code, in English, by themselves, and in the other languages address books come in.

Codes are those of ISO 639-1, of 639-3 where that has none. A line is the code; the name in English; the language's own
name; further names, codes of three letters among them. An indented line goes on with the one before.
Written from general knowledge; tests compare with Django's list. Regional forms are the language itself: what is
spoken in Brazil is Portuguese.
"""

from typing import Final

NAMES: Final = """
af; Afrikaans; Afrikaans; afr
am; Amharic; አማርኛ; amh, amharisch, amarico
ar; Arabic; العربية; ara, العربيّة, عربي, arabisch, arabe, árabe, arabo, arabski, al arabiyya
ast; Asturian; asturianu; asturisch, asturien, asturiano
az; Azerbaijani; Azərbaycanca; aze, azerbaijan dili, azeri, aserbaidschanisch, azero
be; Belarusian; беларуская; bel, belarussisch, weißrussisch, biélorusse, bielorruso, bielorusso, białoruski,
  wit-russisch
bg; Bulgarian; български; bul, bulgarisch, bulgare, búlgaro, bulgaro, bulgaars, bułgarski
bn; Bengali; বাংলা; ben, bangla, bengalisch, bengalí, bengalski
br; Breton; brezhoneg; bre, bretonisch, bretón, bretone
bs; Bosnian; bosanski; bos, bosnisch, bosniaque, bosnio, bosniaco, bosníaco, bośniacki, bosnisk
ca; Catalan; català; cat, katalanisch, catalán, catalano, catalaans, catalão, kataloński, valencian, valencià
ceb; Cebuano; Sinugboanon; bisaya
ckb; Central Kurdish; کوردی; sorani, central kurdish sorani
cs; Czech; čeština; cze, ces, česky, český, tschechisch, tchèque, checo, ceco, tsjechisch, tcheco, czeski
cy; Welsh; Cymraeg; wel, cym, walisisch, gallois, galés, gallese, walijski
da; Danish; dansk; dan, dänisch, danois, danés, danese, deens, dinamarquês, duński
de; German; Deutsch; ger, deu, allemand, alemán, tedesco, duits, alemão, niemiecki, tyska, tysk, saksa, almanca,
  немецкий, німецька, němčina, német, swiss german, schweizerdeutsch, schwyzerdütsch, allemã
dsb; Lower Sorbian; dolnoserbski; niedersorbisch
el; Greek; Ελληνικά; gre, ell, griechisch, grec, griego, greco, grieks, grego, grecki, ελληνική, modern greek
en; English; English; eng, englisch, anglais, inglés, inglese, engels, inglês, angielski, engelska, engelsk,
  englanti, ingilizce, английский, англійська, angličtina, angol, 英语, 英語, 영어, inglesa
eo; Esperanto; Esperanto; epo
es; Spanish; español; spa, castilian, castellano, spanisch, espagnol, spagnolo, spaans, espanhol, hiszpański,
  spanska, spansk, espanja, ispanyolca, испанский, іспанська, španělština, spanyol, española
et; Estonian; eesti; est, estnisch, estonien, estonio, estone, estisch, estoński, eesti keel, ests
eu; Basque; euskara; baq, eus, baskisch, basco, vasco, euskera, baskijski
fa; Persian; فارسی; per, fas, farsi, persisch, persan, persa, persiano, perzisch, perski
fi; Finnish; suomi; fin, finnisch, finnois, finés, finlandés, finlandese, fins, finlandês, fiński, finska
fil; Filipino; Filipino; tl, tgl, tagalog, pilipino
fo; Faroese; føroyskt; fao, färöisch
fr; French; français; fre, fra, französisch, francés, francese, frans, francês, francuski, franska, fransk, ranska,
  fransızca, французский, французька, francouzština, francia, française, francesa
fy; Frisian; frysk; fry, friesisch, fries, west frisian, western frisian
ga; Irish; Gaeilge; gle, irisch, irlandais, irlandés, irlandese, iers, irish gaelic, irlandzki
gd; Scottish Gaelic; Gàidhlig; gla, schottisch-gälisch, scots gaelic
gl; Galician; galego; glg, galicisch, galicien, gallego, galiziano, galicyjski
gu; Gujarati; ગુજરાતી; guj
ha; Hausa; Hausa; hau
he; Hebrew; עברית; heb, iw, ivrit, hebräisch, hébreu, hebreo, ebraico, hebreeuws, hebraico, hebrajski
hi; Hindi; हिन्दी; hin, हिंदी, hindí
hr; Croatian; hrvatski; hrv, kroatisch, croate, croata, croato, chorwacki
hsb; Upper Sorbian; hornjoserbsce; hornjoserbšćina, obersorbisch
ht; Haitian Creole; Kreyòl ayisyen; hat, kreyòl
hu; Hungarian; magyar; hun, ungarisch, hongrois, húngaro, ungherese, hongaars, węgierski
hy; Armenian; հայերեն; arm, hye, armenisch, arménien, armenio, armeno, armeens, armênio, ormiański
ia; Interlingua; Interlingua; ina
id; Indonesian; Bahasa Indonesia; ind, in, indonesisch, indonésien, indonesio, indonesiano, indonésio, indonezyjski
ig; Igbo; Asụsụ Ìgbò; ibo
io; Ido; ido; idolinguo
is; Icelandic; íslenska; ice, isl, isländisch, islandais, islandés, islandese, ijslands, islandês, islandzki
it; Italian; italiano; ita, italienisch, italien, italiaans, włoski, italienska, italiensk, italia, italyanca,
  итальянский, італійська, italština, olasz, italienne, italiana
ja; Japanese; 日本語; jpn, japanisch, japonais, japonés, giapponese, japans, japonês, japoński, nihongo, 日语, japanska,
  japansk, japani
ka; Georgian; ქართული; geo, kat, georgisch, géorgien, georgiano, gruziński
kab; Kabyle; taqbaylit; kabylisch
kk; Kazakh; қазақ; kaz, қазақша, қазақ тілі, kasachisch, kazajo
km; Khmer; ខ្មែរ; khm, cambodian, ភាសាខ្មែរ
kn; Kannada; ಕನ್ನಡ; kan
ko; Korean; 한국어; kor, koreanisch, coréen, coreano, koreaans, koreański, 韩语, koreanska
ku; Kurdish; Kurdî; kur, kurdisch, kurde, kurdo, curdo, koerdisch, kurdyjski, kurmanji, kmr
ky; Kyrgyz; кыргызча; kir, kirgisisch
la; Latin; Latina; lat, latein, lateinisch, latín, latino, latijn, latim, łacina
lb; Luxembourgish; Lëtzebuergesch; ltz, luxemburgisch, luxembourgeois, luxemburgs, luksemburski
ln; Lingala; lingála; lin
lo; Lao; ລາວ; laotian, laotisch
lt; Lithuanian; lietuvių; lit, lietuviškai, litauisch, lituanien, lituano, litouws, litewski, lituanês
lv; Latvian; latviešu; lav, lettisch, letton, letón, lettone, lets, letão, łotewski
mg; Malagasy; Malagasy; mlg, malgache
mi; Māori; te reo Māori; mao, mri, reo
mk; Macedonian; македонски; mac, mkd, mazedonisch, macédonien, macedonio, macedone, macedónio, macedoński,
  macedonisch
ml; Malayalam; മലയാളം; mal
mn; Mongolian; монгол; mon, mongolisch, mongol, mongolski
mr; Marathi; मराठी; mar
ms; Malay; Bahasa Melayu; may, msa, melayu, malaiisch, malais, malayo, malese, maleis, malaio
mt; Maltese; Malti; mlt, maltesisch, maltais, maltés, maltański
my; Burmese; မြန်မာဘာသာ; bur, mya, birmanisch, birman, birmano, myanmar
ne; Nepali; नेपाली; nep, nepalesisch, népalais
nl; Dutch; Nederlands; dut, nld, flemish, vlaams, niederländisch, holländisch, flämisch, néerlandais, flamand,
  neerlandés, holandés, olandese, holandês, neerlandês, niderlandzki, holenderski, nederländska, nederlandsk,
  hollandsk, hollanti, нидерландский, felemenkçe
no; Norwegian; norsk; nor, nb, nob, nn, nno, bokmål, nynorsk, norwegian bokmål, norwegian bokmal, norwegian nynorsk,
  norsk bokmål, norsk nynorsk, norwegisch, norvégien, noruego, norvegese, noors, norueguês, norweski, norska
om; Oromo; Afaan Oromoo; orm
os; Ossetic; ирон; oss, ossetisch
pa; Punjabi; ਪੰਜਾਬੀ; pan, panjabi, پنجابی, pandschabi
pl; Polish; polski; pol, polnisch, polonais, polaco, polacco, pools, polonês, polska, polsk, puola, lehçe, польский,
  польська, polština, lengyel
prs; Dari; دری; afghan persian
ps; Pashto; پښتو; pus, paschtu, pachto
pt; Portuguese; português; por, portugiesisch, portugais, portugués, portoghese, portugees, portugalski,
  portugisiska, portugisisk, portugali, portekizce, португальский, португальська, portugalština, portugál,
  brasileiro, brazilian, portuguesa
qu; Quechua; Runasimi; que, ketschua
ro; Romanian; română; rum, ron, mo, moldovan, rumänisch, roumain, rumano, rumeno, romeno, roemeens, rumuński
ru; Russian; русский; rus, russisch, russe, ruso, russo, rosyjski, ryska, russisk, venäjä, rusça, російська,
  ruština, orosz, русская
rw; Kinyarwanda; Ikinyarwanda; kin
sa; Sanskrit; संस्कृतम्; san, sánscrito
sh; Serbo-Croatian; srpskohrvatski; hbs, serbokroatisch
si; Sinhala; සිංහල; sin, sinhalese, singhalesisch
sk; Slovak; slovenčina; slo, slk, slovensky, slowakisch, slovaque, eslovaco, slovacco, slowaaks, słowacki, slovaaks
sl; Slovenian; slovenščina; slv, slovene, slowenisch, slovène, esloveno, sloveno, sloveens, słoweński
sn; Shona; chiShona; sna
so; Somali; Soomaali; som
sq; Albanian; shqip; alb, sqi, albanisch, albanais, albanés, albanese, albanees, albanês, albański
sr; Serbian; српски; srp, srpski, serbisch, serbe, serbio, serbo, servisch, sérvio, serbski
sv; Swedish; svenska; swe, schwedisch, suédois, sueco, svedese, zweeds, szwedzki, svensk, ruotsi, isveççe, шведский,
  шведська
sw; Swahili; Kiswahili; swa, suaheli, kisuaheli, suahili
ta; Tamil; தமிழ்; tam, tamilisch, tamoul, tamilski
te; Telugu; తెలుగు; tel
tg; Tajik; тоҷикӣ; tgk, tadschikisch
th; Thai; ไทย; tha, ภาษาไทย, thailändisch, thaï, tailandés, tailandese, tajski
ti; Tigrinya; ትግርኛ; tir
tk; Turkmen; Türkmençe; tuk, turkmenisch
tr; Turkish; Türkçe; tur, türkisch, turc, turco, turks, turecki, turkiska, tyrkisk, turkki, турецкий, турецька
tt; Tatar; татарча; tat, tatarisch
udm; Udmurt; удмурт; udmurtisch
ug; Uyghur; ئۇيغۇرچە; uig, uigur, uigurisch
uk; Ukrainian; українська; ukr, ukrainisch, ukrainien, ucraniano, ucraino, oekraïens, ukraiński, украинский,
  ukrainska
ur; Urdu; اردو; urd, ourdou
uz; Uzbek; oʻzbek; uzb, oʻzbek tili, o'zbek, usbekisch
vi; Vietnamese; Tiếng Việt; vie, vietnamesisch, vietnamien, vietnamita, vietnamees, wietnamski
wo; Wolof; Wolof; wol
xh; Xhosa; isiXhosa; xho
yi; Yiddish; ייִדיש; yid, ji, jiddisch, yídish
yo; Yoruba; Yorùbá; yor
yue; Cantonese; 粵語; 粤语, 廣東話, 广东话, kantonesisch, cantonais, cantonés
zh; Chinese; 中文; chi, zho, cmn, mandarin, mandarin chinese, chinese mandarin, putonghua, 普通话, 普通話, 汉语,
  漢語, 国语, 國語, 简体中文, 繁體中文, chinesisch, mandarín, mandarino, chinois, chino, cinese, chinees, mandarijn,
  chinês, mandarim, chiński, kinesiska, kinesisk, kiina, çince, китайский, китайська
zu; Zulu; isiZulu; zul
"""

QUALIFIERS: Final = """
native bilingual fluent fluently proficient professional working full limited elementary conversational intermediate
advanced basic beginner basics good excellent very spoken written mother tongue language first second proficiency or
muttersprache muttersprachler fliessend fließend verhandlungssicher grundkenntnisse gute sehr courant courante natif
maternelle bilingue langue nativo nativa fluido avanzado basico avancado avanzato madrelingua lengua materna moedertaal
vloeiend ojczysty biegly biegle a1 a2 b1 b2 c1 c2
american british canadian australian european brazilian mexican argentinian colombian venezuelan nicaraguan peruvian
chilean algerian egyptian moroccan levantine latin simplified traditional standard austrian swiss belgian modern high
"""
"""What stands beside a language and is none: how well it is spoken, and where. Words that are languages themselves
count as such where they stand alone."""
