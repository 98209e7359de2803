"""Words of what somebody does in job titles, by field and language; written as in `title_levels`, and ours [D] too.

The longest phrase decides, then the first; `WEAK` fields count only where no other is told.
"""

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[str, str]] = {
    "software": "Software",
    "platform": "Platforms and IT",
    "data": "Data and AI",
    "security": "Security",
    "product": "Product",
    "design": "Design",
    "projects": "Projects and delivery",
    "engineering": "Engineering beside software",
    "research": "Research",
    "consulting": "Consulting",
    "sales": "Sales and marketing",
    "people": "People and HR",
    "finance": "Finance",
    "legal": "Legal",
    "operations": "Operations and supply",
    "health": "Health",
    "education": "Education",
    "public": "Public sector and good causes",
    "media": "Media and arts",
    "service": "Service and trades",
    "management": "Running a house",
}
"""Every field by its word, and as it is shown."""

WEAK: Final = frozenset({"management", "consulting", "engineering", "education"})
"""What a title says beside something else: an engineer of data is in data, a student of law in law."""

SOFTWARE: Final = """
software; developer; programmer; coder; software engineer; software developer; software architect;
software development; web developer; web engineer; frontend; front end; backend; back end; full stack; fullstack;
mobile developer; ios; android; game developer; embedded software; embedded engineer; firmware; java; python;
javascript; typescript; golang; rust; php; ruby; kotlin; swift; scala; dotnet; c++; react; node js; nodejs; qa;
qa engineer; quality assurance engineer; test engineer; software tester; test automation; sdet; cto;
chief technology officer; chief technical officer; engineering manager; vp engineering; vp of engineering;
head of engineering; director of engineering; engineering director; engineering lead; tech lead; technical lead;
technology lead; founding engineer; developer advocate; developer relations; developer experience; devrel;
staff engineer; principal engineer; senior engineer; lead engineer; open source; computer science;
computer scientist; application developer; technology director; technical director; head of technology;
vp technology; blockchain; sap developer; abap; programming; distinguished engineer; senior staff engineer;
salesforce developer; svp engineering; engineering leader; entwickler(in); softwareentwickler(in);
softwareentwicklung; webentwickler(in); softwareingenieur(in); softwarearchitekt(in); entwicklungsleiter(in);
informatiker(in); fachinformatiker(in); fachinformatiker anwendungsentwicklung; anwendungsentwickler(in);
anwendungsentwicklung; programmierer(in); informatik; technischer leiter; leiter entwicklung;
wirtschaftsinformatiker(in); developpeur; developpeuse; logiciel; logiciels; ingenieur logiciel;
ingenieure logiciel; programmeur; programmeuse; informaticien(ne); directeur technique; directrice technique;
ingenieur developpement; genie logiciel; architecte logiciel; developpement logiciel; desarrollador(a);
programador(a); ingeniero de software; ingeniera de software; desarrollo de software; ingeniero de sistemas;
ingeniera de sistemas; ingeniero informatico; ingeniera informatica; informatico; director de tecnologia;
directora de tecnologia; arquitecto de software; arquitecta de software; desenvolvedor(a); engenheiro de software;
engenheira de software; desenvolvimento de software; analista de sistemas; diretor de tecnologia;
diretora de tecnologia; arquiteto de software; arquiteta de software; sviluppatore; sviluppatrice; programmatore;
programmatrice; ingegnere del software; ingegnere software; ingegnere informatico; direttore tecnico;
sviluppo software; architetto software; ontwikkelaar; softwareontwikkelaar; softwareontwikkeling; webontwikkelaar;
softwareontwikkelingsmanager; technisch directeur; programistka; inzynier oprogramowania; oprogramowania;
dyrektor techniczny; informatyk; deweloper(ka); vyvojar(ka); programator(ka); softwarovy inzenyr;
softwarova inzenyrka; technicky reditel; vyvoj; tester(ka); utvecklare; systemutvecklare; mjukvaruutvecklare;
programmerare; mjukvaruingenjor; utvecklingschef; udvikler; softwareudvikler; programmor; softwareingenior;
udviklingschef; utvikler; systemutvikler; programvareutvikler; utviklingssjef; webbutvecklare; yazilim;
yazilim muhendisi; yazilim gelistirici; gelistirici; yazilimci; programci; bilgisayar muhendisi;
teknoloji direktoru; программист; разработчик; разработчица; разработка; разработки; инженер программист;
программное обеспечение; технический директор; тестировщик; тестировщица; техлид; тимлид; программного обеспечения;
фронтенд; бэкенд; програміст(ка); розробник; розробниця; розробки; тестувальник; тестувальниця;
програмного забезпечення; технічний директор; ソフトウェア; ソフトウェアエンジニア; 開発者; プログラマー;
プログラマ; フロントエンド; バックエンド; フロントエンドエンジニア; バックエンドエンジニア; 最高技術責任者;
開発部長; 開発; ウェブエンジニア; モバイルエンジニア; テックリード; アプリエンジニア; 软件; 軟體; 软件工程师;
軟體工程師; 开发工程师; 開發工程師; 程序员; 程式設計師; 前端; 后端; 後端; 首席技术官; 首席技術官; 技术总监;
技術總監; 测试工程师; 测试; 开发; 研发; 架构师; 全栈; 技术负责人; 技術長; 软件开发; 前端工程师; 后端工程师;
前端開發; 程序; 소프트웨어; 소프트웨어 엔지니어; 개발자; 프로그래머; 프론트엔드; 백엔드; 최고기술책임자; 개발팀장;
개발; 풀스택; مبرمج; مبرمجة; برمجيات; مهندس برمجيات; مهندسة برمجيات; مطور; مطورة; مطور برمجيات; برمجة; programista;
програмист; net developer
"""

PLATFORM: Final = """
platform; platform engineer; platform engineering; platform lead; devops; dev ops; devops engineer; sre;
site reliability; site reliability engineer; reliability; reliability engineer; cloud; cloud engineer;
cloud architect; infrastructure; infrastructure engineer; kubernetes; aws; azure; gcp; linux; unix;
system administrator; systems administrator; sysadmin; sys admin; systems engineer; system engineer;
systems architect; network engineer; network administrator; network architect; networking engineer;
network operations; database administrator; dba; it; it manager; it director; it support; it specialist;
it administrator; it operations; it consultant; it architect; it service; it services; it project manager;
information technology; technical support; tech support; support engineer; help desk; helpdesk; service desk;
desktop support; cio; chief information officer; enterprise architect; technical operations; production engineer;
release engineer; build engineer; itil; sap; sap basis; erp; telecom; telecommunications;
telecommunications engineer; data center; data centre; storage engineer; cloud operations; observability; platforms;
technical services; solutions architect; solution architect; systemadministrator(in); administrator(in);
netzwerkadministrator(in); it leiter(in); leiter it; leiterin it; it administrator(in); systemtechniker(in);
systemingenieur(in); fachinformatiker systemintegration; systemintegration; edv; edv leiter; it berater(in);
rechenzentrum; netzwerktechniker(in); it systemelektroniker(in); it abteilungsleiter(in); anwendungsbetreuer(in);
it referent(in); administrateur systemes; administrateur systeme; administratrice systemes; administrateur reseau;
administrateur reseaux; ingenieur systemes; ingenieur systeme; ingenieur reseaux; ingenieur cloud; dsi;
directeur des systemes d information; responsable informatique; informatique; systemes d information;
technicien informatique; support informatique; architecte cloud; administrador de sistemas;
administradora de sistemas; administrador de redes; soporte tecnico; tecnico informatico;
tecnologias de la informacion; tecnologia de la informacion; sistemas; infraestructura; suporte tecnico;
infraestrutura; tecnologia da informacao; ti; gerente de ti; jefe de sistemas; director de sistemas; redes;
analista de suporte; coordenador de ti; gerente de sistemas; sistemista; amministratore di sistema;
amministratore di rete; responsabile it; infrastruttura; assistenza tecnica; responsabile informatico;
responsabile sistemi informativi; sistemi informativi; systeembeheerder; netwerkbeheerder; applicatiebeheerder;
beheerder; ict; ict manager; ict beheerder; infrastructuur; it beheerder; administrator systemow;
administrator sieci; administrator(ka); informatyka; kierownik it; dyrektor it; wsparcie techniczne; chmura;
spravce site; spravce systemu; systemovy administrator; sitovy administrator; vedouci it; reditel it;
technicka podpora; systemadministrator; it chef; driftchef; drifttekniker; it tekniker; natverkstekniker;
it konsult; it konsulent; it sjef; it leder; driftskonsulent; it direktor; it ansvarlig; it ansvarig;
systemforvaltare; it drift; it radgiver; sistem yoneticisi; ag yoneticisi; sistem muhendisi; bilgi islem;
bilgi islem muduru; bilgi teknolojileri; ag muhendisi; bulut; системный администратор; сисадмин; сетевой инженер;
девопс; системный инженер; техническая поддержка; технической поддержки; ит директор; директор по ит;
информационных технологий; информационные технологии; системный архитектор; ит; инфраструктура;
системний адміністратор; мережевий інженер; системний інженер; технічна підтримка; технічної підтримки;
інформаційних технологій; インフラ; インフラエンジニア; クラウド; クラウドエンジニア; ネットワーク;
ネットワークエンジニア; 情報システム; 情報システム部長; システム管理者; システムエンジニア; 社内se;
プラットフォーム; プラットフォームエンジニア; 运维; 運維; 运维工程师; 系统管理员; 系統管理員; 网络工程师;
網路工程師; 云计算; 雲端; 平台工程师; 平台; 首席信息官; 信息技术; 資訊; 系统工程师; 系統工程師; 基础设施; 技术支持;
인프라; 인프라 엔지니어; 클라우드; 클라우드 엔지니어; 네트워크; 네트워크 엔지니어; 시스템 관리자; 시스템 엔지니어;
플랫폼; 플랫폼 엔지니어; 전산; 데브옵스; مهندس شبكات; شبكات; مدير نظم; نظم المعلومات; تقنية المعلومات;
تكنولوجيا المعلومات; دعم فني; الدعم الفني; سحابة; مسؤول نظم
"""

DATA: Final = """
data; data scientist; data science; data engineer; data engineering; data analyst; data analytics; data architect;
data management; data governance; analytics; analytics engineer; business intelligence; bi; bi developer;
bi analyst; bi engineer; machine learning; machine learning engineer; ml; ml engineer; mlops; deep learning; ai;
ai engineer; artificial intelligence; nlp; computer vision; big data; statistician; statistics; etl developer;
reporting analyst; insights analyst; quantitative analyst; chief data officer; cdo; chief analytics officer;
data warehouse; decision scientist; prompt engineer; generative ai; llm; ai researcher; data steward; ai architect;
biostatistician; web analytics; data platform engineer; data product manager; datenanalyst(in);
datenwissenschaftler(in); datenanalyse; kunstliche intelligenz; ki; data analyst(in); dateningenieur(in);
statistiker(in); donnees; analyste de donnees; ingenieur donnees; scientifique des donnees;
intelligence artificielle; analyste donnees; decisionnel; datos; analista de datos; cientifico de datos;
cientifica de datos; ingeniero de datos; ingeniera de datos; inteligencia artificial; dados; analista de dados;
cientista de dados; engenheiro de dados; engenheira de dados; inteligencia de negocios; estadistico; dati;
analista dati; intelligenza artificiale; ingegnere dei dati; scienziato dei dati; data analist; datawetenschapper;
kunstmatige intelligentie; gegevensanalist; bi specialist; analityk danych; inzynier danych; danych;
sztuczna inteligencja; sztucznej inteligencji; datovy analytik; datova analyticka; datovy inzenyr; datova inzenyrka;
datovy vedec; umela inteligence; dataanalytiker; dataingenjor; dataanalytikar; dataingenior; statistiker;
kunstig intelligens; artificiell intelligens; dataanalyst; datavetare; veri; veri bilimci; veri analisti;
veri muhendisi; yapay zeka; is zekasi; makine ogrenmesi; аналитик данных; инженер данных; данных; дата сайентист;
машинное обучение; машинного обучения; искусственный интеллект; искусственного интеллекта; аналітик даних;
інженер даних; даних; штучний інтелект; штучного інтелекту; машинного навчання; データ; データサイエンティスト;
データエンジニア; データアナリスト; 機械学習; 機械学習エンジニア; 人工知能; 数据; 數據; 数据分析师; 數據分析師;
数据科学家; 数据工程师; 資料科學家; 資料工程師; 資料分析師; 人工智能; 人工智慧; 机器学习; 機器學習; 算法;
算法工程师; 演算法; 大数据; 데이터; 데이터 사이언티스트; 데이터 엔지니어; 데이터 분석가; 인공지능; 머신러닝;
데이터 과학자; بيانات; محلل بيانات; عالم بيانات; مهندس بيانات; ذكاء اصطناعي; الذكاء الاصطناعي; تعلم الآلة
"""

SECURITY: Final = """
cybersecurity; cyber security; cyber; information security; infosec; it security; network security;
application security; appsec; product security; product security engineer; cloud security; cloud security engineer;
security engineer; security analyst; security architect; security consultant; security researcher;
security operations; security specialist; security manager; security lead; security; soc analyst; ciso;
chief information security officer; chief security officer; cso; deputy ciso; penetration tester; pentester;
ethical hacker; red team; blue team; threat intelligence; threat hunter; incident response; vulnerability; iam;
identity and access management; identity access management; grc; devsecops; malware analyst; cryptographer;
cryptography; security software engineer; security program manager; data security; security awareness; field ciso;
detection engineer; privacy engineer; informationssicherheit; it sicherheit; informationssicherheitsbeauftragte(r);
cybersicherheit; it sicherheitsbeauftragte(r); sicherheitsanalyst(in); it security manager; securite informatique;
cybersecurite; rssi; securite des systemes d information; ciberseguridad; seguridad informatica;
seguridad de la informacion; seguranca da informacao; ciberseguranca; sicurezza informatica; cybersicurezza;
informatiebeveiliging; beveiligingsanalist; cyberbezpieczenstwo; cyberbezpieczenstwa; bezpieczenstwa informacji;
kyberbezpecnost; kyberneticka bezpecnost; bezpecnosti informaci; it sakerhet; informationssakerhet; cybersakerhet;
sakerhetsanalytiker; it sikkerhed; it sikkerhet; informasjonssikkerhet; informationssikkerhed; cybersikkerhed;
siber guvenlik; bilgi guvenligi; информационная безопасность; информационной безопасности; кибербезопасность;
кибербезопасности; інформаційної безпеки; кібербезпека; кібербезпеки; セキュリティ; セキュリティエンジニア;
情報セキュリティ; 最高情報セキュリティ責任者; 信息安全; 資訊安全; 網路安全; 网络安全; 安全工程师; 首席信息安全官;
정보보안; 보안; 보안 엔지니어; 사이버보안; 최고정보보호책임자; أمن المعلومات; الأمن السيبراني; امن سيبراني;
bezpieczenstwa
"""

PRODUCT: Final = """
product manager; product management; product owner; product lead; product director; product; chief product officer;
group product manager; product strategist; product analyst; product operations; produktmanager(in);
produktmanagement; produktverantwortliche(r); leiter produktmanagement; chef de produit; cheffe de produit;
responsable produit; directeur produit; gerente de producto; jefe de producto; producto; dueno de producto;
gerente de produto; produto; diretor de produto; responsabile di prodotto; responsabile prodotto; prodotto;
productmanager; produkteigenaar; kierownik produktu; menedzer produktu; produktovy manazer; produktova manazerka;
produktagare; produktchef; produktejer; produkteier; produktsjef; produktledare; urun; urun yoneticisi; urun muduru;
менеджер продукта; продакт менеджер; продукта; продуктовый; продакт; プロダクト; プロダクトマネージャー;
プロダクトマネジャー; プロダクトオーナー; 产品; 產品; 产品经理; 產品經理; 产品总监; 首席产品官; 프로덕트 매니저;
프로덕트 오너; 제품; 상품기획; مدير منتج; منتجات
"""

DESIGN: Final = """
designer; design; ux; ui; ux designer; ui designer; ui ux; ux ui; product designer; product design;
interaction designer; graphic designer; visual designer; web designer; service designer; user experience;
user interface; ux researcher; user researcher; ux research; user research; ux writer; content designer;
art director; creative director; design lead; illustrator; interior designer; industrial designer; fashion designer;
brand designer; motion designer; design systems; accessibility; mediengestalter(in); gestalter(in); grafiker(in);
grafikdesigner(in); graphiste; concepteur graphique; directeur artistique; directrice artistique; disenador(a);
diseno; disenador grafico; disenadora grafica; diretor de arte; grafico; direttore creativo; progettista grafico;
vormgever; grafisch ontwerper; ontwerper; grafik; projektant(ka) graficzny; graficky designer; formgivare;
formgiver; grafisk formgivare; tasarimci; tasarim; grafik tasarimci; дизайнер; дизайн; дизайнерка; デザイナー;
デザイン; 设计师; 設計師; 设计; 設計; 디자이너; 디자인; مصمم; مصممة; تصميم
"""

PROJECTS: Final = """
project manager; project management; project lead; project leader; project coordinator; project director;
project officer; project; program manager; programme manager; program director; programme director;
program management; pmo; scrum master; agile; agile coach; delivery manager; delivery lead; delivery director;
release manager; business analyst; business analysis; change manager; requirements engineer;
technical program manager; process manager; portfolio manager it; transformation; digital transformation;
project engineer; projektleiter(in); projektmanager(in); projektmanagement; projektleitung; projektkoordinator(in);
programmleiter(in); chef de projet; cheffe de projet; directeur de projet; directrice de projet; gestion de projet;
chef de projets; jefe de proyecto(s); jefa de proyecto(s); gerente de proyecto(s); director de proyecto(s);
gestor de proyectos; gestora de proyectos; gerente de projeto(s); gestor de projetos; gestora de projetos;
coordenador de projetos; coordenadora de projetos; analista de negocios; capo progetto; responsabile di progetto;
gestione progetti; projectleider; projectmanager; projectcoordinator; kierownik projektu; kierownik projektow;
menedzer projektu; analityk biznesowy; projektovy manazer; projektova manazerka; projektledare; projektchef;
projektleder; prosjektleder; prosjektkoordinator; verksamhetsutvecklare; proje yoneticisi; proje muduru;
is analisti; proje; менеджер проекта; менеджер проектов; руководитель проекта; руководитель проектов;
бизнес аналитик; керівник проекту; керівник проєкту; проєктний менеджер; бізнес аналітик; プロジェクトマネージャー;
プロジェクトマネジャー; プロジェクト; スクラムマスター; 项目经理; 專案經理; 项目; 專案; 프로젝트 매니저; 프로젝트;
مدير مشروع; مدير مشاريع; مشاريع; delivery
"""

ENGINEERING: Final = """
engineer; engineering; mechanical engineer; mechanical engineering; electrical engineer; electrical engineering;
electronics engineer; civil engineer; civil engineering; structural engineer; chemical engineer; process engineer;
manufacturing engineer; industrial engineer; aerospace engineer; automotive engineer; hardware; hardware engineer;
robotics engineer; control engineer; quality engineer; design engineer; field engineer; architect; surveyor;
technician; energy engineer; environmental engineer; materials engineer; biomedical engineer; nuclear engineer;
mining engineer; petroleum engineer; construction; construction manager; site manager; cad; building services;
geotechnical engineer; analytical engineer; asic; fpga; vlsi; urban planner; ingenieur(in); bauingenieur(in);
maschinenbau; maschinenbauingenieur(in); elektroingenieur(in); elektrotechnik; konstrukteur(in); techniker(in);
mechatroniker(in); bauleiter(in); architekt(in); ingenieure; technicien(ne); architecte; genie civil; ingeniero;
ingeniera; ingeniero civil; ingeniero industrial; ingeniero mecanico; arquitecto; arquitecta; engenheiro;
engenheira; engenheiro civil; engenheira civil; engenheiro mecanico; arquiteto; arquiteta; ingegnere; architetto;
progettista; geometra; ingenieur bouw; inzynier; inzynier budowy; konstruktor(ka); inzenyr(ka); stavbyvedouci;
konstrukter(ka); ingenjor; civilingenjor; arkitekt; tekniker; ingenior; sivilingenior; bygningsingenior; byggeleder;
muhendis; muhendisi; insaat muhendisi; makine muhendisi; elektrik muhendisi; mimar; инженер; конструктор; інженер;
エンジニア; 技術者; 建築士; 機械設計; 工程师; 工程師; 建筑师; 建築師; 机械工程师; 机械; 土木; 엔지니어; 건축가;
건축사; 기계; مهندس; مهندسة; مهندس مدني; مهندس معماري; مهندس ميكانيكي
"""

RESEARCH: Final = """
research; researcher; scientist; research scientist; research engineer; research fellow; research associate;
postdoc; postdoctoral; postdoctoral researcher; principal investigator; phd student; phd candidate; doctoral;
doctoral student; doctoral researcher; professor; associate professor; assistant professor; full professor;
academic; mathematician; physicist; chemist; biologist; geologist; astronomer; economist; historian; sociologist;
anthropologist; linguist; philosopher; biochemist; geneticist; r&d; r d; laboratory; lab manager; research director;
reader; philosophy; physics; chemistry; biology; mathematics; scientific; forscher(in); forschung;
wissenschaftler(in); wissenschaftliche(r) mitarbeiter(in); doktorand(in); professor(in); physiker(in); chemiker(in);
biologe; biologin; mathematiker(in); laborleiter(in); hochschullehrer(in); leiter forschung; chercheur; chercheuse;
recherche; maitre de conferences; doctorant(e); professeur des universites; investigador(a); investigacion;
doctorando; doctoranda; catedratico; catedratica; cientifico; cientifica; pesquisador(a); pesquisa; cientista;
doutorando; doutoranda; ricercatore; ricercatrice; ricerca; dottorando; dottoranda; professore ordinario;
professore associato; onderzoeker; onderzoek; hoogleraar; promovendus; wetenschapper; naukowiec; badacz(ka);
doktorant(ka); adiunkt; vyzkumnik; vedec; doktorand(ka); vyzkum; forskare; forskning; universitetslektor; forsker;
forsteamanuensis; ph d studerende; stipendiat; arastirmaci; arastirma gorevlisi; bilim insani; docent dr; ar ge;
ученый; исследователь; научный сотрудник; профессор; доцент; аспирант(ка); исследований; науковий співробітник;
дослідник; дослідниця; професор(ка); аспірант(ка); науковець; 研究員; 研究者; 研究; 教授; 准教授; 研究开发; 研究员;
科学家; 科學家; 副教授; 博士生; 연구원; 연구; 교수; 부교수; 과학자; باحث; باحثة; أستاذ; استاذ; عالم; أستاذ مشارك
"""
