"""The tables the sample is made of. Everyone and everything here is invented; likeness is by chance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names of one culture, where its people live, and how often they are drawn."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[str, ...]
    often: int = 2
    family_first: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


CULTURES = (
    Culture(
        _words("Emma Oliver Grace Harry Isla Jack Nora Tom Maeve Callum Freya Rhys"),
        _words("Ashworth Whitlock O'Rourke Pembury McAllister Thornley Brackett Llewellyn Hale Sutcliffe"),
        _words("London Dublin Manchester Edinburgh Cardiff"),
        5,
    ),
    Culture(
        _words("Jonas Katrin Lukas Annika Jürgen Heike Björn Sabine"),
        _words("Brandt Vogelsang Krämer Lindner Oberhof Süßmann Reuter Eichler"),
        _words("Berlin Hamburg München Zürich Wien"),
        4,
    ),
    Culture(
        _words("João Inês Rafael Beatriz Tiago Mariana Duarte Luísa"),
        _words("Azevedo Figueira Nogueira Queirós Valadares Sequeira Prado Moutinho"),
        _words("Lisbon Porto Braga São_Paulo Coimbra"),
        5,
    ),
    Culture(
        _words("Élodie Mathieu Chloé Rémi Camille Lucas Noémie Hugo"),
        _words("Beaumarchais Lefort Charpentier Duvallon Garnier Rochefort Béranger Delmas"),
        _words("Paris Lyon Montréal Bruxelles Nantes"),
        3,
    ),
    Culture(
        _words("Lucía Mateo Valentina Andrés Ximena Íñigo Paloma Joaquín"),
        _words("Zamorano Echeverri Ibarrola Peñalver Quintero Montalbán Aldana Rebolledo"),
        _words("Madrid Bogotá Valencia Santiago Lima"),
        3,
    ),
    Culture(
        _words("Agnieszka Paweł Zofia Łukasz Kasia Tomasz Weronika Michał"),
        _words("Wróblewski Zieliński Malinowska Dąbrowa Kowalik Sikora Jastrząb Wilk"),
        _words("Kraków Warszawa Wrocław Gdańsk"),
        2,
    ),
    Culture(
        _words("Astrid Øyvind Linnéa Søren Elin Mikkel Saga Åke"),
        _words("Sjöberg Lindqvist Ødegård Højlund Nyström Falk Bergdal Thorsen"),
        _words("Stockholm Oslo København Göteborg"),
        2,
    ),
    Culture(
        _words("Mehmet Elif Deniz Zeynep Emre Aylin Kerem Selin"),
        _words("Yıldıran Karahan Aksoylu Demirtaş Öztunç Çelebi Gündoğan Sayın"),
        _words("Istanbul Ankara Izmir"),
        2,
    ),
    Culture(
        _words("ليلى عمر نور كريم سلمى يوسف هدى طارق"),
        _words("الحكيمي منصوري الزهراوي بنعيسى القاضي الرفاعي شاهين النجار"),
        _words("Casablanca Amman Dubai Cairo"),
        1,
    ),
    Culture(
        _words("Layla Omar Nadia Karim Salma Youssef Huda Tariq"),
        _words("Al-Hakimi Mansouri Benaissa Shaheen Rifai Zahrawi Najjar Haddadin"),
        _words("Casablanca Amman Dubai Beirut"),
        2,
    ),
    Culture(
        _words("Shirin Arash Parisa Kaveh Nasrin Babak"),
        _words("Farahani Sohrabi Golestan Mehrabad Rostami Daryaei"),
        _words("Tehran Toronto Köln"),
        1,
    ),
    Culture(
        _words("Ananya Rohan Kavita Arjun Meera Vikram Priya Siddharth"),
        _words("Deshpandey Kulkarnia Bhattacharjee Raghunathan Venkataraman Chaudhuri Malhotra Trivedi"),
        _words("Bengaluru Pune Hyderabad Chennai Delhi"),
        4,
    ),
    Culture(_words("आरव दीया कबीर मीरा"), _words("जोशी वर्मा त्रिपाठी सक्सेना"), _words("Delhi Jaipur Lucknow"), 1),
    Culture(
        _words("雨桐 子轩 思远 佳怡 浩然 晓雯"),
        _words("欧阳 林 沈 顾 陆 苏"),
        _words("Shanghai Shenzhen Taipei Singapore"),
        2,
        family_first=True,
    ),
    Culture(
        _words("Wei Jia Ming Xiaoli Hao Yating Chen Lan"),
        _words("Ouyang Shen Gu Luo Situ Zhuge Qiu Fang"),
        _words("Shanghai Shenzhen Taipei Singapore Vancouver"),
        3,
    ),
    Culture(
        _words("葵 陽翔 結衣 蓮 さくら 健太"),
        _words("月島 桐谷 三田村 早乙女 神崎 水無瀬"),
        _words("Tokyo Osaka Kyoto"),
        1,
        family_first=True,
    ),
    Culture(
        _words("Haruka Kenji Yui Takumi Naoko Sota"),
        _words("Tsukishima Kiritani Mitamura Saotome Kanzaki Minase"),
        _words("Tokyo Osaka Fukuoka"),
        2,
    ),
    Culture(
        _words("서연 민준 지우 하윤 도현 예은"),
        _words("남궁 황보 제갈 선우"),
        _words("Seoul Busan"),
        1,
        family_first=True,
    ),
    Culture(
        _words("Linh Minh Thảo Quang Hương Tuấn"),
        _words("Nguyễn_Vân Trần_Khải Phạm_Hoài Đặng_Sơn Lý_Bảo Vũ_Trà"),
        _words("Hanoi Đà_Nẵng Melbourne"),
        1,
    ),
    Culture(
        _words("Adaeze Chinedu Folake Tunde Ngozi Babatunde Amara Kelechi"),
        _words("Okonjobi Adeyinka Nwachuku Balogunde Eze-Obi Afolayemi Onyekwere Ogunbayo"),
        _words("Lagos Abuja Accra London"),
        3,
    ),
    Culture(
        _words("Wanjiru Otieno Selam Dawit Achieng Tesfaye"),
        _words("Kamauri Odhiambori Gebremeskel Wolde-Mariam Mwangala Njorogeni"),
        _words("Nairobi Addis_Ababa Kigali"),
        2,
    ),
    Culture(
        _words("Ελένη Νίκος Μαρία Γιώργος"),
        _words("Καραγιάννης Παπαδημάκης Σταυρίδης Λεμονής"),
        _words("Athens Thessaloniki"),
        1,
    ),
    Culture(
        _words("Олена Тарас Ірина Богдан Марина Антон"),
        _words("Коваленчук Шевчина Лисогор Бондарець Гайдамака Сокіл"),
        _words("Kyiv Lviv Tallinn"),
        1,
    ),
    Culture(
        _words("Noa Eitan Tamar Yonatan Shira Amir"),
        _words("Ben-Dror Harel-Paz Golanit Shaked-Or Avivi Tzurim"),
        _words("Tel_Aviv Haifa"),
        1,
    ),
    Culture(
        _words("Aroha Tane Leilani Malia Hemi Ngaire"),
        _words("Parata-Hale Tuimavave Kealoha Waititiri Rangihuna Fonoti"),
        _words("Auckland Wellington Honolulu"),
        1,
    ),
)

ORGANISATIONS = _lines(
    "Alder & Finch Bank|Ardenne Systems|Beacon Harbour Insurance|Bluewick Logistics|Brightmoor Health|"
    "Calder Payments|Cassini Freight|Cobalt Meadow|Corvid Labs|Delphine Media|Eastgate University|"
    "Ember & Oak|Fennel Software|Fjordlight Energy|Gable Retail Group|Granary Data|Halcyon Rail|"
    "Hearthstone Mutual|Ibis Analytics|Juniper Quay Consulting|Kestrel Cloud|Kilnworks|Lanternfish|"
    "Larkspur Telecom|Marrow & Vane|Meridian City Council|Mosaic Bank|Northmarch Robotics|Open Quarry Foundation|"
    "Pelican Maps|Quillfeather Publishing|Redwing Aerospace|Saltmarsh Studios|Skein Networks|Tamarack Security|"
    "Thistle & Crown|Umbra Games|Vantry Systems|Wayfarer Airlines|Yarrow Institute"
)

TITLES = _lines(
    "Platform Engineer|Site Reliability Engineer|Staff Engineer|Engineering Manager|Head of Platform|"
    "Principal Engineer|Product Manager|Developer Advocate|Security Engineer|Data Engineer|Solutions Architect|"
    "Backend Developer|Frontend Developer|Mobile Developer|QA Lead|Delivery Manager|Technical Writer|"
    "Director of Engineering|CTO|VP Engineering|UX Researcher|Database Administrator|Network Engineer|"
    "Recruiter|Open Source Programme Lead|Enterprise Architect|Support Engineer|Team Lead|Lecturer|Analyst"
)

TALKS = _lines(
    "talked about how their team does on-call|compared notes on internal platforms|caught up after the summer|"
    "walked around the park and talked about work|they told me how the migration went|asked how the new role feels|"
    "looked at my draft together|lunch near their office|they introduced me to a colleague|"
    "swapped reading about developer experience|talked about hiring and what is hard about it|"
    "reviewed their proposal for the meetup|coffee, mostly about family|planned a joint talk|"
    "they explained how their bank buys tools|talked through a difficult decision"
)

LINES = _lines(
    "thanked them for the article|shared a link about build times|wished them well in the new job|"
    "answered a question on dashboards|asked how the conference was|sent the notes|"
    "they asked for a recommendation of a book|short hello|they sent photos of the new office|"
    "asked about an opening in their team|congratulated on the launch|settled a date"
)

DEEDS = (
    (3, "recommendation", "Robin explains hard things so that people want to try them.", 410),
    (4, "reference", "Spoke for me when the programme group asked around.", 180),
    (6, "interview", "Arranged a talk with their head of platform.", 215),
    (7, "recommendation", "The first person I call when a rollout goes wrong.", 620),
    (28, "recommendation", "Robin makes platforms that people choose without being told to.", 1210),
    (29, "interview", "Arranged the talk with their head of engineering.", 260),
    (30, "effort", "Spent a weekend going through my case study, line by line.", 140),
    (31, "introduction", "Brought me together with the organiser of the meetup.", 75),
    (33, "recommendation", "Calm in an outage, and kind when it is over.", 900),
    (33, "recommendation_given", "Writes documentation one wants to read.", 890),
    (35, "answer", "Told me at once what their team pays for support.", 50),
    *((36, "endorsement", skill, ago) for skill, ago in (("Kubernetes", 820), ("Observability", 815), ("Go", 400))),
    (41, "endorsement", "Incident response", 1500),
    (16, "reference", "A letter for the speakers' programme.", 330),
    (57, "follow", "", 200),
)
"""What people of the sample did, or Robin for them: their place from the nearest, kind, text, days ago."""
