"""Words of rank in job titles, by level and language. A phrase beats the words in it: "product owner" is no owner.

Phrases stand between semicolons; letters in brackets may be there or not. Every choice of a level is ours [D], after
how such titles are commonly used: `lead` leads people or a craft, `executive` answers for a whole house.
"""

from collections.abc import Mapping
from typing import Final

LEVELS: Final = ("entry", "mid", "senior", "lead", "executive")
"""The stages of a career, the lowest first; the same words as the user's own stage."""

JUNIOR: Final = """
junior; jr; intern; internship; trainee; apprentice; apprenticeship; graduate engineer; graduate trainee;
graduate developer; graduate consultant; working student; summer analyst; phd student; phd candidate;
doctoral student; doctoral candidate; doctoral researcher; student; student assistant; undergraduate; cadet;
entry level; early career; fresher; new grad; articling student; graduate student; management trainee;
summer associate; probationer; werkstudent(in); praktikant(in); auszubildende(r); azubi; lehrling; volontar(in);
trainee(in); student(in); doktorand(in); studentische hilfskraft; referendar(in); berufseinsteiger(in); stagiaire;
alternant(e); apprenti(e); etudiant(e); doctorant(e); debutant(e); becari(o); becaria; practicante; aprendiz;
pasante; estudiante; doctorando; doctoranda; estagiari(o); estagiaria; aprendiza; estudante; doutorando; doutoranda;
junior(a); jovem aprendiz; stagista; tirocinante; apprendista; studente; studentessa; dottorando; dottoranda;
stagiair(e); leerling; promovendus; promovenda; stazyst(a); stazystka; praktykant(ka); mlodsz(y); mlodsza;
doktorant(ka); stazist(a); stazistka; stazista; praktikantka; mladsi; studentka; doktorandka; ucen; praktikanter;
larling; laerling; elev; studerande; studerende; stipendiat; stajyer; cirak; ogrenci; doktora ogrencisi; стажер;
стажёр; младший; младшая; студент(ка); аспирант(ка); практикант(ка); ученик; молодший; молодша; інтерн; стажист;
аспірант(ка); учень; インターン; 見習い; 新卒; 研修生; 学生; 大学院生; 実習生; 实习; 實習; 初级; 初級; 学徒; 见习;
管培生; 研究生; 博士生; 인턴; 신입; 수습; 연습생; 학생; 대학원생; متدرب; متدربة; طالب; طالبة; مبتدئ; متمرن;
graduate software; graduate data; graduate analyst; graduate program; graduate programme; graduate scheme;
recent graduate
"""
"""Says of the whole title that somebody begins: a junior manager begins too."""

ENTRY: Final = """
assistant; sales assistant; shop assistant; teaching assistant; research assistant; office assistant; clerk; helper;
aide; receptionist; cashier; teaching fellow; office junior; hilfskraft; aushilfe; assistent(in); assistenz;
sekretar(in); assistant(e); auxiliaire; asistente; auxiliar; ayudante; assistente; ajudante; addetto; addetta;
aiuto; assistent(e); asystent(ka); asistent(ka); asistan; yardimci; ассистент(ка); помощник; помощница;
асистент(ка); помічник; помічниця; アシスタント; 助手; 助理; 어시스턴트; 보조; مساعد; مساعدة
"""

MID: Final = """
account manager; key account manager; product manager; project manager; program manager; programme manager;
community manager; social media manager; case manager; customer success manager; relationship manager;
content manager; change manager; release manager; office manager; event manager; events manager; brand manager;
partner manager; category manager; test manager; scrum manager; campaign manager; care manager; client manager;
delivery manager; incident manager; problem manager; service manager; technical account manager; property manager;
product marketing manager; channel manager; territory manager; growth manager; configuration manager;
grants manager; knowledge manager; success manager; alliance manager; partnerships manager; assistant manager;
partnership manager; demand manager; traffic manager; product owner; process owner; service owner; system owner;
data owner; application owner; risk owner; control owner; business partner; hr business partner; people partner;
talent partner; channel partner; delivery partner; technology partner; finance business partner;
people business partner; partner engineer; partner solutions; partner success; account executive; sales executive;
marketing executive; hr executive; business development executive; customer service executive; operations executive;
support executive; it executive; executive assistant; executive secretary; executive search; account director;
executive recruiter; executive coach; personal assistant; administrative assistant; legal assistant;
dental assistant; medical assistant; physician assistant; assistant professor; research associate; research fellow;
postdoc; postdoctoral; postdoctoral researcher; associate; lead generation; lead gen; lead generation specialist;
lead qualification; lead management; head hunter; chief of party; team member; crew member; staff nurse;
staff writer; staff accountant; staff officer; member of staff; technical staff; head waiter; desk officer;
police officer; information officer; programme officer; program officer; project officer; loan officer;
compliance officer; data protection officer; press officer; policy officer; customs officer; communications officer;
admissions officer; warrant officer; petty officer; field officer; research officer; executive chef; engineer;
developer; programmer; coder; administrator; sysadmin; analyst; consultant; specialist; scientist; researcher;
designer; tester; technician; architect; writer; journalist; reporter; translator; interpreter; teacher; lecturer;
tutor; instructor; trainer; nurse; midwife; doctor; physician; surgeon; dentist; pharmacist; therapist;
physiotherapist; psychologist; paramedic; veterinarian; lawyer; attorney; solicitor; barrister; paralegal; notary;
accountant; auditor; bookkeeper; controller; actuary; economist; statistician; trader; broker; banker; underwriter;
recruiter; sourcer; coordinator; co ordinator; planner; buyer; advisor; adviser; counsellor; counselor;
representative; agent; officer; expert; practitioner; evangelist; advocate; marketer; copywriter; strategist;
photographer; videographer; illustrator; animator; artist; musician; producer; librarian; archivist; curator;
historian; mathematician; physicist; chemist; biologist; geologist; astronomer; surveyor; electrician; plumber;
carpenter; mechanic; welder; machinist; driver; pilot; cook; baker; barista; waiter; waitress; salesperson;
salesman; saleswoman; merchandiser; scrum master; agile coach; coach; facilitator; organiser; organizer; operator;
dispatcher; inspector; investigator; firefighter; soldier; secretary; publisher; novelist; author; poet; integrator;
modeler; modeller; hacker; pentester; penetration tester; webmaster; publicist; negotiator; purchaser; appraiser;
assessor; examiner; generalist; social worker; caseworker; pastor; priest; entwickler(in); softwareentwickler(in);
webentwickler(in); ingenieur(in); softwareingenieur(in); bauingenieur(in); informatiker(in); fachinformatiker(in);
wirtschaftsinformatiker(in); administrator(in); systemadministrator(in); berater(in); unternehmensberater(in);
beraterin; analyst(in); spezialist(in); fachkraft; sachbearbeiter(in); referent(in); projektleiter(in);
projektmanager(in); produktmanager(in); redakteur(in); lehrer(in); dozent(in); arzt; arztin; krankenpfleger(in);
krankenschwester; apotheker(in); rechtsanwalt; rechtsanwaltin; anwalt; anwaltin; jurist(in); buchhalter(in);
steuerberater(in); wirtschaftsprufer(in); kaufmann; kauffrau; burokaufmann; burokauffrau; wissenschaftler(in);
wissenschaftliche(r) mitarbeiter(in); mitarbeiter(in); techniker(in); mechatroniker(in); elektriker(in);
gestalter(in); architekt(in); ubersetzer(in); verkaufer(in); vertriebsmitarbeiter(in); einkaufer(in);
personalreferent(in); journalist(in); psychologe; psychologin; erzieher(in); polizist(in); beamter; beamtin; koch;
kochin; koordinator(in); programmierer(in); tester(in); forscher(in); physiker(in); chemiker(in); biologe; biologin;
tischler(in); ingenieur(e); developpeur; developpeuse; programmeur; programmeuse; analyste; consultant(e);
conseiller; conseillere; chef de projet; cheffe de projet; chef de produit; cheffe de produit; charge d affaires;
chargee d affaires; charge de; chargee de; technicien(ne); administrateur systemes; administrateur systeme;
administrateur reseau; administratrice systemes; comptable; juriste; avocat(e); medecin; infirmier; infirmiere;
pharmacien(ne); enseignant(e); professeur(e); formateur; formatrice; chercheur; chercheuse; redacteur; redactrice;
journaliste; graphiste; traducteur; traductrice; commercial(e); vendeur; vendeuse; acheteur; acheteuse;
gestionnaire; architecte; testeur; testeuse; coordinateur; coordinatrice; developpeur full stack; concepteur;
conceptrice; responsable de compte; responsable clientele; electricien(ne); ingenier(o); ingeniera;
desarrollador(a); programador(a); analista; consultor(a); asesor(a); tecnico; tecnica; especialista;
jefe de proyecto(s); jefa de proyecto(s); gerente de proyecto(s); gerente de producto; gerente de cuenta(s);
disenador(a); administrador de sistemas; administradora de sistemas; contador(a); contable; abogado; abogada;
medico; medica; enfermero; enfermera; profesor(a); maestro; maestra; docente; investigador(a); periodista;
traductor(a); vendedor(a); comprador(a); coordinador(a); arquitecto; arquitecta; ejecutivo de cuentas;
ejecutiva de cuentas; ejecutivo de ventas; ejecutiva de ventas; farmaceutico; farmaceutica; psicologo; psicologa;
redactor(a); auditor(a); economista; electricista; engenheir(o); engenheira; desenvolvedor(a);
gerente de projeto(s); gerente de produto(s); gerente de conta(s); administrador de redes; advogado; advogada;
enfermeiro; enfermeira; pesquisador(a); jornalista; tradutor(a); coordenador(a); arquiteto; arquiteta;
coordinatore; coordinatrice; professora;
executivo de contas; executiva de contas; executivo de vendas; auditora; medico veterinario; designer grafico;
designer grafica; tecnologo; psicologa clinica; contabilista; ingegnere; sviluppatore; sviluppatrice; programmatore;
programmatrice; consulente; tecnico informatico; sistemista; capo progetto; avvocato; avvocata; infermiere;
infermiera; insegnante; ricercatore; ricercatrice; giornalista; traduttore; traduttrice; venditore; venditrice;
commercialista; contabile; impiegato; impiegata; architetto; amministratore di sistema; amministratore di rete;
progettista; grafico; specialista; farmacista; ontwikkelaar; softwareontwikkelaar; beheerder; systeembeheerder;
adviseur; projectleider; projectmanager; onderzoeker; docent(e); leraar; lerares; arts; verpleegkundige; advocaat;
boekhouder; accountmanager; medewerker; tolk; verkoper; vertaler; vormgever; technicus; ontwerper; deskundige;
ingenieur; applicatiebeheerder; jurist(e); inzynier; analityk; konsultant(ka); specjalist(a); specjalistka;
kierownik projektu; administrator systemow; tester(ka); nauczyciel(ka); lekarz; lekarka; pielegniarka; pielegniarz;
prawnik; prawniczka; adwokat; ksiegowy; ksiegowa; badacz(ka); dziennikarz; dziennikarka; grafik; tlumacz(ka);
handlowiec; doradca; wykladowca; projektant(ka); architektka; naukowiec; rekruter(ka); koordynator(ka); inzenyr(ka);
vyvojar(ka); programator(ka); analytik; analyticka; konzultant(ka); specialist(a); specialistka; projektovy manazer;
projektova manazerka; spravce; ucitel(ka); sestra; pravnik; pravnicka; advokat(ka); ucetni; vyzkumnik; novinar(ka);
prekladatel(ka); obchodnik; poradce; produktovy manazer; technik; navrhar(ka); koordinatorka; ingenjor;
civilingenjor; utvecklare; systemutvecklare; mjukvaruutvecklare; programmerare; konsult; radgivare; projektledare;
larare; lakare; sjukskoterska; jurist; advokat; ekonom; redovisningsekonom; forskare; oversattare; saljare;
handlaggare; tekniker; produktagare; formgivare; systemadministrator; arkitekt; testare; koordinator; produktledare;
ingenior; udvikler; softwareudvikler; konsulent; projektleder; laerer; laege; sygeplejerske; forsker; saelger;
raadgiver; radgiver; sagsbehandler; programmor; udviklingskonsulent; produktejer; utvikler; systemutvikler;
programvareutvikler; sivilingenior; prosjektleder; lege; sykepleier; selger; saksbehandler; forskar; produkteier;
okonom; muhendis; muhendisi; yazilim muhendisi; gelistirici; gelistiricisi; yazilimci; programci; analist; danisman;
danismani; uzman; uzmani; proje yoneticisi; proje muduru; urun yoneticisi; urun muduru; ogretmen; ogretmeni; doktor;
hemsire; avukat; muhasebeci; arastirmaci; gazeteci; tasarimci; tercuman; temsilci; temsilcisi; teknisyen; mimar;
memur; sistem yoneticisi; arastirma gorevlisi; hekim; eczaci; инженер; программист; разработчик; разработчица;
аналитик; консультант; специалист; администратор; менеджер проекта; менеджер проектов; менеджер продукта;
менеджер по продажам; менеджер; тестировщик; тестировщица; дизайнер; учитель; учительница; преподаватель; врач;
медсестра; юрист; адвокат; бухгалтер; исследователь; научный сотрудник; журналист; переводчик; архитектор;
экономист; эксперт; рекрутер; маркетолог; продавец; техник; психолог; координатор; редактор; руководитель проекта;
руководитель проектов; інженер; програміст(ка); розробник; розробниця; аналітик; фахівець; спеціаліст;
адміністратор; керівник проекту; керівник проєкту; тестувальник; тестувальниця; вчитель; вчителька; викладач(ка);
лікар; лікарка; юрист(ка); дослідник; дослідниця; журналіст(ка); перекладач(ка); архітектор; дизайнерка;
науковий співробітник; економіст; менеджерка; проєктний менеджер; бухгалтерка; продавець; エンジニア; 開発者;
プログラマー; プログラマ; 技術者; デザイナー; コンサルタント; アナリスト; 研究員; 研究者; 教師; 教員; 講師; 医師;
看護師; 弁護士; 会計士; 税理士; 営業; 記者; 編集者; 翻訳者; プロジェクトマネージャー; プロダクトマネージャー;
プロジェクトマネジャー; プロダクトマネジャー; スペシャリスト; サイエンティスト; 薬剤師; アーキテクト; 担当; 社員;
工程师; 工程師; 开发; 開發; 程序员; 程式設計師; 设计师; 設計師; 分析师; 分析師; 顾问; 顧問; 产品经理; 產品經理;
项目经理; 專案經理; 客户经理; 客戶經理; 研究员; 老师; 教师; 讲师; 医生; 醫生; 护士; 護士; 律师; 律師; 会计; 會計;
记者; 编辑; 編輯; 翻译; 翻譯; 专员; 專員; 科学家; 科學家; 架构师; 架構師; 运维; 测试; 測試; 医师; 醫師; 药师;
엔지니어; 개발자; 프로그래머; 디자이너; 컨설턴트; 분석가; 애널리스트; 연구원; 교사; 강사; 의사; 간호사; 변호사;
회계사; 기자; 편집자; 번역가; 대리; 사원; 프로젝트 매니저; 프로덕트 매니저; 매니저; 전문가; 과학자; 약사; 주임;
담당자; مهندس; مهندسة; مطور; مطورة; مبرمج; مبرمجة; محلل; محللة; مستشار; مستشارة; اخصائي; أخصائي; أخصائية; مصمم;
مصممة; مدرس; مدرسة; معلم; معلمة; طبيب; طبيبة; ممرض; ممرضة; محامي; محام; محامية; محاسب; محاسبة; باحث; باحثة; صحفي;
صحفية; مترجم; مترجمة; مدير مشروع; مدير مشاريع; مدير منتج; مدير حسابات; فني; مندوب; موظف; موظفة; صيدلي; مسؤول; منسق;
profesora; analyste d affaires; qa; sre; devops; dba; ux; bookseller; programista; programistka; editor; sdet;
informaticien(ne); informatico; informatica; webontwikkelaar; informatyk; deweloper(ka); mjukvaruingenjor;
softwareingenior; webbutvecklare; програмист; anwendungsentwickler(in); netzwerkadministrator(in);
systemtechniker(in); systemingenieur(in); netzwerktechniker(in); netwerkbeheerder; drifttekniker; natverkstekniker;
driftskonsulent; сисадмин; девопс; システム管理者; 系统管理员; 系統管理員; 시스템 관리자; data steward;
biostatistician; datenanalyst(in); datenwissenschaftler(in); dateningenieur(in); statistiker(in);
cientifico de datos; cientifica de datos; cientista de dados; datawetenschapper; gegevensanalist; datovy vedec;
dataanalytiker; dataingenjor; dataingenior; dataanalyst; дата сайентист; عالم بيانات; threat hunter; cryptographer;
informationssicherheitsbeauftragte(r); it sicherheitsbeauftragte(r); sicherheitsanalyst(in); beveiligingsanalist;
productmanager; grafiker(in); grafikdesigner(in); mediengestalter(in); formgiver; projektkoordinator(in);
programmleiter(in); projectcoordinator; prosjektkoordinator; verksamhetsutvecklare; スクラムマスター; is analisti;
geometra; konstrukteur(in); konstruktor(ka); konstrukter(ka); конструктор; 建築士; 建筑师; 建築師; 건축가; 건축사;
academic; sociologist; anthropologist; linguist; philosopher; biochemist; geneticist; mathematiker(in);
hochschullehrer(in); cientista; wetenschapper; adiunkt; vedec; ученый; науковець; bdr; sdr; realtor;
kundenberater(in); kundenbetreuer(in); marketeer; communicatieadviseur; przedstawiciel handlowy; obchodni zastupce;
kommunikator; kommunikasjonsradgiver; headhunter; personalberater(in); recruteur; recruteuse; reclutador(a);
recrutador(a); selezionatrice; personeelsadviseur; personalista; personalistka; rekryterare; rekrutterer; treasurer;
investor; angel investor; quant; finanzbuchhalter(in); bankkaufmann; bankkauffrau; versicherungskaufmann;
versicherungskauffrau; finanzberater(in); controleur de gestion; controleuse de gestion; tresorier; auditeur;
auditrice; tesorero; bancario; controleur; belastingadviseur; audytor(ka); kontroler finansowy; revisor; bogholder;
regnskapsforer; mali musavir; denetci; bankaci; аудитор; judge; prosecutor; magistrate; richter(in); notar(in);
syndikus; datenschutzbeauftragte(r); patentanwalt; patentanwaltin; notaire; magistrat(e); notario; juez; jueza;
juiz(a); notaio; giudice; notaris; bedrijfsjurist; rechter; radca prawny; sedzia; notariusz; soudce; soudkyne;
bolagsjurist; domare; dommer; hakim; savci; noter; судья; нотариус; юрисконсульт; суддя; 司法書士; 弁理士; 판사;
변리사; assembler; logistiker(in); industriekaufmann; industriekauffrau; disponent(in); secretaire; secretari(o);
secretaria; magazziniere; segretaria; inkoper; secretaresse;
directiesecretaresse; magazynier; sekretarka; inkopare; indkober; innkjoper;
логист; логіст; psychiatrist; cardiologist; radiologist; pediatrician; paediatrician; anesthesiologist;
anaesthetist; neurologist; oncologist; caregiver; nutritionist; dietitian; optometrist; radiographer;
epidemiologist; psychotherapist; assistenzarzt; assistenzarztin; pflegefachkraft; pflegefachfrau; pflegefachmann;
zahnarzt; zahnarztin; psychotherapeut(in); physiotherapeut(in); hebamme; tierarzt; tierarztin; altenpfleger(in);
dentiste; chirurgien(ne); sage femme; kinesitherapeute; psychologue; veterinaire; odontologo; odontologa;
fisioterapeuta; cirujano; cirujana; dentista; cirurgiao; chirurgo; ostetrica; fisioterapista; huisarts; tandarts;
fysiotherapeut; verzorgende; psycholoog; farmaceut(ka); dentysta; psycholog; fizjoterapeut(ka); ratownik medyczny;
polozna; lekar(ka); lekarnik; zubar(ka); fyzioterapeut(ka); tandlakare; psykolog; apotekare; underskoterska;
tandlaege; tannlege; helsefagarbeider; farmasoyt; dis hekimi; psikolog; fizyoterapist; хирург; фармацевт;
стоматолог; терапевт; фельдшер; хірург; 理学療法士; 牙医; 물리치료사; صيدلانية; جراح; educator; ausbilder(in);
padagoge; padagogin; institutrice; instituteur; formador(a); pedagogo; pedagoga; formatore; leerkracht; opleider;
szkoleniowiec; lektor(ka); forskollarare; utbildare; paedagog; barnehagelaerer; egitmen; воспитатель; репетитор;
先生; 教練; 선생님; مدرب; محاضر; civil servant; diplomat; councillor; councilor; politician; fundraiser; soldat(in);
sozialarbeiter(in); sozialpadagoge; sozialpadagogin; feuerwehrmann; politiker(in); fonctionnaire; policier;
policiere; pompier; travailleur social; funcionario; funcionaria; policia; trabajador social; trabajadora social;
servidor publico; servidora publica; policial; poliziotto; ambtenaar; beleidsmedewerker; beleidsadviseur;
politieagent; wethouder; urzednik; urzedniczka; policjant(ka); strazak; pracownik socjalny; urednik; urednice;
policista; hasic; socialni pracovnik; socionom; socialsekreterare; politibetjent; socialradgiver; sosionom;
devlet memuru; polis memuru; чиновник; госслужащий; депутат; полицейский; социальный работник; держслужбовець;
соціальний працівник; поліцейський; 公務員; 警察官; 消防士; 公务员; 警察; 社工; 공무원; 경찰관; 소방관; 사회복지사;
شرطي; دبلوماسي; correspondent; filmmaker; actor; actress; singer; dancer; broadcaster; blogger; content creator;
screenwriter; composer; autor(in); schriftsteller(in); dolmetscher(in); fotograf(in); kunstler(in); musiker(in);
schauspieler(in); auteur; autrice; photographe; artiste; musicien(ne); comedien(ne); realisateur; realisatrice;
interprete; escritor(a); fotografo; fotografa; artista; editor(a); scrittore; scrittrice; musicista; attore;
attrice; schrijver; fotograaf; kunstenaar; fotograf(ka); artysta; artystka; pisarz; pisarka; spisovatel(ka); umelec;
konstnar; forfattare; oversaetter; forfatter; kunstner; oversetter; yazar; cevirmen; fotografci; sanatci;
переводчица; фотограф; художник; музыкант; писатель; редакторка; письменник; 作家; カメラマン; 写真家; ライター;
摄影师; 攝影師; 艺术家; 작가; 사진작가; 예술가; 통역사; كاتب; كاتبة; مصور; فنان; محرر; bartender; housekeeper;
cleaner; security guard; flight attendant; gardener; farmer; landscaper; hairdresser; beautician; tour guide;
barber; tailor; butcher; florist; kellner(in); backer(in); schreiner(in); maurer(in); friseur(in); fahrer(in);
hausmeister(in); gartner(in); klempner(in); hotelfachfrau; hotelfachmann; landwirt(in); cuisinier; cuisiniere;
serveur; serveuse; plombier; menuisier; coiffeur; coiffeuse; chauffeur; boulanger; boulangere; agriculteur;
agricultrice; cocinero; cocinera; camarero; camarera; fontanero; carpintero; peluquero; peluquera; mesero; mesera;
agricultor(a); cozinheiro; cozinheira; garcom; eletricista; motorista; cabeleireiro; cabeleireira; cuoco; cuoca;
cameriere; cameriera; elettricista; idraulico; autista; parrucchiere; parrucchiera; falegname; kok; kelner;
elektricien; loodgieter; timmerman; kapper; kapster; winkelmedewerker; kucharz; kucharka; kelner(ka); elektryk;
hydraulik; kierowca; fryzjer(ka); kuchar(ka); cisnik; servirka; elektrikar; instalater; truhlar; ridic(ka); kock;
servitor; rormokare; snickare; frisor; kokk; servitris; tomrer; chauffor; sjafor; rorlegger; asci; garson;
elektrikci; tesisatci; sofor; kuafor; повар; официант(ка); электрик; сантехник; водитель; парикмахер; кухар;
офіціант(ка); електрик; водій; перукар; 料理人; シェフ; 運転手; 美容師; 販売員; 厨师; 廚師; 服务员; 司机; 司機;
电工; 요리사; 운전기사; 미용사; طباخ; سائق; كهربائي; نادل; student success manager; postdoctoral fellow
"""
"""Professions without a word of rank, and words of rank that mean less than they say."""

SENIOR: Final = """
managing consultant;
senior; sr; snr; experienced; seasoned; software architect; solution architect; solutions architect;
enterprise architect; cloud architect; system architect; systems architect; data architect; technical architect;
security architect; it architect; infrastructure architect; application architect; platform architect;
network architect; associate professor; reader; senior lecturer; senior fellow; counsel; legal counsel;
founding engineer; art director; associate principal; special adviser; special advisor; master craftsman;
consultant surgeon; consultant physician; senior associate; fellow; specialist doctor; avp;
assistant vice president; leitende(r) ingenieur(in); erfahrene(r); softwarearchitekt(in); oberarzt; oberarztin;
meister(in); facharzt; facharztin; confirme(e); experimente(e); maitre de conferences; senior(e);
architecte logiciel; senior(a); sr(a); pleno senior; arquitecto de software; arquitecta de software;
arquiteto de software; arquiteta de software; architetto software; starsz(y); starsza; starsi; seniorka; zkuseny;
zkusena; vrchni; seniorutvecklare; seniorkonsulent; seniorradgiver; seniorudvikler; seniorutvikler; overlege;
overlaege; overlakare; universitetslektor; forstekonsulent; forsteamanuensis; kidemli; docent dr; docentka;
uzman doktor; старший; старшая; сеньор; ведущий; ведущая; главный специалист; доцент; старша; провідний; провідна;
сеньйор; シニア; 主任; 主任研究員; 上級; 専門; 准教授; ソリューションアーキテクト; 高级; 高級; 资深; 資深;
主任工程师; 副教授; 主任医师; 시니어; 선임; 부교수; 차장; 과장; كبير; كبيرة; كبار; أول; اول; خبير; أستاذ مشارك
"""

LEAD: Final = """
lead; leader; head; team lead; team leader; tech lead; technical lead; principal; distinguished; manager; director;
supervisor; foreman; forewoman; chief; chief of staff; professor; dean; headmaster; headmistress; headteacher;
head teacher; deputy head; vice principal; deputy director; vicedirettore; vicedirettrice; group product manager;
associate director; assistant director; group leader;
senior manager; general counsel; editor in chief; commander; captain; superintendent; associate vice president;
assistant principal; postmaster; principal investigator; department chair; ambassador extraordinary;
creative director; superintendant; engineering manager; store manager; branch manager; operations manager;
team manager; leiter(in); leitung; leitende(r); teamleiter(in); teamleitung; gruppenleiter(in); gruppenleitung;
abteilungsleiter(in); abteilungsleitung; hauptabteilungsleiter(in); bereichsleiter(in); bereichsleitung;
ressortleiter(in); referatsleiter(in); vertriebsleiter(in); vertriebsleitung; verkaufsleiter(in);
entwicklungsleiter(in); personalleiter(in); personalleitung; einkaufsleiter(in); produktionsleiter(in);
betriebsleiter(in); werkleiter(in); werksleiter(in); filialleiter(in); filialleitung; niederlassungsleiter(in);
standortleiter(in); schulleiter(in); schulleitung; marketingleiter(in); marktleiter(in); bauleiter(in);
laborleiter(in); institutsleiter(in); kitaleitung; pflegedienstleitung; chefarzt; chefarztin; direktor(in);
prokurist(in); chefredakteur(in); vorarbeiter(in); dezernent(in); it leiter(in); einrichtungsleitung;
sachgebietsleiter(in); dienststellenleiter(in); regionalleiter(in); fuhrungskraft; teamchef(in);
stellvertretende(r) leiter(in); directeur; directrice; directeur adjoint; directrice adjointe; responsable;
chef d equipe; cheffe d equipe; chef de service; cheffe de service; chef de departement; chef; cheffe;
chef d agence; proviseur(e); redacteur en chef; encadrant(e); dirigeant; director(a); directora; subdirector(a);
gerente; subgerente; jefe; jefa; lider; lider tecnico; lider de equipo; encargado; encargada; supervisor(a); decano;
decana; catedratico; catedratica; diretor(a); gestor(a); lider tecnica; chefe; chefia; responsavel; superintendente;
reitor(a); direttore; direttrice; responsabile; dirigente; capo; capo reparto; capoufficio; capo squadra; capoturno;
caporedattore; preside; primario; hoofd; teamleider; leidinggevende; afdelingshoofd; hoofdredacteur; hoogleraar;
leider; afdelingsmanager; teammanager; hoofdingenieur; schoolleider; kierownik; kierowniczka; dyrektor(ka);
lider(ka); menedzer(ka); brygadzist(a); naczelnik; szef(owa); dziekan; vedouci; reditel(ka); manazer(ka); mistr;
sefredaktor(ka); dekan(ka); nacelnik; namestek; primar; avdelningschef; gruppchef; sektionschef; enhetschef;
utvecklingschef; it chef; ekonomichef; personalchef; marknadschef; forsaljningschef; driftchef; produktionschef;
platschef; projektchef; teamledare; arbetsledare; chefredaktor; direktor; avdelingsleder; afdelingsleder;
afdelingschef; teamleder; leder; gruppeleder; seksjonsleder; enhetsleder; utviklingssjef; sjef; it sjef;
okonomisjef; salgssjef; personalsjef; markedssjef; driftsleder; udviklingschef; salgschef; okonomichef; fagsjef;
teknisk sjef; chefkonsulent; kontorchef; redaktor; mudur; muduru; direktoru; yonetici; yoneticisi; sef; sefi;
lideri; baskan; baskani; takim lideri; ekip lideri; dekan; amir; amiri; sorumlusu; mudur yardimcisi; руководитель;
начальник; директор; тимлид; техлид; тим лид; лид; заведующий; заведующая; декан; профессор; управляющий;
управляющая; главный инженер; главный врач; главный бухгалтер; главный редактор; бригадир; ректор; глава отдела;
заместитель директора; мастер; керівник; керівниця; директорка; завідувач(ка); професор(ка); головний інженер;
головний лікар; головний бухгалтер; головний редактор; начальниця; управитель; тімлід; техлід; керуючий; керуюча;
заступник директора; лідер; 部長; 課長; 係長; 次長; 室長; 所長; 店長; 工場長; 校長; 本部長; マネージャー;
マネジャー; リーダー; リード; 教授; 統括; 責任者; 編集長; 院長; グループ長; チーム長; ディレクター; テックリード;
学長; 主幹; 经理; 經理; 总监; 總監; 主管; 组长; 組長; 部长; 科长; 处长; 负责人; 負責人; 院长; 校长; 首席工程师;
首席架构师; 主编; 店长; 技术负责人; 领导; 厂长; 领班; 队长; 팀장; 부장; 실장; 본부장; 파트장; 센터장; 책임; 수석;
리드; 리더; 교수; 교장; 소장; 점장; 원장; 편집장; 그룹장; 지점장; 디렉터; مدير; مديرة; رئيس قسم; رئيسة قسم;
رئيس فريق; قائد فريق; قائد; مشرف; مشرفة; عميد; أستاذ; استاذ; رئيس تحرير; مدير إدارة; profesorka; staff engineer;
staff software; staff developer; staff scientist; staff designer; staff researcher; staff data; staff product;
staff security; staff site; staff platform; staff machine; staff systems; staff devops; staff infrastructure;
staff cloud; staff ml; staff backend; staff frontend; staff full; head chef; produktchef; produktsjef;
marketingchef; kommunikationschef; salgsleder; finanzleiter(in); regnskabschef; produktionsleder; skoleleder;
butikschef; butikksjef; stavbyvedouci; byggeleder; schooldirecteur; kommunchef; rssi
"""

EXECUTIVE: Final = """
ceo; cto; cfo; coo; cio; ciso; cso; cmo; cpo; chro; cdo; cco; cro; cao; clo; cxo; c level; evp; svp; vp; vps;
senior vp; svp engineering; vice president; vice presidents; senior vice president; executive vice president;
president; managing director; executive director; non executive director; board director; director general;
general director; managing partner; partner; equity partner; founding partner; senior partner; general partner;
venture partner; founder; cofounder; co founder; owner; co owner; coowner; proprietor; business owner; chairman;
chairwoman; chairperson; chair; executive chairman; vice chair; vice chairman; board member; board of directors;
member of the board; trustee; group md; general manager; country manager; country head; governor; minister;
secretary of state; permanent secretary; undersecretary; secretary general; general secretary; mayor; ambassador;
chancellor; vice chancellor; provost; entrepreneur; serial entrepreneur; managing member; chief executive;
deputy ceo; fractional cto; fractional cfo; interim ceo; global head; executive officer; executive partner;
regional director; pro vice chancellor; commissioner; senator; geschaftsfuhrer(in);
geschaftsfuhrende(r) gesellschafter(in); geschaftsfuhrung; geschaftsleitung; geschaftsleiter(in); vorstand;
vorstandin; vorstandsmitglied; vorstandsvorsitzende(r); mitglied des vorstands; mitglied der geschaftsleitung;
inhaber(in); grunder(in); mitgrunder(in); gesellschafter(in); eigentumer(in); unternehmer(in); aufsichtsrat;
aufsichtsratin; verwaltungsrat; verwaltungsratin; prasident(in); vizeprasident(in); generaldirektor(in);
burgermeister(in); oberburgermeister(in); minister(in); staatssekretar(in); vorsitzende(r);
hauptgeschaftsfuhrer(in); selbststandige(r) unternehmer(in); pdg; president directeur general; directeur general;
directrice generale; directeur general adjoint; directrice generale adjointe; dg; dga; dsi; drh; daf;
directeur executif; directrice executive; fondateur; fondatrice; cofondateur; cofondatrice; co fondateur;
co fondatrice; gerant(e); associe(e) gerant(e); associe(e); administrateur; administratrice; administrateur delegue;
vice president(e); president(e); proprietaire; maire; ministre; secretaire general(e); entrepreneur(e);
entrepreneuse; chef d entreprise; cheffe d entreprise; membre du directoire; directeur des systemes d information;
directora general; director ejecutivo; directora ejecutiva; director gerente; gerente general; vicepresidente;
vicepresidenta; vice presidente; presidente; presidenta; fundador(a); cofundador(a); co fundador(a); socio; socia;
socio fundador; socia fundadora; socio director; dueno; duena; propietario; propietaria; consejero delegado;
consejera delegada; consejero; consejera; empresario; empresaria; emprendedor(a); alcalde; alcaldesa; ministro;
ministra; rector(a); diretor geral; diretora geral; diretor executivo; diretora executiva; diretor presidente;
diretora presidente; diretor superintendente; socio gerente; socia gerente; socio administrador; proprietario;
proprietaria; empreendedor(a); empresari(o); conselheiro; conselheira; prefeito; prefeita; dono; dona;
vice diretor geral; amministratore delegato; amministratrice delegata; amministratore unico; amministratrice unica;
direttore generale; direttrice generale; direttore esecutivo; fondatore; co fondatore; titolare; socio fondatore;
imprenditore; imprenditrice; sindaco; sindaca; consigliere di amministrazione; presidente del consiglio;
vicepresidente esecutivo; directeur bestuurder; algemeen directeur; oprichter; medeoprichter; mede oprichter;
eigenaar; eigenares; bestuurder; bestuurslid; voorzitter; burgemeester; ondernemer; vennoot; raad van bestuur;
statutair directeur; bestuursvoorzitter; financieel directeur; prezes; prezes zarzadu; wiceprezes; czlonek zarzadu;
czlonkini zarzadu; zarzad; dyrektor generalny; dyrektorka generalna; dyrektor zarzadzajacy; wlasciciel(ka);
zalozyciel(ka); wspolzalozyciel(ka); wspolwlasciciel(ka); przedsiebiorca; wojt; burmistrz; prezydent;
przewodniczacy; przewodniczaca; partner zarzadzajacy; prezeska; generalni reditel(ka); vykonny reditel;
vykonna reditelka; jednatel(ka); majitel(ka); zakladatel(ka); spoluzakladatel(ka); predseda; predsedkyne;
clen predstavenstva; clenka predstavenstva; podnikatel(ka); starosta; starostka; spolumajitel(ka); primator(ka);
financni reditel(ka); technicky reditel(ka); obchodni reditel(ka); vd; verkstallande direktor; vice vd;
generaldirektor; grundare; medgrundare; agare; delagare; styrelseordforande; styrelseledamot; ordforande;
foretagare; egenforetagare; entreprenor; ekonomidirektor; teknisk direktor; kommundirektor; finansdirektor;
marknadsdirektor; adm dir; administrerende direktor; adm direktor; daglig leder; grunder; styreleder; styremedlem;
eier; medeier; konserndirektor; konsernsjef; bestyrelsesmedlem; bestyrelsesformand; stifter; medstifter; indehaver;
ejer; medejer; vicedirektor; ivaerksaetter; koncernchef; viceadministrerende; formand; genel mudur; genel muduru;
genel mudur yardimcisi; kurucu; kurucusu; kurucu ortak; kurucu ortagi; ortak; ortagi; sahibi;
yonetim kurulu baskani; yonetim kurulu uyesi; icra kurulu baskani; baskan yardimcisi; girisimci; isletme sahibi;
firma sahibi; sirket sahibi; belediye baskani; bakan; rektor; teknoloji direktoru; ust yonetici;
генеральный директор; исполнительный директор; технический директор; финансовый директор; коммерческий директор;
директор по развитию; основатель(ница); сооснователь(ница); со основатель; владелец; владелица; собственник;
учредитель(ница); президент; вице президент; председатель; председатель правления; предприниматель;
индивидуальный предприниматель; член правления; член совета директоров; партнер; партнёр; управляющий партнер;
министр; мэр; управляющий директор; операционный директор; генеральний директор; генеральна директорка;
виконавчий директор; виконавча директорка; технічний директор; фінансовий директор; комерційний директор; засновник;
засновниця; співзасновник; співзасновниця; власник; власниця; віце президент; голова; голова правління; підприємець;
підприємиця; член правління; міністр; мер; керуючий партнер; операційний директор; 社長; 副社長; 代表取締役;
代表取締役社長; 取締役; 専務; 専務取締役; 常務; 常務取締役; 会長; 執行役員; 最高経営責任者; 最高技術責任者;
最高財務責任者; 最高情報責任者; 最高執行責任者; 最高情報セキュリティ責任者; 創業者; 共同創業者; 経営者; 代表;
オーナー; 役員; 理事長; 理事; 監査役; 起業家; パートナー; 大臣; 首席执行官; 首席執行官; 首席技术官; 首席技術官;
首席财务官; 首席財務長; 首席信息官; 首席信息安全官; 首席运营官; 首席产品官; 执行长; 執行長; 技術長; 總經理; 总经理;
副总经理; 副總經理; 总裁; 總裁; 副总裁; 副總裁; 董事长; 董事長; 董事; 执行董事; 创始人; 創始人; 創辦人; 联合创始人;
聯合創始人; 老板; 老闆; 合伙人; 合夥人; 企业家; 局长; 市长; 部长级; 主席; 法人代表; 厅长; 总编辑; 대표; 대표이사;
사장; 부사장; 회장; 부회장; 전무; 상무; 이사; 임원; 창업자; 공동창업자; 공동 창업자; 최고경영자; 최고기술책임자;
최고재무책임자; 최고정보보호책임자; 총괄이사; 이사장; 파트너; 장관; 시장; 총장; الرئيس التنفيذي; رئيس تنفيذي;
المدير التنفيذي; مدير تنفيذي; المدير العام; مدير عام; رئيس مجلس الإدارة; رئيس مجلس ادارة; عضو مجلس الإدارة;
عضو مجلس إدارة; مؤسس; المؤسس; الشريك المؤسس; شريك مؤسس; شريك; مالك; صاحب شركة; نائب الرئيس; رائد أعمال; وزير;
مدير تقني تنفيذي; نائب المدير العام; رئيس الشركة; finanzvorstand; okonomidirektor; borgmester; ordforer; rektorin
"""

NOTHING: Final = """
student affairs; student success; student services; student support; student life; student advisor; student adviser;
student union; student experience; student recruitment; lead time; lead free; head office; head start; junior school;
junior college; junior high; partner programs; partner ecosystem; partner marketing; partner sales; executive education;
executive communications; executive office; data center; lead management system; head of household; owner relations;
volunteer coordinator; volunteer manager; student body; first responder; first line; first aid; senior living;
senior care; senior citizens; senior high
"""
"""Phrases whose words mean something else there."""

WORDS: Final[Mapping[str, str]] = {
    "junior": JUNIOR,
    "entry": ENTRY,
    "mid": MID,
    "senior": SENIOR,
    "lead": LEAD,
    "executive": EXECUTIVE,
    "nothing": NOTHING,
}
"""Phrases by what they say; `junior` is entry, whatever else is said; `nothing` takes its words out."""
