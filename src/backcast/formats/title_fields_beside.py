"""Words of the fields beside technology; see `title_fields`."""

from typing import Final

CONSULTING: Final = """
consultant; consulting; advisory; management consultant; strategy consultant; senior consultant;
technology consultant; business consultant; advisor; adviser; berater(in); beratung; unternehmensberater(in);
conseil; consultante; consultor(a); consultoria; asesor(a); consulente; consulenza; adviseur; konsultant(ka);
doradca; konzultant(ka); poradce; konsult; konsulent; radgivare; radgiver; danisman; danismani; консультант;
консультантка; コンサルタント; 顾问; 顧問; 咨询; 컨설턴트; مستشار; مستشارة
"""

SALES: Final = """
sales; sales manager; sales director; sales representative; sales engineer; sales executive; sales lead;
sales operations; presales; pre sales; account executive; account manager; account director; key account;
key account manager; business development; business development manager; bdr; sdr; marketing; marketing manager;
product marketing; product marketing manager; growth; growth manager; growth marketing; brand; brand manager; seo;
content marketing; digital marketing; social media; social media manager; marketer; cmo; chief marketing officer;
cro; chief revenue officer; chief sales officer; chief commercial officer; revenue; revenue operations;
commercial director; partnerships; partner manager; channel; channel manager; customer success;
customer success manager; alliances; advertising; public relations; pr manager; communications;
communications manager; copywriter; market research; ecommerce; e commerce; demand generation; lead generation;
lead gen; salesperson; salesman; saleswoman; real estate agent; realtor; publicist; community manager;
solutions engineer; solution engineer; solutions consultant; territory manager; merchandiser; event manager;
events manager; go to market; partner sales; partner marketing; sales development; vertrieb; vertriebsleiter(in);
vertriebsleitung; vertriebsmitarbeiter(in); verkauf; verkaufsleiter(in); verkaufer(in); aussendienst;
marketingleiter(in); kundenberater(in); kundenbetreuer(in); geschaftsentwicklung; offentlichkeitsarbeit;
kommunikation; unternehmenskommunikation; innendienst; commercial(e); ventes; directeur commercial;
directrice commerciale; charge de communication; chargee de communication; communication; charge d affaires;
chargee d affaires; ingenieur commercial; responsable commercial; responsable marketing; directeur marketing;
vendeur; vendeuse; ventas; gerente de ventas; director comercial; directora comercial; comercial; mercadeo;
mercadotecnia; vendedor(a); ejecutivo de ventas; ejecutiva de ventas; ejecutivo de cuentas; ejecutiva de cuentas;
comunicacion; vendas; gerente de vendas; gerente comercial; executivo de contas; executiva de contas;
gerente de contas; diretor comercial; diretora comercial; comunicacao; publicidade; vendite; direttore commerciale;
direttrice commerciale; responsabile commerciale; responsabile vendite; responsabile marketing; commerciale;
venditore; venditrice; comunicazione; verkoop; verkoper; accountmanager; marketeer; commercieel directeur;
communicatie; communicatieadviseur; sprzedaz; sprzedazy; handlowiec; przedstawiciel handlowy;
specjalista ds marketingu; marketingu; dyrektor handlowy; dyrektor sprzedazy; obchod; obchodnik; obchodni reditel;
obchodni zastupce; prodej; forsaljning; forsaljningschef; saljare; marknadschef; marknad; marknadsforing;
kommunikator; salg; saelger; salgschef; marketingchef; kommunikationschef; selger; salgssjef; markedssjef;
kommunikasjonsradgiver; salgsleder; satis; satis muduru; satis temsilcisi; satis uzmani; pazarlama;
pazarlama muduru; reklam; kurumsal iletisim; продажи; продаж; менеджер по продажам; продажам; маркетинг; маркетолог;
маркетингу; маркетинга; реклама; коммерческий директор; пиар; продавець; комерційний директор; 営業; 営業部長;
マーケティング; セールス; 広報; 販売; 営業担当; 销售; 銷售; 销售经理; 市场; 市場; 营销; 行銷; 客户经理; 客戶經理;
业务; 业务经理; 商务; 運營推廣; 영업; 마케팅; 세일즈; 홍보; 사업개발; مبيعات; تسويق; مدير مبيعات; مدير تسويق;
المبيعات; التسويق; علاقات عامة; مندوب مبيعات; продажів; відділу продажів; partner engineer
"""

PEOPLE: Final = """
hr; human resources; hr manager; hr business partner; hrbp; people; people operations; people partner;
people and culture; talent; talent acquisition; talent partner; recruiter; recruiting; recruitment;
recruitment consultant; technical recruiter; headhunter; head hunter; sourcer; chro; chief people officer;
chief human resources officer; learning and development; l d; organisational development;
organizational development; compensation and benefits; payroll specialist; diversity; dei; employee experience;
executive search; employer branding; workforce; people business partner; hr executive; executive recruiter;
personalleiter(in); personalleitung; personalreferent(in); personalentwicklung; personalwesen; personalabteilung;
personalberater(in); ressources humaines; rh; drh; directeur des ressources humaines;
directrice des ressources humaines; responsable rh; recrutement; charge de recrutement; chargee de recrutement;
recruteur; recruteuse; recursos humanos; rrhh; reclutador(a); gerente de recursos humanos; talento humano;
recrutador(a); analista de rh; risorse umane; responsabile risorse umane; selezionatrice; selezione del personale;
personeelszaken; hr adviseur; personeelsadviseur; werving; zasobow ludzkich; kadry; kadr; rekruter(ka);
specjalista ds rekrutacji; rekrutacji; personalista; personalistka; lidskych zdroju; lidske zdroje;
personalni reditel; personalchef; hr chef; rekryterare; hr konsult; hr partner; hr konsulent; personalsjef; hr sjef;
rekrutterer; insan kaynaklari; ik uzmani; ik muduru; ise alim; кадры; кадров; персонала; по персоналу; рекрутер;
подбору персонала; рекрутинг; персоналу; 人事; 人事部長; 採用; 採用担当; 人力资源; 人力資源; 招聘; 人事经理; hr经理;
인사; 인사팀장; 채용; 인사담당자; موارد بشرية; الموارد البشرية; توظيف; ik
"""

FINANCE: Final = """
finance; financial; financial analyst; finance manager; finance director; finance business partner; accountant;
accounting; accounts payable; accounts receivable; auditor; audit; controller; controlling; treasurer; treasury;
tax; cfo; chief financial officer; chief finance officer; investment; investment manager; investment banker;
investment banking; investor; investment analyst; investor relations; angel investor; venture capital;
venture partner; private equity; portfolio manager; fund manager; asset management; wealth manager; banker; banking;
trader; trading; broker; actuary; underwriter; insurance; risk manager; risk analyst; credit analyst; bookkeeper;
loan officer; quant; equity research; chief risk officer; payroll; fintech; m&a; mergers and acquisitions;
financial advisor; financial adviser; staff accountant; finance officer; finanzen; buchhalter(in); buchhaltung;
steuerberater(in); wirtschaftsprufer(in); finanzleiter(in); leiter finanzen; finanzbuchhalter(in); bankkaufmann;
bankkauffrau; kaufmannischer leiter; kaufmannische leiterin; versicherungskaufmann; versicherungskauffrau;
finanzvorstand; finanzberater(in); comptable; comptabilite; controleur de gestion; controleuse de gestion;
directeur financier; directrice financiere; daf; expert comptable; analyste financier; tresorier; auditeur;
auditrice; responsable financier; finanzas; contador(a); contable; contabilidad; auditor(a); director financiero;
directora financiera; gerente financiero; analista financiero; analista financiera; tesorero; banca;
gerente de finanzas; financas; contabilidade; contabilista; diretor financeiro; diretora financeira;
gerente financeiro; analista financeiro; analista contabil; auditora; finanza; contabile; contabilita;
commercialista; direttore finanziario; responsabile amministrativo; bancario; financien; boekhouder;
financieel directeur; controleur; belastingadviseur; finanse; ksiegowy; ksiegowa; glowny ksiegowy; glowna ksiegowa;
dyrektor finansowy; analityk finansowy; finansow; audytor(ka); kontroler finansowy; ucetni; financni reditel;
financni analytik; danovy poradce; financi; ekonom; hlavni ucetni; redovisningsekonom; ekonomichef;
ekonomiassistent; ekonomidirektor; finansdirektor; revisor; bogholder; okonomichef; okonomisjef; regnskapsforer;
regnskabschef; okonomidirektor; finans; muhasebe; muhasebeci; muhasebe muduru; finans muduru; finans direktoru;
mali isler; mali musavir; denetci; bankaci; финансы; финансовый директор; финансовый аналитик; бухгалтер;
главный бухгалтер; аудитор; финансов; бухгалтерка; фінансовий директор; фінансовий аналітик; головний бухгалтер;
фінансів; 経理; 財務; 会計士; 会計; 税理士; 最高財務責任者; 経理部長; 金融; 财务; 会计; 會計; 财务总监; 首席财务官;
审计; 審計; 投资; 投資; 投资经理; 재무; 회계; 회계사; 최고재무책임자; 경리; 투자; مالية; محاسب; محاسبة; مدير مالي;
المدير المالي; مدقق
"""

LEGAL: Final = """
legal; lawyer; attorney; solicitor; barrister; paralegal; counsel; general counsel; legal counsel; legal director;
law; judge; notary; compliance; compliance officer; compliance manager; data protection officer; privacy;
privacy counsel; patent attorney; patent; intellectual property; regulatory affairs; regulatory; contracts manager;
legal operations; chief legal officer; clo; legal assistant; prosecutor; law student; dpo; magistrate; rechtsanwalt;
rechtsanwaltin; anwalt; anwaltin; jurist(in); richter(in); notar(in); recht; syndikus; datenschutzbeauftragte(r);
patentanwalt; patentanwaltin; rechtsabteilung; justiziar(in); avocat(e); juriste; notaire; directeur juridique;
directrice juridique; responsable juridique; juridique; magistrat(e); delegue a la protection des donnees; abogado;
abogada; asesor legal; asesora legal; asesor juridico; juridico; notario; juez; jueza; cumplimiento; advogado;
advogada; juiz(a); gerente juridico; avvocato; avvocata; notaio; giudice; legale; ufficio legale; advocaat; notaris;
bedrijfsjurist; juridisch; rechter; prawnik; prawniczka; adwokat; radca prawny; sedzia; notariusz; pravnik;
pravnicka; advokat(ka); soudce; soudkyne; pravni; notar(ka); jurist; advokat; bolagsjurist; domare; dommer;
juridisk; avukat; hukuk; hukuk musaviri; hakim; savci; noter; юрист(ка); адвокат; судья; нотариус; юридический;
юрисконсульт; суддя; юридичний; 弁護士; 法務; 司法書士; 弁理士; 律师; 律師; 法务; 法律顾问; 변호사; 법무; 판사;
변리사; محامي; محام; محامية; قانوني; مستشار قانوني; قاضي
"""

OPERATIONS: Final = """
operations; operations manager; operations director; operations analyst; supply chain; logistics; procurement;
purchasing; buyer; sourcing; sourcing manager; warehouse; manufacturing; production manager; production;
plant manager; quality manager; quality assurance; quality control; facilities; facility manager; office manager;
executive assistant; personal assistant; administrative assistant; administrative; office administrator;
receptionist; secretary; business operations; process improvement; lean; six sigma; fleet; inventory; import export;
assembler; machinist; chief procurement officer; factory; back office; einkauf; einkaufer(in); einkaufsleiter(in);
logistik; logistiker(in); produktion; produktionsleiter(in); betriebsleiter(in); qualitatsmanagement; sekretar(in);
sekretariat; burokaufmann; burokauffrau; industriekaufmann; industriekauffrau; werkleiter(in); sachbearbeiter(in);
disponent(in); assistenz der geschaftsfuhrung; assistentin der geschaftsfuhrung; assistent der geschaftsfuhrung;
achats; acheteur; acheteuse; logistique; qualite; secretaire; assistante de direction; assistant de direction;
directeur des operations; directeur d usine; approvisionnement; operaciones; logistica; compras; comprador(a);
produccion; calidad; almacen; jefe de operaciones; gerente de operaciones; secretari(o); secretaria;
asistente administrativo; asistente administrativa; auxiliar administrativo; operacoes; gerente de operacoes;
suprimentos; producao; qualidade; assistente administrativo; assistente administrativa; acquisti;
responsabile acquisti; produzione; magazziniere; operazioni; segretaria; logistiek; inkoop; inkoper; productie;
magazijn; kwaliteit; secretaresse; directiesecretaresse; logistyka; logistyki; zakupy; zakupow; produkcji;
magazynier; sekretarka; asystentka zarzadu; logistika; nakup; nakupci; vyroba; vyroby; skladnik; provozni reditel;
inkop; inkopare; produktionschef; kvalitet; produktionsleder; indkob; indkober; innkjop; innkjoper; produksjon;
driftsleder; lojistik; satin alma; uretim; operasyon; operasyon muduru; tedarik zinciri; kalite; depo; логистика;
логист; логистики; закупки; закупок; снабжения; производства; производство; операционный директор; логістика;
логіст; закупівель; виробництва; 物流; 購買; 製造; 生産管理; 生産; 品質管理; 総務; 工場長; 物流经理; 采购; 採購;
生产; 生產; 供应链; 供應鏈; 运营; 營運; 质量; 品質; 行政; 厂长; 물류; 구매; 생산; 품질; 운영; 총무; عمليات;
العمليات; مشتريات; لوجستيات; إنتاج; مدير عمليات; جودة
"""

HEALTH: Final = """
doctor; physician; surgeon; nurse; registered nurse; nursing; midwife; dentist; dental; pharmacist; pharmacy;
therapist; physiotherapist; physical therapist; occupational therapist; psychologist; psychiatrist; cardiologist;
radiologist; pediatrician; paediatrician; anesthesiologist; anaesthetist; neurologist; oncologist;
general practitioner; paramedic; medical; medical director; medical student; medical officer; clinical;
clinical research; health; healthcare; public health; caregiver; care manager; patient; patient care; veterinarian;
veterinary; nutritionist; dietitian; optometrist; medicine; md physician; chief medical officer;
physician assistant; medical assistant; dental assistant; radiographer; biomedical; epidemiologist; hospital;
staff nurse; health informatics; psychotherapist; medical doctor; patient outcomes; mental health; arzt; arztin;
oberarzt; oberarztin; chefarzt; chefarztin; facharzt; facharztin; assistenzarzt; assistenzarztin;
krankenpfleger(in); krankenschwester; pflegefachkraft; pflegefachfrau; pflegefachmann; pflege; pflegedienstleitung;
apotheker(in); zahnarzt; zahnarztin; psychologe; psychologin; psychotherapeut(in); physiotherapeut(in); hebamme;
tierarzt; tierarztin; altenpfleger(in); medizin; medecin; infirmier; infirmiere; pharmacien(ne); dentiste;
chirurgien(ne); sage femme; kinesitherapeute; psychologue; veterinaire; sante; aide soignant(e); medico; medica;
enfermero; enfermera; farmaceutico; farmaceutica; odontologo; odontologa; psicologo; psicologa; fisioterapeuta;
cirujano; cirujana; salud; dentista; enfermeiro; enfermeira; psicologa clinica; cirurgiao; saude;
medico veterinario; infermiere; infermiera; farmacista; chirurgo; primario; ostetrica; salute; fisioterapista; arts;
huisarts; verpleegkundige; apotheker; tandarts; fysiotherapeut; verzorgende; zorg; psycholoog; lekarz; lekarka;
pielegniarka; pielegniarz; farmaceut(ka); dentysta; psycholog; fizjoterapeut(ka); ratownik medyczny; polozna;
lekar(ka); zdravotni sestra; sestra; lekarnik; zubar(ka); fyzioterapeut(ka); lakare; overlakare; sjukskoterska;
tandlakare; fysioterapeut; psykolog; apotekare; underskoterska; laege; overlaege; sygeplejerske; tandlaege; lege;
overlege; sykepleier; tannlege; helsefagarbeider; farmasoyt; doktor; uzman doktor; hekim; hemsire; eczaci;
dis hekimi; saglik; psikolog; fizyoterapist; врач; медсестра; хирург; фармацевт; стоматолог; психолог; главный врач;
терапевт; фельдшер; лікар; лікарка; хірург; психологиня; головний лікар; 医師; 看護師; 薬剤師; 歯科医師; 理学療法士;
医療; 介護; 医生; 醫生; 护士; 護士; 医师; 醫師; 药师; 主任医师; 医疗; 牙医; 의사; 간호사; 약사; 치과의사; 의료;
물리치료사; طبيب; طبيبة; ممرض; ممرضة; صيدلي; صيدلانية; جراح; طب; صحة; الصحة
"""

EDUCATION: Final = """
teacher; head teacher; headteacher; headmaster; headmistress; lecturer; senior lecturer; tutor; instructor; trainer;
education; school; school principal; vice principal; assistant principal; academic advisor; dean; provost;
university; curriculum; teaching; teaching assistant; student; training; learning; librarian; faculty; kindergarten;
educator; instructional designer; student affairs; student success; principal tutor; student services; childcare;
lehrer(in); dozent(in); schulleiter(in); schulleitung; erzieher(in); ausbilder(in); padagoge; padagogin; bildung;
student(in); lehramt; kitaleitung; trainer(in); enseignant(e); professeur(e); formateur; formatrice; proviseur(e);
etudiant(e); enseignement; formation; institutrice; instituteur; professeur des ecoles; profesor(a); maestro;
maestra; docente; educacion; estudiante; profesora; formador(a); educacao; estudante; pedagogo; pedagoga; formador;
insegnante; preside; studente; studentessa; formatore; leraar; lerares; docent(e); leerkracht; onderwijs;
schoolleider; schooldirecteur; opleider; nauczyciel(ka); wykladowca; dyrektor szkoly; edukacji; szkoleniowiec;
ucitel(ka); lektor(ka); reditel skoly; vzdelavani; larare; rektor; forskollarare; utbildning; utbildare; laerer;
skoleleder; paedagog; uddannelse; skoleinspektor; barnehagelaerer; utdanning; ogretmen; ogretmeni; egitmen; egitim;
ogrenci; ogretim gorevlisi; ogretim uyesi; okul muduru; учитель; учительница; преподаватель; студент(ка);
воспитатель; репетитор; образования; директор школы; вчитель; вчителька; викладач(ка); освіти; директор школи; 教師;
教員; 講師; 校長; 学生; 教育; 先生; 老师; 教师; 讲师; 校长; 培训; 教練; 교사; 강사; 교장; 교육; 학생; 선생님; معلم;
معلمة; مدرس; مدرسة; تعليم; طالب; طالبة; مدرب; محاضر
"""

PUBLIC: Final = """
public sector; public policy; policy; policy advisor; policy adviser; policy officer; policy analyst;
public administration; civil servant; diplomat; ambassador; minister; secretary of state; permanent secretary;
mayor; councillor; councilor; politician; senator; member of parliament; parliament; police; police officer;
firefighter; military; soldier; army; navy; air force; customs officer; social worker; caseworker; ngo; nonprofit;
non profit; charity; humanitarian; volunteer; fundraiser; fundraising; grants manager; programme officer;
public affairs; government relations; city planner; commissioner; governor; foundation; probation officer;
community organizer; international development; pastor; priest; clergy; warden; coast guard; defence; defense;
honorary secretary; royal society; public service; beamter; beamtin; referatsleiter(in); burgermeister(in);
oberburgermeister(in); ministerialrat; polizist(in); soldat(in); verwaltung; verwaltungsfachangestellte(r);
sozialarbeiter(in); sozialpadagoge; sozialpadagogin; staatssekretar(in); feuerwehrmann; politiker(in);
fonctionnaire; maire; ministre; attache(e) territorial; policier; policiere; pompier; travailleur social;
assistante sociale; collectivite territoriale; prefet(e); funcionario; funcionaria; alcalde; alcaldesa; ministro;
ministra; policia; trabajador social; trabajadora social; servidor publico; servidora publica; prefeito; prefeita;
policial; assistente social; vereador(a); funzionario pubblico; sindaco; sindaca; poliziotto; assistente sociale;
carabiniere; ambtenaar; beleidsmedewerker; beleidsadviseur; burgemeester; politieagent; maatschappelijk werker;
wethouder; urzednik; urzedniczka; burmistrz; wojt; policjant(ka); strazak; pracownik socjalny; radny; radna;
urednik; urednice; starosta; starostka; policista; hasic; socialni pracovnik; socialni pracovnice; handlaggare;
kommunchef; kommundirektor; polis; socionom; socialsekreterare; sagsbehandler; borgmester; politibetjent;
socialradgiver; saksbehandler; ordforer; politi; sosionom; radmann; memur; devlet memuru; kaymakam; vali;
belediye baskani; polis memuru; sosyal hizmet; чиновник; госслужащий; государственный служащий; министр; депутат;
полицейский; социальный работник; мэр; держслужбовець; державний службовець; міністр; соціальний працівник;
поліцейський; мер; 公務員; 警察官; 議員; 市長; 消防士; 公务员; 警察; 市长; 局长; 社工; 공무원; 경찰; 경찰관;
국회의원; 시장; 소방관; 사회복지사; موظف حكومي; وزير; شرطي; سفير; دبلوماسي; government
"""

MEDIA: Final = """
journalist; reporter; senior editor; managing editor; editor in chief; writer; technical writer; author; novelist;
poet; publisher; publishing; correspondent; correspondence; photographer; videographer; film; filmmaker; producer;
music producer; musician; actor; actress; singer; dancer; artist; curator; museum; animator; video editor; podcast;
broadcaster; media; translator; interpreter; content creator; content writer; screenwriter; composer; archivist;
youtuber; game designer; documentary; documentation; redakteur(in); chefredakteur(in); autor(in);
schriftsteller(in); ubersetzer(in); dolmetscher(in); fotograf(in); kunstler(in); musiker(in); schauspieler(in);
verleger(in); technische(r) redakteur(in); journaliste; redacteur; redactrice; redacteur en chef; auteur; autrice;
traducteur; traductrice; photographe; artiste; musicien(ne); comedien(ne); realisateur; realisatrice; interprete;
periodista; escritor(a); traductor(a); fotografo; fotografa; artista; musico; musica; editor(a); jornalista;
tradutor(a); giornalista; traduttore; traduttrice; scrittore; scrittrice; musicista; attore; attrice; caporedattore;
schrijver; vertaler; tolk; fotograaf; kunstenaar; hoofdredacteur; dziennikarz; dziennikarka; tlumacz(ka);
fotograf(ka); artysta; artystka; pisarz; pisarka; redaktor(ka); novinar(ka); prekladatel(ka); spisovatel(ka);
umelec; sefredaktor(ka); oversattare; fotograf; redaktor; konstnar; chefredaktor; forfattare; oversaetter;
forfatter; kunstner; oversetter; gazeteci; yazar; cevirmen; tercuman; fotografci; sanatci; журналист(ка); редактор;
главный редактор; переводчик; переводчица; фотограф; художник; музыкант; писатель; журналіст(ка); перекладач(ка);
редакторка; письменник; головний редактор; 記者; 編集者; 翻訳者; 作家; カメラマン; 写真家; ライター; 編集長; 记者;
編輯; 编辑; 翻译; 翻譯; 摄影师; 攝影師; 媒体; 导演; 艺术家; 主编; 기자; 편집자; 번역가; 작가; 사진작가; 예술가;
편집장; 감독; 통역사; صحفي; صحفية; مترجم; مترجمة; كاتب; كاتبة; مصور; فنان; محرر; رئيس تحرير; editor
"""

SERVICE: Final = """
customer service; customer support; customer care; customer experience; call center; call centre; call center agent;
customer service representative; retail; store manager; shop assistant; sales assistant; cashier; hospitality;
hotel; hotel manager; restaurant; restaurant manager; cook; sous chef; head chef; executive chef; pastry chef;
chef de partie; baker; barista; waiter; waitress; bartender; housekeeper; cleaner; security guard; driver;
truck driver; pilot; flight attendant; cabin crew; electrician; plumber; carpenter; mechanic; welder; gardener;
farmer; landscaper; hairdresser; beautician; personal trainer; travel agent; tour guide; real estate;
property manager; barber; tailor; butcher; florist; head waiter; travel; food and beverage; kundenservice;
kundendienst; einzelhandel; filialleiter(in); filialleitung; marktleiter(in); koch; kochin; kellner(in); backer(in);
elektriker(in); tischler(in); schreiner(in); maurer(in); friseur(in); fahrer(in); lkw fahrer(in); hausmeister(in);
gartner(in); klempner(in); hotelfachfrau; hotelfachmann; landwirt(in); service client; cuisinier; cuisiniere;
serveur; serveuse; electricien(ne); plombier; menuisier; coiffeur; coiffeuse; chauffeur; boulanger; boulangere;
agriculteur; agricultrice; hotellerie; restauration; atencion al cliente; servicio al cliente; cocinero; cocinera;
camarero; camarera; electricista; fontanero; carpintero; peluquero; peluquera; mesero; mesera; agricultor(a);
atendimento; atendimento ao cliente; cozinheiro; cozinheira; garcom; eletricista; motorista; cabeleireiro;
cabeleireira; servizio clienti; assistenza clienti; cuoco; cuoca; cameriere; cameriera; elettricista; idraulico;
autista; parrucchiere; parrucchiera; falegname; klantenservice; kok; kelner; elektricien; loodgieter; timmerman;
kapper; kapster; winkelmedewerker; obsluga klienta; obslugi klienta; kucharz; kucharka; kelner(ka); elektryk;
hydraulik; kierowca; fryzjer(ka); zakaznicky servis; kuchar(ka); cisnik; servirka; elektrikar; instalater; truhlar;
ridic(ka); kadernice; kundtjanst; kock; servitor; elektriker; rormokare; snickare; frisor; kundeservice; kokk;
servitris; tomrer; chauffor; sjafor; rorlegger; butikschef; butikksjef; musteri hizmetleri; musteri temsilcisi;
asci; garson; elektrikci; tesisatci; sofor; kuafor; повар; официант(ка); электрик; сантехник; водитель; парикмахер;
клиентский сервис; поддержки клиентов; продавец; кухар; офіціант(ка); електрик; водій; перукар; カスタマーサポート;
接客; 料理人; シェフ; 店長; 運転手; 美容師; 販売員; 客服; 厨师; 廚師; 服务员; 司机; 司機; 电工; 店长; 고객서비스;
고객지원; 요리사; 운전기사; 점장; 미용사; خدمة العملاء; طباخ; سائق; كهربائي; نادل
"""

MANAGEMENT: Final = """
ceo; chief executive; chief executive officer; coo; chief operating officer; president; vice president;
managing director; general manager; director general; general director; managing partner; founder; cofounder;
co founder; owner; business owner; entrepreneur; serial entrepreneur; chairman; chairwoman; chairperson; chair;
board member; board of directors; member of the board; trustee; country manager; chief of staff; partner;
founding partner; senior partner; group md; executive chairman; deputy ceo; regional director; branch manager; cao;
proprietor; co owner; managing member; non executive director; board director; vice chairman; secretary general;
geschaftsfuhrer(in); geschaftsfuhrung; geschaftsleitung; geschaftsleiter(in); vorstand; vorstandsmitglied;
vorstandsvorsitzende(r); inhaber(in); grunder(in); mitgrunder(in); unternehmer(in); gesellschafter(in);
aufsichtsrat; verwaltungsrat; prokurist(in); pdg; directeur general; directrice generale; president(e); fondateur;
fondatrice; cofondateur; cofondatrice; gerant(e); associe(e); proprietaire; chef d entreprise; entrepreneur(e);
dirigeant; administrateur delegue; directora general; gerente general; director ejecutivo; directora ejecutiva;
presidente; presidenta; fundador(a); cofundador(a); socio; socia; dueno; duena; propietario; propietaria;
empresario; empresaria; emprendedor(a); consejero delegado; diretor geral; diretora geral; diretor executivo;
diretora executiva; socio gerente; socio administrador; proprietario; empreendedor(a); empresari(o);
amministratore delegato; amministratrice delegata; amministratore unico; direttore generale; fondatore; titolare;
imprenditore; imprenditrice; directeur bestuurder; algemeen directeur; oprichter; medeoprichter; eigenaar;
bestuurder; ondernemer; bestuursvoorzitter; prezes; prezes zarzadu; wiceprezes; czlonek zarzadu; dyrektor generalny;
wlasciciel(ka); zalozyciel(ka); wspolzalozyciel(ka); przedsiebiorca; generalni reditel(ka); vykonny reditel;
jednatel(ka); majitel(ka); zakladatel(ka); podnikatel(ka); predseda; predsedkyne; vd; verkstallande direktor;
grundare; medgrundare; agare; foretagare; entreprenor; styrelseledamot; styrelseordforande;
administrerende direktor; adm direktor; daglig leder; grunder; styreleder; styremedlem; eier; stifter; medstifter;
indehaver; ejer; bestyrelsesmedlem; genel mudur; genel muduru; kurucu; kurucu ortak; ortak; girisimci;
sirket sahibi; firma sahibi; yonetim kurulu baskani; yonetim kurulu uyesi; генеральный директор;
исполнительный директор; основатель(ница); сооснователь(ница); владелец; владелица; президент; предприниматель;
председатель; партнер; учредитель(ница); генеральний директор; генеральна директорка; засновник; засновниця;
співзасновник; співзасновниця; власник; власниця; підприємець; підприємиця; 社長; 代表取締役; 代表取締役社長;
取締役; 会長; 創業者; 共同創業者; 経営者; 最高経営責任者; 起業家; 首席执行官; 执行长; 執行長; 总经理; 總經理; 总裁;
總裁; 董事长; 董事長; 董事; 创始人; 創始人; 創辦人; 联合创始人; 合伙人; 老板; 대표; 대표이사; 사장; 회장; 창업자;
공동창업자; 최고경영자; 이사; الرئيس التنفيذي; المدير التنفيذي; المدير العام; مدير عام; مؤسس; الشريك المؤسس; مالك;
رائد أعمال; صاحب شركة; رئيس مجلس الإدارة; executive director
"""
