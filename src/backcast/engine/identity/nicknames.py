"""Short and familiar forms of given names. [D] Written from general knowledge: the common ones of some languages."""

from collections import defaultdict

_TABLE = """
abigail abby gail; abraham abe bram; adelaide addie; agnes aggie; albert al bert; alejandro alex ale; alexander alex
alec lex xander sandy sasha / alexandros alejandro aleksandr oleksandr alessandro sascha alexandre; alexandra alex
lexi sandra sandy sasha / aleksandra alessandra; alfred al alf fred; alice ali; amanda mandy; anastasia nastya
stacy; andrew andy drew / andrei andrej andrey andreas andre andres andrea; angela angie; anna / ann anne annie ana
anya hannah; anthony tony / antonio anton antoine; antonia toni; archibald archie; arthur art; barbara barb babs /
basia; bartholomew bart; benjamin ben benny; bernard bernie; beatrice bea; boris borya; bradley brad; carolyn lyn /
carol caroline carrie; catherine cathy cat kate katie kathy katherine kathryn kit / katya ekaterina caterina
katarina katharina kathleen; cecilia cece; charles charlie chuck carl chas / karl carlos carlo; charlotte charlie
lottie; christine chris tina chrissy / christina kristin kristina cristina christiane; christopher chris kit topher
/ christoph kristof cristobal; christian chris; claudia claudie; clifford cliff; constance connie; cynthia cindy;
daniel dan danny / daniil; danielle dani; david dave davy / dawid davide; deborah debbie deb / debra; dennis denny /
denis; diana di; dmitri dima dmitry mitya / dmitriy dimitri dimitrios; dolores lola; donald don donnie; dorothy dot
dottie dolly; douglas doug; edmund ed eddie ned; edward ed eddie ned ted teddy / eduardo edouard eduard; edwin ed eddie;
eleanor ellie nell / nora lena; elena / lena helen helena helene yelena; elizabeth liz lizzie beth betty bess betsy
eliza liza / elisabeth lisa elise elisa ella isabel; emily em / emma; emmanuel manny manuel; eric / erik; ernest
ernie; esther essie; eugene gene zhenya / evgeny yevgeny; evelyn / eve; fabian / fabio; florence flo; frances fran
frankie / francesca; francis frank pancho paco / francois francisco francesco franz; franklin frank; frederick fred
freddie fritz / friedrich frederic federico; gabriel gabe; gabriele gabi; gabriella gabby gabi; geoffrey geoff /
jeff; george / georg jorge jorg georges giorgio georgios yuri jurgen; gerald gerry jerry; gerard gerry; gertrude
trudy; giovanni gianni nino; giuseppe beppe pino; grace gracie; gregory greg grigori grisha; guillaume / guy; gustav
gus; guadalupe lupe; hannah / anna hanna; harold harry hal; heinrich heinz henry; henry harry hank / henri enrique
enrico henryk; herbert herb; howard howie; hubert bert; ignacio nacho; igor gosha; isaac ike; isabella bella izzy /
isabel; ivan vanya; jacob jake jakob / jakub; jacqueline jackie; james jim jimmy jamie / jaime; janet / jan; jane
janie jenny; jean jeannie; jean / jean; jeffrey / jeff; jennifer jen jenny jenn; jeremy jerry; jerome jerry; jessica
jess jessie; joan joanie; joanna jo joanne; john johnny jack jon / johann johannes jan juan jean ivan ioannis
giovanni hans; johannes hannes jo / hans; jonathan jon jonny / nathan john; jose pepe; joseph joe joey / josef jozef
jose giuseppe josep yusuf; josephine jo josie; joshua josh; juan juanito; judith judy / jutta; julia / julie yulia
julia jules; julian / jules; juliana / julie; kenneth ken kenny; kimberly kim / kimberley; konstantin kostya kostas
costas / constantine; laura / laurie lori; lawrence larry / laurence lorenzo; leonard len lenny / leo leonardo;
leopold / leo; lillian lily lil; louis lou louie / luis luigi ludwig; louise lou; lucas luka / luke lukas luca;
lucia / lucy lucie; ludmila lyuda / mila; magdalena magda / lena madeleine; malgorzata gosia / margaret; marcus /
marc mark markus marco marcos; margaret maggie meg peg peggy marge margie / rita greta daisy margarita marguerite
margarete gretchen; maria masha / mary marie mia mariya maryam; marjorie marge margie; martha marty; martin marty
martyn; marta / martha; mary polly mae mamie / molly; matilda tilly; matthew matt matty / mateo matteo matthias
mathieu matvey mateusz; maureen mo; maximilian max / maxim maximilien; megan meg; melanie mel; melissa mel missy
lissa; mercedes merche; michael mike mick mickey mikey misha / michel mikhail miguel michal michele mihail mikael;
michelle shelly; mildred millie; mohammed mo / mohamed muhammad mohammad; mitchell mitch; monica moni; nadezhda
nadya; nancy nan; natalia natasha nat / natalie; nathaniel nate nat / nathan; nathan nate nat; nicholas nick nicky
niko kolya nikos klaus nico / nikolaus nicolas nikolai nikolaos; nicole nicky nikki; oliver ollie; oscar / oskar;
olga olya; pamela pam; patricia pat patty tricia trish; patrick pat paddy / patricio; paul / pablo paolo pavel;
pauline polly; pavel pasha; penelope penny; peter pete / pedro pietro piotr petr pyotr pierre petros; philip phil
phillip / philippe filip felipe; phyllis phyl; rachel rae; ralph / ralf; raymond ray / raimund ramon; rebecca becky
becca; reginald reg reggie; reinhard / reiner; richard rick dick rich richie ricky / ricardo riccardo; robert rob
bob bobby robbie bert / roberto; roberta bobbie; rodney rod; roger rodger; roland rolf; ronald ron ronnie; rosemary
rosie / rose; roxanne roxy; rudolf rudi; russell russ; salvador chava; samantha sam sammy; samuel sam sammy; sarah /
sally sara sadie; sebastian seb bastian / sebastien; sergei seryozha / sergey serge sergio; sharon shari; sidney
sid; simon / simeon; sofia / sophie sophia sonja sonya; solomon sol; stanislav stas; stanley stan; stephanie steph /
stefanie stefania; stephen steve stevie / steven stefan stephan stefano esteban etienne stepan; susan sue susie suzy
/ suzanne susanne susanna; sylvia / silvia; tamara tom toma; tatiana tanya; teresa terry tess tessa resi / theresa;
terence terry / terrence; thaddeus thad tad; theodore ted teddy theo fyodor fedor / theodor; thomas tom tommy /
tomas tomasz tommaso; timothy tim timmy; tobias toby; ulrich uli; ulrike uli; valentina valya; valerie val; veronica
ronnie / vera; victor vic / vittorio viktor; victoria vicky tori vika / viktoria; vincent vince vinny / vincenzo
vicente; viola vi; virginia ginny; vladimir vova volodya vlad / volodymyr; wilhelm willi bill / william; wolfgang /
wolf; walter walt wally; wilfred fred; william bill billy will willie / liam guillaume guillermo wilhelm willem;
winifred winnie fred; yvonne / eve; zachary zach zack
"""
"""name, its short forms / the same name elsewhere, or one that grew out of it; …"""


def _read() -> tuple[dict[str, frozenset[str]], frozenset[tuple[str, str]]]:
    formals: dict[str, set[str]] = defaultdict(set)
    short = set()
    for line in _TABLE.split(";"):
        near, _, far = line.partition("/")
        formal, *forms = near.split()
        for form in (formal, *forms, *far.split()):
            formals[form].add(formal)
        short |= {pair for form in forms for pair in ((form, formal), (formal, form))}
    return {form: frozenset(names) for form, names in formals.items()}, frozenset(short)


FORMALS, SHORT = _read()
"""Every form with the names it may stand for (alex: alexander, alexandra); and the pairs of name and short form."""


def related(one: str, other: str) -> bool:
    """Whether two forms can be one name: a shared formal name. Alex and Alexandra can, Alexander and Alexandra not."""
    names = FORMALS.get(one)
    return names is not None and not names.isdisjoint(FORMALS.get(other, ()))


def _families() -> dict[str, str]:
    """Every form with one name for all that are linked to it, however far: what pairs are looked for under."""
    head = {form: form for form in FORMALS}

    def root(form: str) -> str:
        while head[form] != form:
            form = head[form]
        return form

    for form, names in sorted(FORMALS.items()):
        for name in sorted(names):
            head[root(form)] = root(name)
    return {form: root(form) for form in FORMALS}


FAMILIES = _families()
