"""Seniority and field of job titles: cases in many languages, and what no case may break."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.formats import title_levels, titles

CASES = """
Software Engineer = mid software
Senior Software Engineer = senior software
Sr. Developer = senior software
Jr. Developer = entry software
CTO = executive software
Chief Information Security Officer = executive security
CISO = executive security
Chief Experimental Officer = executive -
VP = executive -
VP, Engineering = executive software
SVP Sales = executive sales
Vice President of Product = executive product
Vice President = executive management
President = executive management
Assistant to the CEO = entry -
Executive Assistant to the CEO = mid operations
Executive Assistant, CEO Office = mid operations
Assistentin der Geschäftsführung = entry operations
Head of Data = lead data
Head of Platform = lead platform
Team Lead = lead -
Lead Generation Specialist = mid sales
Lead Developer = lead software
Principal = lead -
School Principal = lead education
Principal Engineer = lead software
Staff Engineer = lead software
Support Staff = - -
Product Owner = mid product
Owner = executive management
HR Business Partner = mid people
Partner = executive management
Account Executive = mid sales
Project Manager = mid projects
Engineering Manager = lead software
IT Manager = lead platform
Manager = lead -
MD = executive management
Cardiologist, MD = mid health
Surgeon, MD, PhD = mid health
MD & CEO = executive management
CEO & Co-Founder = executive management
Founder & CTO = executive software
PhD Student = entry research
Professor of Physics = lead research
Student = entry education
Computer Science Student = entry software
Director of Student Affairs = lead education
Former CTO = - -
Aspiring CTO = - -
Retired teacher = - -
Engineer at Data Bank = mid engineering
DevOps @ Security Corp = mid platform
Leiter IT = lead platform
IT-Leiter = lead platform
Bereichsleiterin Vertrieb = lead sales
Geschäftsführer = executive management
Geschäftsführerin = executive management
Softwareentwicklerin = mid software
Softwareentwickler (m/w/d) = mid software
Werkstudent Softwareentwicklung = entry software
Begleiter = - -
Directeur technique = lead software
Coordinatore = mid -
Professora = mid -
Vicedirettore = lead -
Directiesecretaresse = mid operations
Managing Consultant = senior consulting
Group Product Manager = lead product
Directrice générale = executive management
Chef de projet = mid projects
Chef de service = lead -
Responsable informatique = lead platform
Gerente de Proyectos = mid projects
Gerente de ventas = lead sales
Gerente general = executive management
Ingeniera de software = mid software
Desenvolvedor Sênior = senior software
Diretora de Tecnologia = lead software
Amministratore delegato = executive management
Sistemista = mid platform
Softwareontwikkelaar = mid software
Hoofd ICT = lead platform
Kierownik działu IT = lead platform
Starszy programista = senior software
Prezes Zarządu = executive management
Asystentka Zarządu = entry operations
Vedoucí oddělení = lead -
Generální ředitelka = executive management
Jednatel = executive management
Systemutvecklare = mid software
VD = executive management
IT-chef = lead platform
Avdelingsleder = lead -
Daglig leder = executive management
Administrerende direktør = executive management
Yazılım Mühendisi = mid software
Genel Müdür = executive management
Stajyer = entry -
Kıdemli Yazılım Geliştirici = senior software
Генеральный директор = executive management
Старший разработчик = senior software
Ведущий инженер = senior engineering
Стажёр = entry -
Системний адміністратор = mid platform
Керівник відділу продажів = lead sales
シニアソフトウェアエンジニア = senior software
代表取締役社長 = executive management
営業部長 = lead sales
インターン = entry -
高级软件工程师 = senior software
首席技术官 = executive software
产品经理 = mid product
销售总监 = lead sales
总经理 = executive management
시니어 백엔드 개발자 = senior software
대표이사 = executive management
팀장 = lead -
인턴 = entry -
مدير تنفيذي = executive management
المدير التنفيذي = executive management
مهندس برمجيات = mid software
مدير مبيعات = lead sales
طبيب = mid health
Registered Nurse = mid health
Chief of Staff = lead management
Deputy CISO = executive security
Managing Director, Data = executive data
Junior Product Manager = entry product
Senior Manager, Cloud Security = lead security
Machine Learning Engineer = mid data
Site Reliability Engineer = mid platform
Solutions Architect = senior platform
Scrum Master = mid projects
Talent Acquisition Partner = executive people
General Counsel = lead legal
Financial Analyst = mid finance
Security Guard = mid service
Marketing Executive = mid sales
Chief Executive = executive management
Overhead specialist = mid -
Freelancer = - -
Dream big = - -
Building the future of payments | Ex-Google = - -
Shrimp Man = - -
Assistant Professor = mid research
Associate Director = lead -
Assistant Vice President = senior -
Research Assistant = entry research
UX/UI Designer = mid design
R&D Engineer = mid research
Senior Consultant = senior consulting
Data Protection Officer = mid legal
Police Officer = mid public
Mayor = executive public
Customer Support Representative = mid service
Warehouse Clerk = entry operations
Chef = lead -
Head Chef = lead service
Barista = mid service
Kfz-Mechatroniker = mid engineering
Oberärztin = senior health
Infirmière = mid health
Abogada = mid legal
Contadora = mid finance
Secretary of State = executive public
Engineer I = mid engineering
Technical Program Manager = mid projects
Board Member = executive management
Non-Executive Director = executive management
Sales Assistant = entry service
Advisor to the CEO = mid consulting
Country Manager = executive management
General Manager = executive management
Chief Architect = lead engineering
Director = lead -
Regional Sales Director = lead sales
Area Sales Manager = lead sales
Key Account Manager = mid sales
Journalist = mid media
Self-employed = - -
Teacher = mid education
Customer Success Manager = mid sales
Engineering Manager, Payments Platform = lead software
VP of Customer Success = executive sales
Director, Global Security Operations = lead security
Founder at Acme | Helping CTOs hire engineers = executive management
Ex-Google | Software Engineer at Stripe = mid software
Head of IT Security = lead security
Chief Digital Officer = executive -
Graduate Software Engineer = entry software
Wissenschaftlicher Mitarbeiter = mid research
ИТ-директор = lead platform
情報システム部 課長 = lead platform
CTO兼共同創業者 = executive software
정보보안 팀장 = lead security
محلل بيانات أول = senior data
Bilgi İşlem Müdürü = lead platform
İnsan Kaynakları Uzmanı = mid people
CEO's Assistant = entry -
Personal Assistant to MD = mid operations
Volunteer Firefighter = mid public
Student Success Manager = mid education
Partner Manager = mid sales
Account Director = mid sales
"""
"""A title, its seniority and its field; - is not known."""


def cases():
    rows = [line.rpartition(" = ") for line in CASES.strip().splitlines()]
    return [(title, *("" if word == "-" else word for word in said.split())) for title, _, said in rows]


TITLES = st.sampled_from([title for title, *_ in cases()])


def test_titles_in_many_languages():
    wrong = [
        (title, titles.seniority(title), titles.field(title), wanted)
        for title, *wanted in cases()
        if [titles.seniority(title), titles.field(title)] != wanted
    ]
    assert wrong == []


@settings(max_examples=60)
@given(TITLES, st.sampled_from([", PhD", ", MBA, CISSP", ", MD", " (m/w/d)", "  "]))
def test_case_spaces_and_credentials_change_nothing(title, more):
    said = titles.seniority(title), titles.field(title)
    for other in (f"{title}{more}", f"  {title} ", title.upper() if title.isascii() else title, title.lower()):
        assert (titles.seniority(other), titles.field(other)) == said, other


def test_accents_change_nothing():
    for one, other in [("Geschäftsführer", "Geschaftsfuhrer"), ("Ingénieure", "Ingenieure"), ("Vedoucí", "vedouci")]:
        assert titles.seniority(one) == titles.seniority(other) != ""


@settings(max_examples=80)
@given(st.text(max_size=80))
def test_any_text_has_a_known_level_and_field_or_none(text):
    assert titles.seniority(text) in {*titles.LEVELS, ""}
    assert titles.field(text) in {*titles.FIELDS, ""}


@settings(max_examples=60)
@given(TITLES, TITLES)
def test_of_several_roles_the_highest_counts(one, other):
    order = ("", *titles.LEVELS)
    both = titles.seniority(f"{one} | {other}")
    assert order.index(both) == max(order.index(titles.seniority(one)), order.index(titles.seniority(other)))


@pytest.mark.parametrize("words", [title_levels.WORDS, titles.WORDS], ids=["levels", "fields"])
def test_a_phrase_says_one_thing_and_is_found(words):
    told = {}
    for said, text in words.items():
        for phrase in titles._spelt(text):
            for form in titles._forms(phrase):
                assert told.setdefault(titles._words(form), said) == said, form
    assert () not in told and max(map(len, told)) <= titles.PHRASE


def test_words_are_whole():
    assert titles.seniority("Begleiter") == titles.seniority("Misleading") == titles.seniority("Internal affairs") == ""
    assert titles.field("Datable") == titles.field("Salesian") == ""


def test_what_the_user_calls_it():
    assert titles.field_word("Data and AI") == titles.field_word("DATA") == "data"
    assert titles.field_word(" Beekeeping ") == "Beekeeping" and titles.field_word("") == ""
    assert titles.level_word("Senior") == "senior" and titles.level_word("Director") == "lead"
    assert titles.level_word("whatever") == titles.level_word("") == ""


@pytest.mark.skipif(not os.environ.get("BACKCAST_REAL_DATA"), reason="needs BACKCAST_REAL_DATA")
def test_most_roles_of_an_export_are_read():
    (path,) = (Path(os.environ["BACKCAST_REAL_DATA"]) / "linkedin").glob("*/Connections.csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("First Name"))
    told = [row["Position"] for row in csv.DictReader(lines[start:]) if row["Position"]]
    assert sum(map(bool, map(titles.seniority, told))) > 0.9 * len(told)
    assert sum(map(bool, map(titles.field, told))) > 0.75 * len(told)
